/** What a term of a dictionary is. */
export const TERM = {
  /** What filters look up. */
  key: 0,
  stem: 1,
  /** A word as it is written. */
  written: 2,
  /** A stem that is in the same documents as the word that is written like it, with the same impacts. */
  both: 3,
} as const
