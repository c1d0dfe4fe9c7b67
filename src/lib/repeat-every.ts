/** A loop that is running. */
export type Repetition = {
  /** Ends the pause. Resolves after a run that started after the call, or when the loop has stopped. */
  runNow(): Promise<void>
  /** Prevents further runs, and waits for one in progress. */
  stop(): Promise<void>
}

/**
 * Runs `work` repeatedly with a pause between runs, never two at a time. A failed run is reported, and the next one
 * starts as usual.
 */
export function repeatEvery(
  pauseMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Repetition {
  let isStopped = false
  let isWanted = false
  let nextRun = Promise.withResolvers<void>()
  let endPause = () => {}
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const repeat = async () => {
    while (!isStopped) {
      const run = nextRun
      nextRun = Promise.withResolvers()
      isWanted = false
      await work().catch(onError)
      run.resolve()
      if (!isStopped && !isWanted) await pause()
    }
    nextRun.resolve()
  }
  const running = repeat()
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
