import pino, { type Logger } from 'pino'

/** The logger of the program. */
export type { Logger }

/** Logs JSON lines to standard error; standard output is for the results of commands. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  )
}
