import type { Db } from '../../../src/db/database.ts'
import type { AssetSearch } from '../../../src/search/asset-search.ts'
import { type BenchQuery, QUERIES } from '../search-engine/queries.ts'
import { keywordOfFact } from './stock-record.ts'

/** A search of the comparison, as a request of the API and as what that request means. */
export type StockRequest = {
  readonly kind: string
  /** Without `fields`. */
  readonly path: string
  readonly search: AssetSearch
}

/** The parameter of the API for each type of keyword. */
const PARAMETERS: Readonly<Record<string, string>> = {
  NumberOfPeople: 'number_of_people',
  Ethnicity: 'ethnicity',
  Age: 'age_of_people',
  Composition: 'compositions',
}
const ORDERS = { best: 'best_match', newest: 'newest', popular: 'most_popular' } as const

/**
 * Returns the queries of the comparison as searches for images of a library that `fillLibrary` made. Those for
 * beginnings of words are left out, because the phrases of the API have none.
 */
export async function stockRequests(db: Db): Promise<StockRequest[]> {
  const rows = await db.selectFrom('keyword').select(['id', 'text']).where('type', '=', 'Keyword').execute()
  const ids = new Map(rows.map(({ id, text }) => [text, id]))
  return QUERIES.filter(({ prefix }) => prefix === '').map((query) => requestOf(query, ids))
}

function requestOf(query: BenchQuery, ids: ReadonlyMap<string, number>): StockRequest {
  const { kind, words, without, facts, phrase, facets, sort, page, size } = query
  const written = [
    ...words,
    ...without.map((word) => `-${word}`),
    ...(phrase.length > 0 ? [`"${phrase.join(' ')}"`] : []),
  ].join(' ')
  const family = facts.find((fact) => fact.startsWith('family='))?.slice(7) as 'creative' | 'editorial'
  const keywords = facts.map(keywordOfFact).filter((keyword) => keyword !== null)
  const codes = keywords.flatMap((it) => ('type' in it ? [it] : []))
  const keywordIds = keywords.flatMap((it) => ('word' in it ? [ids.get(it.word)!] : []))
  const artist = facts.find((fact) => fact.startsWith('artist='))?.replace('artist=', 'Artist ')
  const isWithoutNudity = facts.includes('nudity=0')
  const parameters = new URLSearchParams({
    phrase: written,
    sort_order: ORDERS[sort],
    page: String(page),
    page_size: String(size),
    ...Object.fromEntries(codes.map(({ type, code }) => [PARAMETERS[type]!, code])),
    ...(keywordIds.length > 0 && { keyword_ids: keywordIds.join() }),
    ...(artist && { artists: artist }),
    ...(isWithoutNudity && (family ? { exclude_keyword_ids: '601' } : { exclude_nudity: 'true' })),
    ...(facets.length > 0 && {
      include_facets: 'true',
      facet_fields: 'specific_people,events',
      facet_max_count: '20',
    }),
  })
  return {
    kind,
    path: `/v3/search/images${family ? `/${family}` : ''}?${parameters}`,
    search: {
      mediaKind: 'image',
      phrase: written,
      families: family ? [family] : ['creative', 'editorial'],
      sort,
      completesPhrase: false,
      picturedFirst: false,
      page: { offset: (page - 1) * size, size },
      facets: facets.length > 0 ? ['person', 'event'] : [],
      filters: {
        codes: Object.fromEntries(codes.map(({ type, code }) => [type, [code]])),
        ...(keywordIds.length > 0 && { keywordIds }),
        ...(artist && { artists: [artist] }),
        excludedContent: isWithoutNudity ? 'nudity' : null,
      },
    },
  }
}
