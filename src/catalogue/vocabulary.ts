import type { Db } from '../db/database.ts'
import { textList } from '../db/lists.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { closestLanguage, type Language } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { withJoinedNames } from './names.ts'

/** A label of a keyword. */
export type Label = { readonly text: string; readonly language: string; readonly isPreferred: boolean }

/** A keyword's own record; `text` is how it is spelt there. */
export type KeywordRecord = { readonly id: number; readonly type: string; readonly text: string }

const recordsByIds = queryByIds<KeywordRecord>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'type', 'text']).where('id', 'in', ids),
)

const labelsByIds = queryByIds<{ keywordId: number; language: string; text: string; isPreferred: number }>(
  (db, ids) =>
    db
      .selectFrom('keywordLabel')
      .select(['keywordId', 'language', 'text', 'isPreferred'])
      .where('keywordId', 'in', ids)
      .orderBy('keywordId')
      .orderBy('isPreferred', 'desc')
      .orderBy('language')
      .orderBy('folded'),
)

const broaderByIds = queryByIds<{ keywordId: number; broaderId: number }>((db, ids) =>
  db
    .selectFrom('keywordBroader')
    .selectAll()
    .where('keywordId', 'in', ids)
    .orderBy('keywordId')
    .orderBy('broaderId'),
)

const narrowerByIds = queryByIds<{ keywordId: number }>((db, ids) =>
  db.selectFrom('keywordBroader').select('keywordId').where('broaderId', 'in', ids),
)

/** Returns the records of those of the keywords that exist. */
export async function findKeywordRecords(db: Db, ids: readonly number[]): Promise<KeywordRecord[]> {
  return ids.length === 0 ? [] : recordsByIds(db, ids)
}

/** Returns the labels of keywords in all languages. A keyword that no vocabulary lists has none. */
export async function findLabels(db: Db, ids: readonly number[]): Promise<Map<number, Label[]>> {
  const found = new Map<number, Label[]>()
  if (ids.length === 0) return found
  for (const { keywordId, language, text, isPreferred } of await labelsByIds(db, ids)) {
    const labels = found.get(keywordId) ?? []
    labels.push({ text, language, isPreferred: isPreferred === 1 })
    found.set(keywordId, labels)
  }
  return found
}

/** Returns the preferred labels of keywords in a language, or in the closest one. Keywords without one are left out. */
export async function findNames(
  db: Db,
  ids: readonly number[],
  language: Language,
): Promise<Map<number, string>> {
  const labels = await findLabelsIn(db, ids, language)
  return new Map([...labels].map(([id, { text }]) => [id, text]))
}

/** Like `findNames`, with the language of each label. */
export async function findLabelsIn(
  db: Db,
  ids: readonly number[],
  language: Language,
): Promise<Map<number, Label>> {
  const found = new Map<number, Label>()
  for (const [id, labels] of await findLabels(db, ids)) {
    const preferred = labels.filter((label) => label.isPreferred)
    const closest = closestLanguage(
      language,
      preferred.map((label) => label.language),
    )
    const label = preferred.find((it) => it.language === closest)
    if (label) found.set(id, label)
  }
  return found
}

/** How many levels of broader keywords are followed at most. */
const MAX_DEPTH = 16

/** Returns all direct and indirect broader keywords of each keyword. */
export async function findBroader(db: Db, ids: readonly number[]): Promise<Map<number, Set<number>>> {
  const parents = new Map<number, number[]>()
  let level = [...new Set(ids)]
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    for (const id of level) parents.set(id, [])
    for (const { keywordId, broaderId } of await broaderByIds(db, level))
      parents.get(keywordId)!.push(broaderId)
    level = [...new Set(level.flatMap((id) => parents.get(id)!))].filter((id) => !parents.has(id))
  }
  return new Map(ids.map((id) => [id, ancestors(id, parents)]))
}

function ancestors(id: number, parents: ReadonlyMap<number, readonly number[]>): Set<number> {
  const found = new Set<number>()
  const pending = [...(parents.get(id) ?? [])]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === id || found.has(next)) continue
    found.add(next)
    pending.push(...(parents.get(next) ?? []))
  }
  return found
}

/**
 * Returns these keywords and all that are directly or indirectly narrower: assets with any of them are found by these
 * labels.
 */
export async function withNarrower(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const found = new Set(ids)
  for (let level = [...found]; level.length > 0; ) {
    const narrower = (await narrowerByIds(db, level)).map(({ keywordId }) => keywordId)
    level = [...new Set(narrower)].filter((id) => !found.has(id))
    for (const id of level) found.add(id)
  }
  return found
}

/** Returns the keyword ids of people by their names or other labels, from a list that was divided at its commas. */
export async function findPeopleIds(db: Db, names: readonly string[]): Promise<number[]> {
  const folded = textList(db, withJoinedNames(names).map(foldName))
  const rows = await db
    .selectFrom('keyword')
    .leftJoin('keywordLabel', 'keywordLabel.keywordId', 'keyword.id')
    .select('keyword.id')
    .distinct()
    .where('keyword.type', '=', 'SpecificPeople')
    .where((eb) => eb.or([eb('keyword.folded', 'in', folded), eb('keywordLabel.folded', 'in', folded)]))
    .execute()
  return rows.map(({ id }) => id)
}
