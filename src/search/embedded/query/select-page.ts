import type { SearchQuery } from '../../query.ts'
import { BARE_KEY, valueKey } from '../keys.ts'
import type { Posting } from '../postings.ts'
import { bestOfBits } from './best-of-bits.ts'
import { bestOfList } from './best-of-list.ts'
import { bestOfPosting } from './best-of-posting.ts'
import { type Condition, type DocumentSet, documentsWith, listOf, type Place } from './document-set.ts'
import type { Found } from './find.ts'
import { byColour, mostPopular, newest, oldest, shuffled } from './in-order.ts'
import { intersection } from './intersection.ts'
import type { Scoring } from './scoring.ts'
import type { Page, Selection } from './selection.ts'

/** Longer pages of best matches are not found by the kernel that skips blocks. */
const MAX_INSERTED = 200

/**
 * Returns a page of what was found in a segment. All documents of one element come before those of the next one,
 * whatever their keys.
 */
export function selectPage(found: Found, query: SearchQuery, scoring: Scoring, page: Page): Selection[] {
  const selections: Selection[] = []
  let { skip, count } = page
  for (const conditions of tiersOf(found, query, scoring)) {
    const hits = intersection(found, [{ set: found.hits, isExcluded: false }, ...conditions])
    const here = Math.max(0, Math.min(count, hits.count - skip))
    selections.push(
      here > 0
        ? select(found, hits, query, scoring, { skip, count: here })
        : { documents: new Uint32Array(), keys: new Float64Array() },
    )
    skip = Math.max(0, skip - hits.count)
    count -= here
  }
  return selections
}

/** Returns what the documents of each tier have in common. */
function tiersOf(place: Place, query: SearchQuery, { boosted }: Scoring): Condition[][] {
  const { sort, text, like, picturedFirst } = query
  let tiers: Condition[][] = [[]]
  if (picturedFirst || sort.by === 'quality') tiers = split(documentsWith(place, BARE_KEY)).reverse()
  if (sort.by === 'quality')
    tiers = tiers.flatMap((tier) => byQuality(place).map((rank) => [...tier, ...rank]))
  if (sort.by === 'oldest') tiers = tiers.flatMap((tier) => byDated(place).map((it) => [...tier, ...it]))
  if (sort.by === 'best' && !text && !like && boosted)
    tiers = tiers.flatMap((tier) => split(boosted).map((it) => [...tier, ...it]))
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

function select(
  place: Place,
  hits: DocumentSet,
  { sort, text, like }: SearchQuery,
  scoring: Scoring,
  page: Page,
): Selection {
  switch (sort.by) {
    case 'best':
      if (!text && !like) return newest(place, hits, page)
      return best(place, hits, scoring, page)
    case 'newest':
    case 'quality':
      return newest(place, hits, page)
    case 'oldest':
      return oldest(place, hits, page)
    case 'popular':
      return mostPopular(place, hits, page)
    case 'random':
      return shuffled(place, hits, sort.day, page)
    case 'colour':
      return byColour(place, hits, sort.to, page)
  }
}

function best(place: Place, hits: DocumentSet, scoring: Scoring, page: Page): Selection {
  const only = onlyPosting(scoring, hits)
  if (page.skip + page.count > MAX_INSERTED)
    return bestOfList(place, listOf(place, hits), scoring, page, only?.impacts)
  if (only) return bestOfPosting(place, only, scoring.clauses[0]!.weight, page)
  return hits.kind === 'bits'
    ? bestOfBits(place, hits, scoring, page)
    : bestOfList(place, listOf(place, hits), scoring, page)
}

/** Returns the only term that is searched for, if all of its documents were found; null otherwise. */
function onlyPosting({ clauses, boosted, preferred }: Scoring, hits: DocumentSet): Posting | null {
  const [clause, ...others] = clauses
  const [posting, ...alternatives] = clause?.parts ?? []
  if (!posting || others.length > 0 || alternatives.length > 0 || boosted || preferred) return null
  return posting.count === hits.count && posting.maxima !== 0 ? posting : null
}
