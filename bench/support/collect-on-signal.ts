/**
 * Collects all garbage on SIGUSR2, and gives the memory back to the system. Load it by `--import` into a process started
 * with `--expose-gc`.
 */
process.on('SIGUSR2', () => globalThis.gc!({ type: 'major', execution: 'sync', flavor: 'last-resort' }))
