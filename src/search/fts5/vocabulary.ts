import type { DatabaseSync } from 'node:sqlite'
import { fold } from '../../lib/fold.ts'
import type { IndexDocument } from '../search-index.ts'
import { editsBetween } from '../spelling/edits.ts'
import { reader, runner } from './statements.ts'

/** Words of the table that need not be put into it again. */
const MAX_KNOWN = 100_000

/**
 * The words of all texts as they are spelt, for what is misspelt. Words stay when the texts that had them go: whether
 * one still occurs is asked of the texts.
 */
export function vocabulary(file: DatabaseSync) {
  const { all } = reader(file)
  const run = runner(file)
  const known = new Set<string>()
  const added = new Set<string>()
  let seenVersion: unknown
  return {
    /** Adds the words of these documents, in a transaction after whose commit `remember` is called. */
    add(documents: readonly IndexDocument[]): void {
      added.clear()
      // NOTE: another process that has committed since may have emptied the table.
      const [row] = all({ sql: 'pragma data_version', values: [] })
      if (row!.data_version !== seenVersion || known.size > MAX_KNOWN) known.clear()
      seenVersion = row!.data_version
      for (const { spelt } of documents)
        for (const word of spelt) {
          if (known.has(word) || added.has(word)) continue
          run('insert or ignore into vocabulary (folded, spelt) values (?, ?)', fold(word), word)
          added.add(word)
        }
    },
    /** Words of what was added last are in the table for good and need not be put into it again. */
    remember(): void {
      for (const word of added) known.add(word)
    },
    forget: () => known.clear(),
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
