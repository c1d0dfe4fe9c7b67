import { LIFTS_AT, SHARE_SHIFT, STEP_NUMBERS } from '../score-table.ts'
import type { Views } from './views.ts'

/** Lifts a score by shares. */
export const lifted = (score: number, shares: number): number => score + ((score * shares) >> SHARE_SHIFT)

/** The share of the step in which a document is, as if it were fresh; those after it have no higher one. */
function freshShare({ words }: Views, table: number, document: number): number {
  const first = words[table + LIFTS_AT + 4]! >> 2
  const end = first + words[table + LIFTS_AT + 3]! * STEP_NUMBERS
  for (let step = first; step < end; step += STEP_NUMBERS)
    if (document < words[step]!) return words[step + 1]!
  return 0
}

/** The shares of a document by the table at this index of numbers. */
export function liftOf(views: Views, table: number, document: number): number {
  const { bytes, words } = views
  const has = (bits: number) => (bytes[bits + (document >> 3)]! >> (document & 7)) & 1
  const own = words[table + LIFTS_AT]!
  const share = own !== 0 && has(own) ? words[table + LIFTS_AT + 1]! : 0
  const fresh = freshShare(views, table, document)
  return fresh !== 0 && has(words[table + LIFTS_AT + 2]!) ? share + fresh : share
}

/** The highest shares that any document from this one on can have. */
export function highestLift(views: Views, table: number, document: number): number {
  const { words } = views
  const own = words[table + LIFTS_AT] === 0 ? 0 : words[table + LIFTS_AT + 1]!
  return own + freshShare(views, table, document)
}
