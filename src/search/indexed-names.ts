import type { AssetKeyword } from '../catalogue/asset.ts'
import { findEventRecords } from '../catalogue/events.ts'
import type { KeywordType } from '../catalogue/keywords.ts'
import type { Label } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { IndexedName } from './search-index.ts'
import { nameStarts } from './suggestions/name-starts.ts'

/** The names of an asset, in all languages. */
export type NamesOfAsset = {
  readonly artist: { readonly id: number; readonly name: string } | null
  readonly collection: { readonly id: number; readonly name: string }
  readonly keywords: readonly Pick<AssetKeyword, 'id' | 'type' | 'word'>[]
  readonly labels: ReadonlyMap<number, readonly Label[]>
  readonly events: readonly { readonly id: number; readonly names: readonly string[] }[]
}

/** The types of keywords to whose names a typed text is completed. The others are values of filters. */
const KINDS: Readonly<Record<string, 'keyword' | 'place' | 'person'>> = {
  Keyword: 'keyword',
  Concept: 'keyword',
  Location: 'place',
  SpecificPeople: 'person',
} as const satisfies { readonly [Type in KeywordType]?: unknown }

/** Returns the names of an asset as an index takes them. */
export function indexedNames({ artist, collection, keywords, labels, events }: NamesOfAsset): IndexedName[] {
  return [
    ...keywords.flatMap(({ id, type, word }) => {
      const kind = KINDS[type]
      return kind ? named(kind, id, [word, ...(labels.get(id) ?? []).map(({ text }) => text)]) : []
    }),
    ...events.flatMap(({ id, names }) => named('event', id, names)),
    ...(artist ? named('artist', artist.id, [artist.name]) : []),
    ...named('collection', collection.id, [collection.name]),
  ]
}

const named = (kind: IndexedName['kind'], id: number, names: readonly string[]): IndexedName[] =>
  [...new Set(names.flatMap(nameStarts))].map((folded) => ({ kind, id, folded }))

/** Returns the names of events in all languages. */
export async function findEventNames(db: Db, ids: readonly number[]): Promise<Map<number, string[]>> {
  const records = await findEventRecords(db, [...new Set(ids)])
  return new Map(
    [...records].map(([id, { event, names }]) => [id, [event.name, ...names.map(({ name }) => name)]]),
  )
}
