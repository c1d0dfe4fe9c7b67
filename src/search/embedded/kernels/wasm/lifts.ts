// The head of the table is described in `../score-table.ts`.

import { hasBit } from './bitmaps'

const OWN: usize = 8
const OWN_SHARE: usize = 12
const FRESH: usize = 16
const STEPS: usize = 20
const STEPS_AT: usize = 24
const STEP_BYTES: usize = 8
/** Divides by the units of shares. */
export const SHARE_SHIFT = 8

/** Lifts a score by shares. */
export function lifted(score: i32, shares: i32): i32 {
  return score + ((score * shares) >> SHARE_SHIFT)
}

/** The share of the step in which a document is, as if it were fresh; those after it have no higher one. */
function freshShare(table: usize, document: u32): i32 {
  const steps = usize(load<u32>(table, STEPS_AT))
  const end = steps + usize(load<u32>(table, STEPS)) * STEP_BYTES
  if (steps === end || document >= load<u32>(end - STEP_BYTES)) return 0
  let step = steps
  while (document >= load<u32>(step)) step += STEP_BYTES
  return load<i32>(step, 4)
}

/** The shares of a document. */
export function liftOf(table: usize, document: u32): i32 {
  const own = usize(load<u32>(table, OWN))
  const share = own && hasBit(own, document) ? load<i32>(table, OWN_SHARE) : 0
  const fresh = freshShare(table, document)
  return fresh && hasBit(usize(load<u32>(table, FRESH)), document) ? share + fresh : share
}

/** The highest shares that any document from this one on can have. */
export function highestLift(table: usize, document: u32): i32 {
  return (load<u32>(table, OWN) ? load<i32>(table, OWN_SHARE) : 0) + freshShare(table, document)
}
