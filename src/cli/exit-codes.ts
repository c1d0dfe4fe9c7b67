import { CommanderError } from 'commander'
import { isProblem } from '../lib/problem.ts'
import { WrongUse } from './wrong-use.ts'

/** Exit codes of every command. */
export const EXIT = { success: 0, failed: 1, wrongUse: 2, someRefused: 3 } as const

/** Returns the exit code of a command that threw this error. Commander throws for help and versions too. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.wrongUse
  return isWrongUse(error) ? EXIT.wrongUse : EXIT.failed
}

const isWrongUse = (error: unknown) =>
  error instanceof WrongUse ||
  isProblem(error, 'InvalidSetting') ||
  isProblem(error, 'InvalidMapping') ||
  isProblem(error, 'InvalidReceiptKey')
