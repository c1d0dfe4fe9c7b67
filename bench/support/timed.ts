/** Runs a function and returns its duration in milliseconds and its result. */
export async function timed<T>(work: () => T | Promise<T>): Promise<[ms: number, result: T]> {
  const startedMs = performance.now()
  const result = await work()
  return [performance.now() - startedMs, result]
}
