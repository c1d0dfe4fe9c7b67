import type { Db } from '../db/database.ts'
import type { KeywordLabelTable } from '../db/tables/names.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'

/**
 * Replaces the labels of a keyword in each of the given languages; those in other languages are kept. If no preferred
 * label in en-US is left, the keyword's own text becomes it. Returns whether anything changed.
 */
export async function saveLabels(
  tx: Db,
  keywordId: number,
  labels: ReadonlyMap<Language, readonly string[]>,
): Promise<boolean> {
  const before = await tx.selectFrom('keywordLabel').selectAll().where('keywordId', '=', keywordId).execute()
  const kept = before.filter(({ language }) => !labels.has(language))
  const after = [...kept, ...[...labels].flatMap(([language, texts]) => toRows(keywordId, language, texts))]
  const isName = ({ language, isPreferred }: KeywordLabelTable) =>
    language === DEFAULT_LANGUAGE && isPreferred === 1
  if (!after.some(isName)) {
    const { text, folded } = await tx
      .selectFrom('keyword')
      .select(['text', 'folded'])
      .where('id', '=', keywordId)
      .executeTakeFirstOrThrow()
    after.push({ keywordId, language: DEFAULT_LANGUAGE, text, folded, isPreferred: 1 })
  }
  const asText = (rows: readonly KeywordLabelTable[]) =>
    rows
      .map(({ language, text, isPreferred }) => `${language} ${isPreferred} ${text}`)
      .sort()
      .join('\n')
  if (asText(before) === asText(after)) return false
  await tx.deleteFrom('keywordLabel').where('keywordId', '=', keywordId).execute()
  await tx.insertInto('keywordLabel').values(after).execute()
  return true
}

/** The first label is the preferred one. Of labels that differ only in case or accents the first is kept. */
function toRows(keywordId: number, language: Language, texts: readonly string[]): KeywordLabelTable[] {
  const byFolded = new Map<string, KeywordLabelTable>()
  for (const text of texts) {
    const folded = foldName(text)
    const isPreferred = byFolded.size === 0 ? 1 : 0
    if (!byFolded.has(folded)) byFolded.set(folded, { keywordId, language, text, folded, isPreferred })
  }
  return [...byFolded.values()]
}
