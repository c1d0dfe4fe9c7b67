/**
 * Runs `work` again and again with a pause between the runs, never two at a time. A run that fails is reported
 * and the next one tries anew. Answers a function that stops it and waits for a run that is under way.
 */
export function every(
  pauseMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let wake = () => {}
  const loop = async () => {
    while (!stopped) {
      await work().catch(onError)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
        if (stopped) wake()
      })
    }
  }
  const running = loop()
  return () => {
    stopped = true
    wake()
    return running
  }
}
