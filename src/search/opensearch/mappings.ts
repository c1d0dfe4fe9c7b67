import { COUNTED_TYPES, RANGE_FIELDS } from '../query.ts'

/** Incremented when what is stored or the analysis changes: an index of another version is made beside, and filled anew. */
export const VERSION = 1

/** The indexes of a library in OpenSearch. */
export const PARTS = ['assets', 'events', 'words', 'state'] as const
/** One of these. */
export type Part = (typeof PARTS)[number]

/** More than any page of the API; a page at its end takes as much memory as all before it. */
const MAX_WINDOW = 10_000_000

/**
 * One shard, because counts of words, facets and orders are exact in a shard, and it has room for tens of millions of assets.
 * A copy on another node, if there is one. We tell when changes become searchable.
 */
const SETTINGS = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  refresh_interval: '-1',
  max_result_window: MAX_WINDOW,
  analysis: { analyzer: { terms: { type: 'custom', tokenizer: 'whitespace' } } },
}

/** Terms with their positions, between which are spaces. Texts of a list are so far apart that no phrase is in two of them. */
const TERMS = {
  type: 'text',
  analyzer: 'terms',
  norms: false,
  position_increment_gap: 100,
  index_prefixes: { min_chars: 2, max_chars: 5 },
}
/** Values that are looked up, but neither counted nor sorted. */
const LOOKED_UP = { type: 'keyword', norms: false, doc_values: false }
/** Values that are counted, but not looked up. */
const COUNTED = { type: 'keyword', norms: false, index: false }
const SORTED = { type: 'long', index: false }

/** The field with the ids of keywords of a type. */
export const keywordsField = (type: (typeof COUNTED_TYPES)[number]): string => `keywords${type}`

const indexOf = (properties: object, source = false) => ({
  settings: { index: SETTINGS },
  mappings: { dynamic: false, _source: { enabled: source }, properties },
})

/** What is stored of documents: see `document-fields.ts`. */
export const INDEXES: Readonly<Record<Part, object>> = {
  assets: indexOf({
    id: SORTED,
    // The impact of each term (`impact.ts`), which scores use as they are.
    impacts: { type: 'rank_features' },
    written: { type: 'rank_features' },
    body: TERMS,
    facts: LOOKED_UP,
    ...Object.fromEntries(RANGE_FIELDS.map((field) => [field, { type: 'long' }])),
    popularity: SORTED,
    bare: { type: 'byte', index: false },
    colours: SORTED,
    artist: COUNTED,
    event: COUNTED,
    ...Object.fromEntries(COUNTED_TYPES.map((type) => [keywordsField(type), COUNTED])),
    writtenWords: COUNTED,
    names: COUNTED,
  }),
  events: indexOf({
    id: SORTED,
    body: TERMS,
    segments: LOOKED_UP,
    startMs: { type: 'long' },
  }),
  words: indexOf({
    folded: { type: 'keyword', norms: false },
    kind: LOOKED_UP,
    language: LOOKED_UP,
    spelt: COUNTED,
  }),
  state: indexOf({}, true),
}
