import { ensureKeywords } from '../../catalogue/keywords.ts'
import type { Db } from '../../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { extendKeyword, wouldCloseCycle } from '../../vocabulary/extend-keyword.ts'
import type { MappedKeyword } from '../mapping/to-others.ts'
import type { Mistake } from './manifest-line.ts'

/** Adds a keyword to the vocabulary, or adds labels and broader keywords to an existing one; nothing is removed. */
export async function saveKeyword(
  tx: Db,
  { text, type, labels, synonyms, broader }: MappedKeyword,
  now: Date,
): Promise<{ readonly is: 'added' | 'updated' | 'unchanged' } | Mistake> {
  const before = await lastKeywordId(tx)
  const [own] = await ensureKeywords(tx, [{ type, text }])
  if (!own) return { field: 'text', reason: 'It has no letter and no digit.' }
  const broaderLabels = broader.map((it) => ({ type, text: it }))
  const broaderIds = (await ensureKeywords(tx, broaderLabels)).map(({ id }) => id)
  if (await wouldCloseCycle(tx, own.id, broaderIds))
    return { field: 'broader', reason: `That would be a cycle: '${text}' is broader than one of them.` }
  const words = new Map<Language, string[]>([[DEFAULT_LANGUAGE, [...synonyms]]])
  for (const [language, label] of Object.entries(labels)) words.set(language as Language, [label])
  const is = await extendKeyword(tx, own.id, { labels: words, broader: broaderIds, now })
  if (own.id > before) return { is: 'added' }
  return { is: is === 'changed' ? 'updated' : 'unchanged' }
}

async function lastKeywordId(tx: Db): Promise<number> {
  const row = await tx.selectFrom('counter').select('value').where('name', '=', 'keyword').executeTakeFirst()
  return row?.value ?? 0
}
