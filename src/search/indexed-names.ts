import { findEventRecords } from '../catalogue/events.ts'
import type { KeywordType } from '../catalogue/keywords.ts'
import type { Label } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import type { IndexedName } from './search-index.ts'
import { nameStarts } from './suggestions/name-starts.ts'

/** The types of keywords to whose names a typed text is completed. The others are values of filters. */
const KINDS: Readonly<Record<string, 'keyword' | 'place' | 'person'>> = {
  Keyword: 'keyword',
  Concept: 'keyword',
  Location: 'place',
  SpecificPeople: 'person',
} as const satisfies { readonly [Type in KeywordType]?: unknown }

/** Returns the names of a keyword, in all languages, as an index takes them. */
export function namesOfKeyword(
  { id, type, text }: { readonly id: number; readonly type: string; readonly text: string },
  labels: readonly Label[],
): IndexedName[] {
  const kind = KINDS[type]
  return kind ? indexedNames(kind, id, [text, ...labels.map((label) => label.text)]) : []
}

/** Returns the names of something as an index takes them. */
export const indexedNames = (
  kind: IndexedName['kind'],
  id: number,
  names: readonly string[],
): IndexedName[] => [...new Set(names.flatMap(nameStarts))].map((folded) => ({ kind, id, folded }))

/** Returns the names of events in all languages. */
export async function findEventNames(db: Db, ids: readonly number[]): Promise<Map<number, string[]>> {
  const records = await findEventRecords(db, [...new Set(ids)])
  return new Map(
    [...records].map(([id, { event, names }]) => [id, [event.name, ...names.map(({ name }) => name)]]),
  )
}
