import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { ENUMERATED_KEYWORDS, type EnumeratedKeyword, RENAMED_CODES } from './data/enumerated-keywords.ts'
import type { IdCache } from './id-cache.ts'
import { nextId } from './next-id.ts'

/** What a keyword can say something of (contract 16). */
export const KEYWORD_TYPES = [
  ...(['Keyword', 'Concept', 'Location', 'SpecificPeople', 'NumberOfPeople', 'Age', 'Ethnicity'] as const),
  ...(['Composition', 'ImageTechnique', 'Viewpoint', 'Mood', 'Sensitive'] as const),
]
/** One of these types. */
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

/** A keyword as an asset carries it; `written` is how its source writes it, null when it is as the record has it. */
export type GivenKeyword = {
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
 * in any language, synonyms too; one that is new becomes a keyword. A plain word that is the name of a filter's value
 * ("two people") is that keyword (contract 16); one that is another word for it ("couple of people") stays what it is
 * and has that keyword beside it.
 */
export async function ensureKeywords(
  db: Db,
  labels: readonly KeywordLabel[],
  known: IdCache | null = null,
): Promise<GivenKeyword[]> {
  const given = new Map<number, GivenKeyword>()
  for (const label of labels) {
    const folded = foldName(label.text)
    if (folded === '') continue
    const ensure = () => ensureKeyword(db, { ...label, folded })
    const [own, ...beside] = await (known ? known.get(label.type, folded, ensure) : ensure())
    const relevance = label.relevance ?? null
    const written = label.text === own!.text ? null : label.text
    if (!given.has(own!.id)) given.set(own!.id, { id: own!.id, relevance, written })
    for (const { id } of beside) if (!given.has(id)) given.set(id, { id, relevance, written: null })
  }
  return [...given.values()]
}

/** The keyword of a label, and behind it that of the filter's value for which the label is another word. */
async function ensureKeyword(db: Db, label: KeywordLabel & { folded: string }): Promise<StoredKeyword[]> {
  const { type, folded, text } = label
  const enumerated = type === 'Keyword' ? enumeratedByLabel.get(folded) : enumeratedNamed(type, text)
  if (enumerated) {
    const filter = { id: await ensureEnumerated(db, enumerated), text: enumerated.labels[0]! }
    return type !== 'Keyword' || isNameOf(enumerated, folded)
      ? [filter]
      : [(await findOwn(db, label)) ?? (await addKeyword(db, label)), filter]
  }
  const labelled = await findLabelled(db, label)
  const beside = labelled?.isOtherWord ? [labelled] : []
  const own = (await findOwn(db, label)) ?? (beside.length > 0 ? null : labelled)
  return [own ?? (await addKeyword(db, label)), ...beside]
}

async function addKeyword(
  db: Db,
  { type, folded, text }: KeywordLabel & { folded: string },
): Promise<StoredKeyword> {
  const id = await nextId(db, 'keyword')
  await db.insertInto('keyword').values({ id, type, folded, text, code: null }).execute()
  return { id, text }
}

/** Returns whether a word is what a filter's value is called, and not another word for it. */
export const isNameOf = ({ labels }: EnumeratedKeyword, folded: string): boolean =>
  foldName(labels[0]!) === folded

/** The keyword of a filter's value by its id, or by a word for it. */
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

/** Sees to it that the keyword of a filter's value has its record. Returns its id. */
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

async function findOwn(db: Db, { type, folded }: { type: string; folded: string }) {
  return db
    .selectFrom('keyword')
    .select(['id', 'text'])
    .where('type', '=', type)
    .where('folded', '=', folded)
    .executeTakeFirst()
}

/**
 * The keyword of the vocabulary that has this word among its labels: English before other languages, preferred words
 * before synonyms. A plain keyword may be any that is not a name. `isOtherWord` when the word is a synonym of a filter's
 * value, which it does not replace.
 */
export async function findLabelled(
  db: Db,
  { type, folded }: { type: string; folded: string },
): Promise<(StoredKeyword & { readonly isOtherWord: boolean }) | null> {
  const labelled = await db
    .selectFrom('keywordLabel')
    .innerJoin('keyword', 'keyword.id', 'keywordLabel.keywordId')
    .select(['keyword.id', 'keyword.text', 'keyword.code', 'keywordLabel.isPreferred'])
    .where('keywordLabel.folded', '=', folded)
    .where((eb) => (type === 'Keyword' ? eb('keyword.type', 'not in', NAMES) : eb('keyword.type', '=', type)))
    .orderBy((eb) => eb('keywordLabel.language', '=', DEFAULT_LANGUAGE), 'desc')
    .orderBy('keywordLabel.isPreferred', 'desc')
    .orderBy('keyword.id')
    .executeTakeFirst()
  if (!labelled) return null
  const { id, text, code, isPreferred } = labelled
  return { id, text, isOtherWord: type === 'Keyword' && code !== null && isPreferred === 0 }
}
