/**
 * The table by which kernels score documents, as numbers of 4 bytes.
 *
 * - Head: number of clauses; how many of them, from the first, are lifted; then what lifts them (`LIFTS_AT`): address of
 *   the bitmap of the caller's own documents, or 0; their share; address of the bitmap of documents that may be fresh;
 *   number of steps of freshness; address of the steps.
 * - Each step: the document at which it ends; its share. Ends ascend, and shares descend, since documents are numbered
 *   from the newest on.
 * - Each clause: weight; number of parts; parts. Its score is its weight times the largest impact of its parts.
 * - Each part: kind; four numbers according to the kind, below.
 *
 * A score is the sum over clauses. The lifted ones are multiplied by 1 + the shares of the document / SHARE_UNITS.
 */
export const HEAD_NUMBERS = 7
/** Where the head describes what lifts documents. */
export const LIFTS_AT = 2
/** The numbers of a step. */
export const STEP_NUMBERS = 2
/** The shift that divides by SHARE_UNITS of `ranking.ts`. */
export const SHARE_SHIFT = 8
/** The numbers of a clause before its parts. */
export const CLAUSE_NUMBERS = 2
/** The numbers of a part. */
export const PART_NUMBERS = 5

/** The kinds of parts. */
export const PART = {
  /** A bitmap; number of its documents before each block; their impacts in order; the maxima of blocks. */
  ranked: 0,
  /** A byte for each document; unused; unused; the maxima of blocks. */
  column: 1,
  /** A bitmap whose documents have the impact 1. */
  flag: 2,
} as const
