/** Lets work react to a stop signal of the terminal or the system. */
export type Stopping = {
  /** Aborted by the first signal; work that has not begun is left undone. */
  readonly signal: AbortSignal
  /** Runs work, but no longer than the grace period after the signal. Returns whether it was finished. */
  run(work: () => Promise<void>): Promise<boolean>
}

/** Listens to SIGINT and SIGTERM. A second signal of the same kind ends the process at once. */
export function stopping(graceMs: number): Stopping {
  const controller = new AbortController()
  const late = Promise.withResolvers<false>()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      controller.abort()
      setTimeout(() => late.resolve(false), graceMs).unref()
    })
  return {
    signal: controller.signal,
    run: (work) => Promise.race([work().then(() => true), late.promise]),
  }
}
