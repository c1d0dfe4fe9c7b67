/** Collects garbage on SIGUSR2. Load it by `--import` into a process started with `--expose-gc`. */
process.on('SIGUSR2', () => globalThis.gc!())
