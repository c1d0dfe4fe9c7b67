import type { GuessLimit } from './guess-limit.ts'
import type { Throttle } from './throttle.ts'

/** Where a node counts what is limited. */
export type Limits = {
  readonly guesses: GuessLimit
  /** Returns what limits the rates of keys; `own` counts for this node alone. */
  throttle(own: Throttle): Throttle
  /** Rejects if what counts cannot be reached. */
  check(): Promise<void>
  close(): void
}
