import { queueKeywordMerge } from '../catalogue/keyword-changes.ts'
import { findLabelled } from '../catalogue/keywords.ts'
import type { Db } from '../db/database.ts'
import { inShortTransactions } from '../db/short-transactions.ts'

const BATCH = 500

/**
 * Merges keywords that an ingest created from plain words into keywords of the vocabulary that have the same label, as
 * a synonym or in another language. So the result is the same whether the vocabulary or the pictures came first.
 */
export async function adoptPlainKeywords(db: Db): Promise<void> {
  for (let after = 0; ; ) {
    const plain = await db
      .selectFrom('keyword')
      .select(['id', 'type', 'folded'])
      .where('id', '>', after)
      .where('code', 'is', null)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('keywordLabel')
            .select('keywordId')
            .whereRef('keywordLabel.folded', '=', 'keyword.folded'),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('keywordLabel')
              .select('keywordId')
              .whereRef('keywordLabel.keywordId', '=', 'keyword.id'),
          ),
        ),
      )
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const last = plain.at(-1)
    if (!last) return
    after = last.id
    await inShortTransactions(db, plain, async (tx, keyword) => {
      const labelled = await findLabelled(tx, keyword)
      if (labelled && !labelled.isFilterSynonym)
        await queueKeywordMerge(tx, { id: keyword.id, intoId: labelled.id })
    })
  }
}
