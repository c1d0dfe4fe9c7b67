import { findLabelled } from '../catalogue/keywords.ts'
import { noteMerge } from '../catalogue/rewordings.ts'
import type { Db } from '../db/database.ts'
import { inShortTransactions } from '../db/short-transactions.ts'

const AT_ONCE = 500

/**
 * Keywords that ingest made of plain words and that the vocabulary knows, as a synonym or in another language, go into
 * those of the vocabulary: the library is the same whether its words or its pictures came first.
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
      .limit(AT_ONCE)
      .execute()
    const last = plain.at(-1)
    if (!last) return
    after = last.id
    await inShortTransactions(db, plain, async (tx, keyword) => {
      const labelled = await findLabelled(tx, keyword)
      if (labelled && !labelled.isOtherWord) await noteMerge(tx, { id: keyword.id, intoId: labelled.id })
    })
  }
}
