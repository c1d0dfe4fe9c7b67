/** How the score of an asset came about by best match. */
export type Explanation = {
  readonly id: number
  /** What each word of the phrase adds that the asset has. */
  readonly words: readonly WordScore[]
  /** The score by which the asset is ordered, with all shares (`ranking.ts`). */
  readonly score: number
}

/** What a word adds to the score of an asset. */
export type WordScore = {
  /** The reading of the word that adds most: adjacent terms; the word alone if it `isWritten`. */
  readonly terms: readonly string[]
  /** Whether this is for the word as it is written, besides its stem. */
  readonly isWritten: boolean
  /** How much the word counts, by how rare it is; null if the engine does not tell. */
  readonly weight: number | null
  /** With the shares of quality and popularity. */
  readonly score: number
}
