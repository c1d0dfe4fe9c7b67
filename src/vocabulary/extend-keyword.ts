import { noteRewording } from '../catalogue/rewordings.ts'
import { findBroader, findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { findBroaderOf, saveBroaderOf } from './save-broader.ts'
import { saveLabels } from './save-labels.ts'

/** What a keyword gets beside what it has: words by language, and ids of keywords whose meaning includes it. */
export type KeywordExtension = {
  readonly words: ReadonlyMap<Language, readonly string[]>
  readonly broader: readonly number[]
}

/**
 * Gives a keyword further words and broader terms. What it has stays, and so do its preferred words. Assets that carry
 * it are entered in the change log by `finishRewordings`.
 */
export async function extendKeyword(
  tx: Db,
  id: number,
  { words, broader, now }: KeywordExtension & { readonly now: Date },
): Promise<'changed' | 'unchanged'> {
  const labelled = await saveLabels(tx, id, await besideItsOwn(tx, id, words))
  if (labelled) await noteRewording(tx, id, now)
  const above = (await findBroaderOf(tx, id)).concat(broader.filter((it) => it !== id))
  const raised = await saveBroaderOf(tx, id, { broader: [...new Set(above)], now })
  return labelled || raised ? 'changed' : 'unchanged'
}

/** Returns whether one of these has the keyword among its own broader ones, and so cannot be broader than it. */
export async function closesCircle(tx: Db, id: number, broader: readonly number[]): Promise<boolean> {
  return [...(await findBroader(tx, broader)).values()].some((above) => above.has(id))
}

/** In each language the words that it has, its own in English, and then the further ones. */
async function besideItsOwn(
  tx: Db,
  id: number,
  further: KeywordExtension['words'],
): Promise<Map<Language, string[]>> {
  const { text } = await tx
    .selectFrom('keyword')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const words = new Map<Language, string[]>()
  const own = { text, language: DEFAULT_LANGUAGE }
  const labels = (await findLabels(tx, [id])).get(id) ?? []
  for (const label of labels.some(({ language }) => language === DEFAULT_LANGUAGE)
    ? labels
    : [own, ...labels])
    words.set(label.language as Language, [...(words.get(label.language as Language) ?? []), label.text])
  for (const [language, texts] of further) words.set(language, [...(words.get(language) ?? []), ...texts])
  return words
}
