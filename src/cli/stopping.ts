/** A stop signal of the terminal or of the system, as work that can be stopped sees it. */
export type Stopping = {
  /** Aborted by the first signal; what has not begun is left. */
  readonly signal: AbortSignal
  /** Runs work to its end, but no longer than the grace period after the signal. Returns whether it came to its end. */
  run(work: () => Promise<void>): Promise<boolean>
}

/** Listens to SIGINT and SIGTERM. A second signal of the same kind ends the process at once, as if nobody listened. */
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
