import type { DatabaseSync } from 'node:sqlite'
import { dailyShuffle, liftOf, tagWeight } from '../ranking.ts'

/** Adds the functions of `ranking.ts` to a connection, by which queries order documents. */
export function addRankingFunctions(file: DatabaseSync): void {
  file.function('daily_shuffle', { deterministic: true }, (id, day) => dailyShuffle(Number(id), Number(day)))
  file.function('lift', { deterministic: true }, (qualityRank, popularity, isOwn, freshMs, day) =>
    liftOf(
      {
        qualityRank: Number(qualityRank),
        popularity: Number(popularity),
        isOwn: isOwn === 1,
        freshMs: freshMs === null ? null : Number(freshMs),
      },
      day === null ? null : Number(day),
    ),
  )
  file.function('tag_weight', { deterministic: true }, (weight, documents) =>
    tagWeight(Number(weight), Number(documents)),
  )
}
