import { ONE_VALUE_FIELDS, type RangeField } from '../query.ts'
import { FIELDS, MAX_PRIOR, priorOf } from '../ranking.ts'
import { type IndexDocument, NEVER_MS } from '../search-index.ts'
import type { Schema, SegmentDocument } from './build/segment-document.ts'
import { BARE_KEY, deniedKey, OFFERED_KEY, offeredKey, valueKey } from './keys.ts'

/** A number for each field by whose range queries filter, except the date, and for the one by which they sort. */
type Numbers = Readonly<Record<Exclude<RangeField, 'createdMs'> | 'popularity', number | null>>

/** What the index of assets stores of all documents. */
export const ASSET_SCHEMA: Schema = {
  fields: [FIELDS.title, FIELDS.keywords, FIELDS.caption, FIELDS.context],
  numbers: {
    popularity: 0,
    pixels: null,
    qualityRank: null,
    visibleFromMs: 0,
    visibleUntilMs: NEVER_MS,
    clipMs: null,
    lines: null,
  } satisfies Numbers,
}

/** The fields whose values are keys: those of filters, and those by which tiers and lifts find documents. */
const KEYED_FIELDS = [...ONE_VALUE_FIELDS, 'country', 'qualityRank'] as const

/** Returns an asset as a segment stores it. */
export function assetDocument({ values, territories, ...document }: IndexDocument): SegmentDocument {
  const { createdMs, popularity, pixels, qualityRank, visibleFromMs, visibleUntilMs, clipMs, lines } = values
  return {
    id: document.id,
    createdMs,
    prior: priorOf(values) / MAX_PRIOR,
    texts: [document.title, document.keywords, document.caption, document.context],
    keys: [
      ...KEYED_FIELDS.flatMap((field) => {
        const value = values[field]
        return value === null ? [] : [valueKey(field, value)]
      }),
      ...(territories?.offered ? [OFFERED_KEY] : []),
      ...(territories?.countries.map(territories.offered ? offeredKey : deniedKey) ?? []),
      ...(pixels === 0 ? [BARE_KEY] : []),
    ],
    tags: withArtist(document.tags, values.artistId),
    numbers: {
      popularity,
      pixels,
      qualityRank,
      visibleFromMs,
      visibleUntilMs,
      clipMs,
      lines,
    } satisfies Numbers,
    colours: document.colours,
  }
}

/** Facets count the artist as a tag. */
const withArtist = (tags: IndexDocument['tags'], id: number | null): IndexDocument['tags'] =>
  id === null ? tags : [...tags.filter(({ of }) => of !== 'artist'), { of: 'artist', id, type: null }]
