/** While runs keep failing in the same way, that is reported again after so long. */
const REPORT_MS = 60_000

/** A loop that is running. */
export type Repetition = {
  /** Ends the pause. Resolves after a run that started after the call, or when the loop has stopped. */
  runNow(): Promise<void>
  /** Prevents further runs, and waits for one in progress. */
  stop(): Promise<void>
}

/**
 * Runs `work` repeatedly with a pause between runs, never two at a time. A failed run is reported, unless the one before failed
 * in the same way, and the next one starts as usual.
 */
export function repeatEvery(
  pauseMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Repetition {
  return repeat(pauseMs, work, onError)
}

/** The same, but after the first run only when `runNow` is called. */
export function repeatWhenAsked(work: () => Promise<void>, onError: (error: unknown) => void): Repetition {
  return repeat(null, work, onError)
}

function repeat(
  pauseMs: number | null,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Repetition {
  let isStopped = false
  let isWanted = false
  let nextRun = Promise.withResolvers<void>()
  let endPause = () => {}
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = pauseMs === null ? undefined : setTimeout(resolve, pauseMs)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  let reported = { what: '', atMs: Number.NEGATIVE_INFINITY }
  const report = (error: unknown) => {
    const [what, nowMs] = [String(error), performance.now()]
    if (what === reported.what && nowMs - reported.atMs < REPORT_MS) return
    reported = { what, atMs: nowMs }
    onError(error)
  }
  const forget = () => {
    reported = { ...reported, what: '' }
  }
  const runAll = async () => {
    while (!isStopped) {
      const run = nextRun
      nextRun = Promise.withResolvers()
      isWanted = false
      await work().then(forget, report)
      run.resolve()
      if (!isStopped && !isWanted) await pause()
    }
    nextRun.resolve()
  }
  const running = runAll()
  return {
    runNow() {
      const { promise } = nextRun
      isWanted = true
      endPause()
      return promise
    },
    stop() {
      isStopped = true
      endPause()
      return running
    },
  }
}
