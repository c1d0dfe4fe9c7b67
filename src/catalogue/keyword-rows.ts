import type { Insertable } from 'kysely'
import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { AssetKeywordTable } from '../db/tables/assets.ts'
import type { AssignedKeyword } from './keywords.ts'

type Row = Insertable<AssetKeywordTable>

/** Returns the rows of an asset's keywords, in their order. */
export const keywordRowsOf = (assetId: number, keywords: readonly AssignedKeyword[]): Row[] =>
  keywords.map(({ id, relevance, written }, position) => ({
    assetId,
    keywordId: id,
    position,
    relevance,
    written,
  }))

/** Rows of a statement: a power of two, so that few statements are prepared. */
const MAX_ROWS = 128

/**
 * Keywords of assets that are written together at the end of a transaction, in the order in which they are stored, with few
 * statements.
 */
export class KeywordRows {
  readonly #byAsset = new Map<number, readonly Row[]>()

  /** Sets the keywords of an asset, which has none in the database. */
  set(assetId: number, rows: readonly Row[]): void {
    this.#byAsset.set(assetId, rows)
  }

  /** Writes all rows. Call it in the transaction of the assets, before anything reads their keywords. */
  async write(tx: Db): Promise<void> {
    const byKeyword = (rows: readonly Row[]) => rows.toSorted((a, b) => a.keywordId - b.keywordId)
    const rows = [...this.#byAsset].sort(([a], [b]) => a - b).flatMap(([, own]) => byKeyword(own))
    this.#byAsset.clear()
    for (let from = 0, size = MAX_ROWS; from < rows.length; from += size) {
      while (size > rows.length - from) size /= 2
      await insertRows(tx, 'assetKeyword', rows.slice(from, from + size))
    }
  }
}
