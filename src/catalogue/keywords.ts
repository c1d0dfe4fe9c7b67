import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'
import { ENUMERATED_KEYWORDS, RENAMED_CODES } from './data/enumerated-keywords.ts'
import { nextId } from './next-id.ts'

/** A keyword as a source gives it: a word, and what it is said of. */
export type KeywordLabel = { readonly type: 'Keyword' | 'Location' | 'SpecificPeople'; readonly text: string }

const enumeratedByLabel = new Map(
  ENUMERATED_KEYWORDS.flatMap((keyword) =>
    keyword.labels.map((label) => [foldName(label), keyword] as const),
  ),
)
const enumeratedByCode = new Map(
  ENUMERATED_KEYWORDS.map((keyword) => [`${keyword.type} ${keyword.code}`, keyword.id]),
)

/** The keyword id of a filter's wire value, such as Composition "close_up" (contract 16: one table). */
export function enumeratedKeywordId(type: string, code: string): number {
  const id = enumeratedByCode.get(`${type} ${RENAMED_CODES[code] ?? code}`)
  if (id === undefined) throw new TypeError(`The vocabulary has no ${type} ${code}.`)
  return id
}

/**
 * The ids of these labels in their order, without repetition; labels that are new become keywords. A plain word
 * that names a filter's value ("two people") is that keyword (contract 16).
 */
export async function ensureKeywords(db: Db, labels: readonly KeywordLabel[]): Promise<number[]> {
  const ids = new Set<number>()
  for (const label of labels) {
    const folded = foldName(label.text)
    if (folded !== '') ids.add(await ensureKeyword(db, { ...label, folded }))
  }
  return [...ids]
}

async function ensureKeyword(db: Db, label: KeywordLabel & { folded: string }): Promise<number> {
  const enumerated = label.type === 'Keyword' ? enumeratedByLabel.get(label.folded) : undefined
  const { type, folded } = enumerated
    ? { type: enumerated.type, folded: foldName(enumerated.labels[0]!) }
    : label
  const known = await db
    .selectFrom('keyword')
    .select('id')
    .where('type', '=', type)
    .where('folded', '=', folded)
    .executeTakeFirst()
  if (known) return known.id
  const id = enumerated?.id ?? (await nextId(db, 'keyword'))
  const text = enumerated?.labels[0] ?? label.text
  await db
    .insertInto('keyword')
    .values({ id, type, folded, text, code: enumerated?.code ?? null })
    .execute()
  return id
}
