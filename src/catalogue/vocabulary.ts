import type { Db } from '../db/database.ts'
import { textList } from '../db/lists.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { closestLanguage, type Language } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'

/** A word for a keyword, and its language. */
export type Label = { readonly text: string; readonly language: string; readonly isPreferred: boolean }

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

/** The labels of keywords in all languages, beside the keyword's own text. */
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

/** What keywords are called in a language or the closest to it, where there is a word for them. */
export async function findNames(
  db: Db,
  ids: readonly number[],
  language: Language,
): Promise<Map<number, string>> {
  const labels = await findLabelsIn(db, ids, language)
  return new Map([...labels].map(([id, { text }]) => [id, text]))
}

/** The same with the language of each name. */
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

/** Guards against a vocabulary that goes round in circles. */
const MAX_DEPTH = 16

/** All broader keywords of each of these, however far up. */
export async function findBroader(db: Db, ids: readonly number[]): Promise<Map<number, Set<number>>> {
  const parents = new Map<number, number[]>()
  let asked = [...new Set(ids)]
  for (let depth = 0; depth < MAX_DEPTH && asked.length > 0; depth++) {
    for (const id of asked) parents.set(id, [])
    for (const { keywordId, broaderId } of await broaderByIds(db, asked))
      parents.get(keywordId)!.push(broaderId)
    asked = [...new Set(asked.flatMap((id) => parents.get(id)!))].filter((id) => !parents.has(id))
  }
  return new Map(ids.map((id) => [id, ancestors(id, parents)]))
}

function ancestors(id: number, parents: ReadonlyMap<number, readonly number[]>): Set<number> {
  const found = new Set<number>()
  const open = [...(parents.get(id) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id || found.has(next)) continue
    found.add(next)
    open.push(...(parents.get(next) ?? []))
  }
  return found
}

/** These keywords and all narrower ones, however far down: whoever carries one is found by the words of these. */
export async function withNarrower(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const found = new Set(ids)
  for (let asked = [...found]; asked.length > 0; ) {
    const below = (await narrowerByIds(db, asked)).map(({ keywordId }) => keywordId)
    asked = [...new Set(below)].filter((id) => !found.has(id))
    for (const id of asked) found.add(id)
  }
  return found
}

/** The ids of the people with these names, however the vocabulary spells them. */
export async function findPeopleIds(db: Db, names: readonly string[]): Promise<number[]> {
  const folded = textList(db, names.map(foldName))
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
