import { setImmediate } from 'node:timers/promises'

/**
 * Returns a function that runs `work` after each call, but once for all calls that are made together or during another run. A run
 * begins after the calls that share it, so each gets what is true after it was called.
 */
export function shareRuns<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let next: Promise<Result> | null = null
  let current: Promise<unknown> = Promise.resolve()
  return () => {
    next ??= (async () => {
      await Promise.allSettled([current, setImmediate()])
      const run = work()
      ;[current, next] = [run, null]
      return run
    })()
    return next
  }
}
