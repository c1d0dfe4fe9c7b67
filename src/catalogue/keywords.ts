import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { ENUMERATED_KEYWORDS, type EnumeratedKeyword, RENAMED_CODES } from './data/enumerated-keywords.ts'
import type { KnownIds } from './known-ids.ts'
import { nextId } from './next-id.ts'

/** What a keyword can say something of (contract 16). */
export const KEYWORD_TYPES = [
  ...(['Keyword', 'Concept', 'Location', 'SpecificPeople', 'NumberOfPeople', 'Age', 'Ethnicity'] as const),
  ...(['Composition', 'ImageTechnique', 'Viewpoint', 'Mood', 'Sensitive'] as const),
]
export type KeywordType = (typeof KEYWORD_TYPES)[number]

/** Types whose words are names: a plain word never stands for one of them. */
const NAMES = ['Location', 'SpecificPeople']

/** What labels of filters' values say of their type. */
const TYPE_WORD = / (?:mood|ethnicity|composition|people|person)$/

/** A keyword as a source gives it: a word, what it is said of, and, where the source knows, how much (per cent). */
export type KeywordLabel = {
  readonly type: KeywordType
  readonly text: string
  readonly relevance?: number
}

/** A keyword of the vocabulary as an asset carries it. */
export type GivenKeyword = { readonly id: number; readonly relevance: number | null }

const enumeratedByLabel = new Map(
  ENUMERATED_KEYWORDS.flatMap((keyword) =>
    keyword.labels.map((label) => [foldName(label), keyword] as const),
  ),
)
const enumeratedById = new Map(ENUMERATED_KEYWORDS.map((keyword) => [keyword.id, keyword]))
const enumeratedByCode = new Map(
  ENUMERATED_KEYWORDS.map((keyword) => [`${keyword.type} ${keyword.code}`, keyword.id]),
)
/** By each way in which a source that says the type may write the value: "warm", "warm mood", an old code. */
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

/** The keyword id of a filter's wire value, such as Composition "close_up" (contract 16: one table). */
export function enumeratedKeywordId(type: string, code: string): number {
  const id = enumeratedByCode.get(`${type} ${RENAMED_CODES[code] ?? code}`)
  if (id === undefined) throw new TypeError(`The vocabulary has no ${type} ${code}.`)
  return id
}

/**
 * The keywords with these labels in their order, without repetition. A label is known by the words of the vocabulary
 * in any language, synonyms too; one that is new becomes a keyword. A plain word that names a filter's value ("two
 * people") is that keyword (contract 16).
 */
export async function ensureKeywords(
  db: Db,
  labels: readonly KeywordLabel[],
  known: KnownIds | null = null,
): Promise<GivenKeyword[]> {
  const given = new Map<number, GivenKeyword>()
  for (const label of labels) {
    const folded = foldName(label.text)
    if (folded === '') continue
    const ensure = () => ensureKeyword(db, { ...label, folded })
    const id = await (known ? known.get(label.type, folded, ensure) : ensure())
    if (!given.has(id)) given.set(id, { id, relevance: label.relevance ?? null })
  }
  return [...given.values()]
}

async function ensureKeyword(db: Db, label: KeywordLabel & { folded: string }): Promise<number> {
  const { type, folded, text } = label
  const enumerated = type === 'Keyword' ? enumeratedByLabel.get(folded) : enumeratedNamed(type, text)
  if (enumerated) return ensureEnumerated(db, enumerated)
  const known = (await findByLabel(db, { type, folded })) ?? null
  if (known !== null) return known
  const id = await nextId(db, 'keyword')
  await db.insertInto('keyword').values({ id, type, folded, text, code: null }).execute()
  return id
}

/** The keyword of a filter's value by which a plain word is known, if it is one (contract 16). */
export function enumeratedKeyword(by: { id: number } | { folded: string }): EnumeratedKeyword | null {
  return ('id' in by ? enumeratedById.get(by.id) : enumeratedByLabel.get(by.folded)) ?? null
}

/** The keyword of a filter's value of this type, by its code or a label, with or without the word of the type. */
export function enumeratedNamed(type: KeywordType, name: string): EnumeratedKeyword | null {
  return enumeratedByName.get(`${type} ${foldName(name)}`) ?? null
}

/** The wire values of the filters that ask for this type of keywords; none where no filter has a closed list. */
export function enumeratedCodes(type: KeywordType): string[] {
  return ENUMERATED_KEYWORDS.filter((keyword) => keyword.type === type).map(({ code }) => code)
}

/** Sees to it that the keyword of a filter's value has its record. Answers its id. */
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

/** By its own word, else by a label in another language or a synonym; the vocabulary's own word comes first. */
async function findByLabel(
  db: Db,
  { type, folded }: { type: string; folded: string },
): Promise<number | null> {
  const own = await db
    .selectFrom('keyword')
    .select('id')
    .where('type', '=', type)
    .where('folded', '=', folded)
    .executeTakeFirst()
  return own?.id ?? findLabelled(db, { type, folded })
}

/**
 * The keyword of the vocabulary that has this word among its labels: English before other languages, preferred words
 * before synonyms. A plain keyword may be any that is not a name.
 */
export async function findLabelled(
  db: Db,
  { type, folded }: { type: string; folded: string },
): Promise<number | null> {
  const labelled = await db
    .selectFrom('keywordLabel')
    .innerJoin('keyword', 'keyword.id', 'keywordLabel.keywordId')
    .select('keyword.id')
    .where('keywordLabel.folded', '=', folded)
    .where((eb) => (type === 'Keyword' ? eb('keyword.type', 'not in', NAMES) : eb('keyword.type', '=', type)))
    .orderBy((eb) => eb('keywordLabel.language', '=', DEFAULT_LANGUAGE), 'desc')
    .orderBy('keywordLabel.isPreferred', 'desc')
    .orderBy('keyword.id')
    .executeTakeFirst()
  return labelled?.id ?? null
}
