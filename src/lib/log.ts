import pino, { type Logger } from 'pino'

export type { Logger }

/** JSON lines on standard error, which leaves standard output to the results of commands. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  )
}
