import { ONE_VALUE_FIELDS, type RangeField } from '../query.ts'
import { FIELDS, MAX_PRIOR, priorOf } from '../ranking.ts'
import { type IndexDocument, NEVER_MS } from '../search-index.ts'
import type { Schema, SegmentDocument } from './build/segment-document.ts'
import { facetName } from './facet-names.ts'
import { BARE_KEY, deniedKey, OFFERED_KEY, offeredKey, tagKey, valueKey } from './keys.ts'

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
export function assetDocument({ values, tags, territories, ...document }: IndexDocument): SegmentDocument {
  const { createdMs, popularity, pixels, qualityRank, visibleFromMs, visibleUntilMs, clipMs, lines } = values
  return {
    id: document.id,
    createdMs,
    prior: priorOf(values) / MAX_PRIOR,
    texts: [document.title, document.keywords, document.caption, document.context],
    written: [
      document.written.title,
      document.written.keywords,
      document.written.caption,
      document.written.context,
    ],
    named: document,
    keys: [
      ...KEYED_FIELDS.flatMap((field) => {
        const value = values[field]
        return value === null ? [] : [valueKey(field, value)]
      }),
      ...tags.map(({ of, id }) => tagKey(of, id)),
      ...(territories?.offered ? [OFFERED_KEY] : []),
      ...(territories?.countries.map(territories.offered ? offeredKey : deniedKey) ?? []),
      ...(pixels === 0 ? [BARE_KEY] : []),
    ],
    numbers: {
      popularity,
      pixels,
      qualityRank,
      visibleFromMs,
      visibleUntilMs,
      clipMs,
      lines,
    } satisfies Numbers,
    values: valuesOf(values.artistId, tags),
    colours: document.colours,
  }
}

/** The values that facets count. */
function valuesOf(artistId: number | null, tags: IndexDocument['tags']): Record<string, number[]> {
  const lists: Record<string, number[]> = artistId === null ? {} : { artist: [artistId] }
  for (const { of, id, type } of tags) {
    if (of === 'artist' || (of === 'keyword' && type === null)) continue
    const name = facetName(of === 'keyword' ? { of, type: type! } : { of })
    lists[name] ??= []
    lists[name].push(id)
  }
  return lists
}
