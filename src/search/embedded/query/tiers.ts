import type { SearchQuery } from '../../query.ts'
import { BARE_KEY, valueKey } from '../keys.ts'
import { type Condition, type DocumentSet, documentsWith, type Place } from './document-set.ts'
import { isScored } from './scoring-of.ts'

/**
 * Returns what the documents of each tier have in common: all of those of the first tier come before all others. There
 * are as many tiers in each segment.
 */
export function tiersOf(place: Place, query: SearchQuery): Condition[][] {
  const { sort, picturedFirst, boostedCountry } = query
  let tiers: Condition[][] = [[]]
  if (picturedFirst || sort.by === 'quality') tiers = split(documentsWith(place, BARE_KEY)).reverse()
  if (sort.by === 'quality')
    tiers = tiers.flatMap((tier) => byQuality(place).map((rank) => [...tier, ...rank]))
  if (sort.by === 'oldest') tiers = tiers.flatMap((tier) => byDated(place).map((it) => [...tier, ...it]))
  if (sort.by === 'best' && !isScored(query) && boostedCountry != null) {
    const boosted = split(documentsWith(place, valueKey('country', boostedCountry)))
    tiers = tiers.flatMap((tier) => boosted.map((it) => [...tier, ...it]))
  }
  return tiers
}

/** The documents of a set, and all others. */
const split = (set: DocumentSet): Condition[][] => [[{ set, isExcluded: false }], [{ set, isExcluded: true }]]

const QUALITY_RANKS = [1, 2, 3]
const byQuality = (place: Place): Condition[][] =>
  QUALITY_RANKS.map((rank) => [
    { set: documentsWith(place, valueKey('qualityRank', rank)), isExcluded: false },
  ])

function byDated({ segment, scratch }: Place): Condition[][] {
  const { documents, dated } = segment.layout
  if (dated === documents) return [[], [{ set: { kind: 'all', count: documents }, isExcluded: true }]]
  const bits = scratch.emptyBitmap()
  segment.memory.kernels.setRange(bits, 0, dated)
  return split({ kind: 'bits', count: dated, bits })
}
