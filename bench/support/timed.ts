/** Milliseconds that something took, and what it made. */
export async function timed<T>(work: () => T | Promise<T>): Promise<[ms: number, made: T]> {
  const startedMs = performance.now()
  const made = await work()
  return [performance.now() - startedMs, made]
}
