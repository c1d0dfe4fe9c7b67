import type { Db } from '../db/database.ts'
import type { KeywordLabelTable } from '../db/tables/names.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'

/**
 * Makes these the words of a keyword in each of these languages; the words of other languages stay. Whatever happens
 * it has one in en-US, its own. Returns whether anything is otherwise than before.
 */
export async function saveLabels(
  tx: Db,
  keywordId: number,
  words: ReadonlyMap<Language, readonly string[]>,
): Promise<boolean> {
  const before = await tx.selectFrom('keywordLabel').selectAll().where('keywordId', '=', keywordId).execute()
  const kept = before.filter(({ language }) => !words.has(language))
  const after = [...kept, ...[...words].flatMap(([language, all]) => toLabels(keywordId, language, all))]
  const isOwn = ({ language, isPreferred }: KeywordLabelTable) =>
    language === DEFAULT_LANGUAGE && isPreferred === 1
  if (!after.some(isOwn)) {
    const { text, folded } = await tx
      .selectFrom('keyword')
      .select(['text', 'folded'])
      .where('id', '=', keywordId)
      .executeTakeFirstOrThrow()
    after.push({ keywordId, language: DEFAULT_LANGUAGE, text, folded, isPreferred: 1 })
  }
  const asTexts = (labels: readonly KeywordLabelTable[]) =>
    labels
      .map(({ language, text, isPreferred }) => `${language} ${isPreferred} ${text}`)
      .sort()
      .join('\n')
  if (asTexts(before) === asTexts(after)) return false
  await tx.deleteFrom('keywordLabel').where('keywordId', '=', keywordId).execute()
  await tx.insertInto('keywordLabel').values(after).execute()
  return true
}

/** The first is the preferred one; words that differ in case or accents alone are one. */
function toLabels(keywordId: number, language: Language, words: readonly string[]): KeywordLabelTable[] {
  const byFolded = new Map<string, KeywordLabelTable>()
  for (const text of words) {
    const folded = foldName(text)
    const isPreferred = byFolded.size === 0 ? 1 : 0
    if (!byFolded.has(folded)) byFolded.set(folded, { keywordId, language, text, folded, isPreferred })
  }
  return [...byFolded.values()]
}
