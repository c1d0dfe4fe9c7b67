import type { Hit } from './vector-index.ts'

/** How many hits may wait, as a multiple of the limit and at least, until the best of them are chosen. */
const WAITING = { times: 2, least: 256 } as const

/** Chooses the best hits, one for each asset, from any number that are offered. */
export class Selection {
  /** Less similar hits need not be offered; it rises. */
  least: number
  readonly #limit: number
  #hits: Hit[] = []
  readonly #maxWaiting: number

  constructor(limit: number, minSimilarity: number) {
    this.#limit = limit
    this.least = minSimilarity
    this.#maxWaiting = Math.max(WAITING.times * limit, limit + WAITING.least)
  }

  offer(hit: Hit): void {
    this.#hits.push(hit)
    if (this.#hits.length >= this.#maxWaiting) this.#choose()
  }

  /** The chosen hits: the most similar first, and of equally similar ones the lowest id first. */
  best(): Hit[] {
    this.#choose()
    return this.#hits
  }

  #choose(): void {
    const sorted = this.#hits.sort(
      (a, b) => b.similarity - a.similarity || a.assetId - b.assetId || a.frame - b.frame,
    )
    const seen = new Set<number>()
    this.#hits = []
    for (const hit of sorted) {
      if (this.#hits.length === this.#limit) break
      if (!seen.has(hit.assetId)) this.#hits.push(hit)
      seen.add(hit.assetId)
    }
    if (this.#hits.length === this.#limit && this.#limit > 0) this.least = this.#hits.at(-1)!.similarity
  }
}
