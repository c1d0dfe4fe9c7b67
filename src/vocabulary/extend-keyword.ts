import { queueKeywordUpdate } from '../catalogue/keyword-changes.ts'
import { findBroader, findLabels } from '../catalogue/vocabulary.ts'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { findBroaderOf, saveBroaderOf } from './save-broader.ts'
import { saveLabels } from './save-labels.ts'

/** Labels by language, and ids of broader keywords, that are added to a keyword. */
export type KeywordExtension = {
  readonly labels: ReadonlyMap<Language, readonly string[]>
  readonly broader: readonly number[]
}

/**
 * Adds labels and broader keywords to a keyword. Those that it has are kept, and so are its preferred labels. Assets
 * with the keyword are entered in the change log later, by `applyKeywordChanges`.
 */
export async function extendKeyword(
  tx: Db,
  id: number,
  { labels, broader, now }: KeywordExtension & { readonly now: Date },
): Promise<'changed' | 'unchanged'> {
  const haveLabelsChanged = await saveLabels(tx, id, await existingAndNewLabels(tx, id, labels))
  if (haveLabelsChanged) await queueKeywordUpdate(tx, id, now)
  const allBroader = (await findBroaderOf(tx, id)).concat(broader.filter((it) => it !== id))
  const hasBroaderChanged = await saveBroaderOf(tx, id, { broader: [...new Set(allBroader)], now })
  return haveLabelsChanged || hasBroaderChanged ? 'changed' : 'unchanged'
}

/** Returns whether one of these is narrower than the keyword, so that it cannot also be broader. */
export async function wouldCloseCycle(tx: Db, id: number, broader: readonly number[]): Promise<boolean> {
  return [...(await findBroader(tx, broader)).values()].some((ancestors) => ancestors.has(id))
}

/** The labels of a keyword by language, the existing ones first; the keyword's own text counts as an English label. */
async function existingAndNewLabels(
  tx: Db,
  id: number,
  added: KeywordExtension['labels'],
): Promise<Map<Language, string[]>> {
  const { text } = await tx
    .selectFrom('keyword')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const byLanguage = new Map<Language, string[]>()
  const add = (language: Language, texts: readonly string[]) =>
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), ...texts])
  const existing = (await findLabels(tx, [id])).get(id) ?? []
  if (!existing.some(({ language }) => language === DEFAULT_LANGUAGE)) add(DEFAULT_LANGUAGE, [text])
  for (const label of existing) add(label.language as Language, [label.text])
  for (const [language, texts] of added) add(language, texts)
  return byLanguage
}
