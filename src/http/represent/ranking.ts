import type { RankingExplanation } from '../../search/explain-ranking.ts'
import type { PresentedAsset } from './shared-members.ts'

const DIGITS = 4

/** Adds how each asset was ranked; null where no score decides. */
export function withRanking<Asset extends PresentedAsset>(
  assets: readonly Asset[],
  explained: ReadonlyMap<number, RankingExplanation>,
) {
  return assets.map((asset) => {
    const ranking = explained.get(Number(asset.id))
    return { ...asset, ranking: ranking ? presentRanking(ranking) : null }
  })
}

function presentRanking({ words, text, shares, isWrittenFirst, score }: RankingExplanation) {
  return {
    score: rounded(score),
    text: rounded(text),
    words: words.map(({ terms, isWritten, weight, score, fields }) => ({
      word: terms.join(' '),
      as_written: isWritten,
      weight: weight === null ? null : rounded(weight),
      score: rounded(score),
      title: rounded(fields.title ?? 0),
      keywords: rounded(fields.keywords ?? 0),
      caption: rounded(fields.caption ?? 0),
      context: rounded(fields.context ?? 0),
    })),
    quality: rounded(shares.quality),
    popularity: rounded(shares.popularity),
    freshness: rounded(shares.freshness),
    own_country: rounded(shares.ownCountry),
    comes_first: isWrittenFirst,
  }
}

const rounded = (number: number) => Number(number.toFixed(DIGITS))
