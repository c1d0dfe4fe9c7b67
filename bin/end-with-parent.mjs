/** How often the parent is looked for. */
const CHECK_MS = 200

/**
 * Ends this process, as SIGTERM would, when its parent is gone. npm hands signals to the shell between it and the
 * program, and that shell ends without passing them on, so `npm start` would leave a server behind.
 */
export function endWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, CHECK_MS).unref()
}
