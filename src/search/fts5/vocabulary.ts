import type { DatabaseSync } from 'node:sqlite'
import { fold } from '../../lib/fold.ts'
import type { IndexDocument } from '../search-index.ts'
import { editsBetween } from '../spelling/edits.ts'
import { reader } from './statements.ts'

/**
 * The words of all texts as they are spelt, for what is misspelt. Words stay when the texts that had them go: whether
 * one still occurs is asked of the texts.
 */
export function vocabulary(file: DatabaseSync) {
  const { all } = reader(file)
  return {
    add(documents: readonly IndexDocument[]): void {
      const words = [...new Set(documents.flatMap(({ spelt }) => spelt))].map((word) => [word, fold(word)])
      file
        .prepare(
          `insert or ignore into vocabulary (folded, spelt)
           select value ->> 1, value ->> 0 from json_each(?)`,
        )
        .run(JSON.stringify(words))
    },
    near(word: string, edits: number): string[] {
      const [first = ''] = word
      const rows = all({
        sql: `select spelt, folded from vocabulary
              where folded >= ? and folded < ? and length(folded) between ? and ?`,
        values: [first, `${first}\u{10ffff}`, word.length - edits, word.length + edits],
      }) as { spelt: string; folded: string }[]
      return rows.filter(({ folded }) => editsBetween(word, folded, edits) <= edits).map(({ spelt }) => spelt)
    },
  }
}
