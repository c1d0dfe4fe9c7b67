import pino, { type Logger } from 'pino'

/** The logger of the program. */
export type { Logger }

/** A pipe takes so many bytes as a whole (PIPE_BUF of Linux), so that the lines of several threads stay apart. */
const MAX_WRITE_BYTES = 4096

/** Logs JSON lines to standard error; standard output is for the results of commands. `base` is in each line. */
export function createLogger(level: string, base: Readonly<Record<string, unknown>> | null = null): Logger {
  return pino(
    { level, base, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false, maxWrite: MAX_WRITE_BYTES }),
  )
}
