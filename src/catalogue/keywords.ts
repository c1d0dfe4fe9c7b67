import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { ENUMERATED_KEYWORDS, type EnumeratedKeyword, RENAMED_CODES } from './data/enumerated-keywords.ts'
import type { IdCache } from './id-cache.ts'
import { nextId } from './next-id.ts'

/** The types of keywords (contract 16). */
export const KEYWORD_TYPES = [
  'Keyword',
  'Concept',
  'Location',
  'SpecificPeople',
  'NumberOfPeople',
  'Age',
  'Ethnicity',
  'Composition',
  'ImageTechnique',
  'Viewpoint',
  'Mood',
  'Sensitive',
] as const
/** One of these types. */
export type KeywordType = (typeof KEYWORD_TYPES)[number]

/** Types whose labels are names, so a plain word is never taken for one of them. */
const NAME_TYPES = ['Location', 'SpecificPeople']

/** Words in labels of filter values that repeat the type: "warm mood". */
const TYPE_WORD = / (?:mood|ethnicity|composition|people|person)$/

/** A keyword as a file or manifest gives it; the relevance, if it is known, is in per cent. */
export type KeywordLabel = {
  readonly type: KeywordType
  readonly text: string
  readonly relevance?: number
}

/** A keyword to be assigned to an asset; `written` is how the asset spells it, null if as the keyword's record does. */
export type AssignedKeyword = {
  readonly id: number
  readonly relevance: number | null
  readonly written: string | null
}

type StoredKeyword = { readonly id: number; readonly text: string }

const enumeratedByLabel = new Map(
  ENUMERATED_KEYWORDS.flatMap((keyword) =>
    keyword.labels.map((label) => [foldName(label), keyword] as const),
  ),
)
const enumeratedById = new Map(ENUMERATED_KEYWORDS.map((keyword) => [keyword.id, keyword]))
const enumeratedByCode = new Map(
  ENUMERATED_KEYWORDS.map((keyword) => [`${keyword.type} ${keyword.code}`, keyword.id]),
)
/** By each way to write a value whose type is known: "warm", "warm mood", an old code. */
const enumeratedByName = new Map(
  ENUMERATED_KEYWORDS.flatMap((keyword) => {
    const { type, code, labels } = keyword
    const oldCodes = Object.keys(RENAMED_CODES).filter((old) => RENAMED_CODES[old] === code)
    const names = [...labels, code, ...oldCodes].map(foldName)
    return [...names.map((name) => name.replace(TYPE_WORD, '')), ...names].map(
      (name) => [`${type} ${name}`, keyword] as const,
    )
  }),
)

/** Returns the keyword id of a filter value, such as Composition "close_up" (contract 16). */
export function enumeratedKeywordId(type: string, code: string): number {
  const id = enumeratedByCode.get(`${type} ${RENAMED_CODES[code] ?? code}`)
  if (id === undefined) throw new TypeError(`There is no enumerated keyword ${type} ${code}.`)
  return id
}

/**
 * Returns the keywords with these labels, in order and without duplicates. A label may be any label of the vocabulary,
 * in any language, synonyms included; if there is none, a keyword is added. A plain word that is the name of a filter
 * value ("two people") becomes that keyword (contract 16). A synonym of a filter value ("couple of people") stays a
 * keyword of its own, and the filter value is added after it.
 */
export async function ensureKeywords(
  db: Db,
  labels: readonly KeywordLabel[],
  cache: IdCache | null = null,
): Promise<AssignedKeyword[]> {
  const assigned = new Map<number, AssignedKeyword>()
  for (const label of labels) {
    const folded = foldName(label.text)
    if (folded === '') continue
    const ensure = () => ensureKeyword(db, { ...label, folded })
    const known = cache?.known<StoredKeyword[]>(label.type, folded)
    const [own, ...implied] = known ?? (await (cache ? cache.get(label.type, folded, ensure) : ensure()))
    const relevance = label.relevance ?? null
    const written = label.text === own!.text ? null : label.text
    if (!assigned.has(own!.id)) assigned.set(own!.id, { id: own!.id, relevance, written })
    for (const { id } of implied) if (!assigned.has(id)) assigned.set(id, { id, relevance, written: null })
  }
  return [...assigned.values()]
}

/** Returns the keyword of a label, followed by the filter value of which the label is a synonym, if any. */
async function ensureKeyword(db: Db, label: KeywordLabel & { folded: string }): Promise<StoredKeyword[]> {
  const { type, folded, text } = label
  const enumerated = type === 'Keyword' ? enumeratedByLabel.get(folded) : enumeratedKeywordNamed(type, text)
  if (enumerated) {
    const filter = { id: await ensureEnumerated(db, enumerated), text: enumerated.labels[0]! }
    return type !== 'Keyword' || isNameOf(enumerated, folded)
      ? [filter]
      : [(await findByText(db, label)) ?? (await addKeyword(db, label)), filter]
  }
  const labelled = await findLabelled(db, label)
  const implied = labelled?.isFilterSynonym ? [labelled] : []
  const own = (await findByText(db, label)) ?? (implied.length > 0 ? null : labelled)
  return [own ?? (await addKeyword(db, label)), ...implied]
}

async function addKeyword(
  db: Db,
  { type, folded, text }: KeywordLabel & { folded: string },
): Promise<StoredKeyword> {
  const id = await nextId(db, 'keyword')
  await insertRows(db, 'keyword', [{ id, type, folded, text, code: null }])
  return { id, text }
}

/** Returns whether a word is the name of a filter value, and not a synonym. */
export const isNameOf = ({ labels }: EnumeratedKeyword, folded: string): boolean =>
  foldName(labels[0]!) === folded

/** Returns a filter value by its id or by one of its labels; null if there is none. */
export function enumeratedKeyword(by: { id: number } | { folded: string }): EnumeratedKeyword | null {
  return ('id' in by ? enumeratedById.get(by.id) : enumeratedByLabel.get(by.folded)) ?? null
}

/** Returns the filter value of this type by its code or a label, with or without the word of the type ("warm mood"). */
export function enumeratedKeywordNamed(type: KeywordType, name: string): EnumeratedKeyword | null {
  return enumeratedByName.get(`${type} ${foldName(name)}`) ?? null
}

/** Returns the filter values of this type; none if no filter has a closed list of it. */
export function enumeratedCodes(type: KeywordType): string[] {
  return ENUMERATED_KEYWORDS.filter((keyword) => keyword.type === type).map(({ code }) => code)
}

/** Ensures that an enumerated keyword has a record. Returns its id. */
export async function ensureEnumerated(
  db: Db,
  { id, type, code, labels }: EnumeratedKeyword,
): Promise<number> {
  const text = labels[0]!
  await db
    .insertInto('keyword')
    .values({ id, type, code, text, folded: foldName(text) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return id
}

type Name = { readonly type: string; readonly folded: string }

const byText = prepared<Name, StoredKeyword>((db, { type, folded }) =>
  db.selectFrom('keyword').select(['id', 'text']).where('type', '=', type).where('folded', '=', folded),
)

async function findByText(db: Db, { type, folded }: Name): Promise<StoredKeyword | undefined> {
  const [found] = await byText(db, { type, folded })
  return found
}

type LabelledKeyword = StoredKeyword & {
  readonly code: string | null
  readonly language: string
  readonly isPreferred: number
}

const labelled = (db: Db, folded: Values<Name>['folded']) =>
  db
    .selectFrom('keywordLabel')
    .innerJoin('keyword', 'keyword.id', 'keywordLabel.keywordId')
    .select(['keyword.id', 'keyword.text', 'keyword.code'])
    .select(['keywordLabel.language', 'keywordLabel.isPreferred'])
    .where('keywordLabel.folded', '=', folded)
const isEnglish = ({ language }: LabelledKeyword) => language === DEFAULT_LANGUAGE
const labelledWords = prepared<Pick<Name, 'folded'>, LabelledKeyword>((db, { folded }) =>
  labelled(db, folded).where('keyword.type', 'not in', NAME_TYPES),
)
const labelledOfType = prepared<Name, LabelledKeyword>((db, { type, folded }) =>
  labelled(db, folded).where('keyword.type', '=', type),
)

/**
 * Returns the keyword of the vocabulary that has this label, English before other languages and preferred labels before
 * synonyms. For the type Keyword it may be of any type that does not contain names. `isFilterSynonym` means that the
 * word is a synonym of a filter value, so that it remains a keyword of its own.
 */
export async function findLabelled(
  db: Db,
  { type, folded }: Name,
): Promise<(StoredKeyword & { readonly isFilterSynonym: boolean }) | null> {
  const all =
    type === 'Keyword' ? await labelledWords(db, { folded }) : await labelledOfType(db, { type, folded })
  // NOTE: sorted here, because SQLite prepares to sort even if there is nothing, as for each new word of an import.
  const [found] = all.sort(
    (a, b) => Number(isEnglish(b)) - Number(isEnglish(a)) || b.isPreferred - a.isPreferred || a.id - b.id,
  )
  if (!found) return null
  const { id, text, code, isPreferred } = found
  return { id, text, isFilterSynonym: type === 'Keyword' && code !== null && isPreferred === 0 }
}
