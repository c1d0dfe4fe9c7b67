/**
 * The table by which kernels score documents, as numbers of 4 bytes.
 *
 * - Head: number of clauses; how many of them, from the first, are multiplied by the boost; address of the bitmap of
 *   boosted documents, or 0.
 * - Each clause: weight; number of parts; parts. Its score is its weight times the largest impact of its parts.
 * - Each part: kind; four numbers according to the kind, below.
 *
 * Scores are the sum over clauses, of which those before the first unboosted one are multiplied by 5/4 if the document
 * is boosted.
 */
export const HEAD_NUMBERS = 3
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
