import type { DatabaseSync } from 'node:sqlite'
import { fold } from '../../lib/fold.ts'
import type { IndexDocument } from '../search-index.ts'
import { editsBetween } from '../spelling/edits.ts'
import { reader, runner } from './statements.ts'

/** How many words that are already in the table are remembered. */
const MAX_STORED = 100_000

/**
 * The table of all words as they are spelt, for spelling correction. Words are not removed with their texts; whether
 * one still occurs is checked in the texts.
 */
export function vocabulary(file: DatabaseSync) {
  const { all } = reader(file)
  const run = runner(file)
  const stored = new Set<string>()
  const added = new Set<string>()
  let seenVersion: unknown
  return {
    /** Adds the words of these documents. Call it in a transaction, and `commit` after that. */
    add(documents: readonly IndexDocument[]): void {
      added.clear()
      // NOTE: another process that has committed in the meantime may have recreated the table.
      const [row] = all({ sql: 'pragma data_version', values: [] })
      if (row!.data_version !== seenVersion || stored.size > MAX_STORED) stored.clear()
      seenVersion = row!.data_version
      for (const { spelt } of documents)
        for (const word of spelt) {
          if (stored.has(word) || added.has(word)) continue
          run('insert or ignore into vocabulary (folded, spelt) values (?, ?)', fold(word), word)
          added.add(word)
        }
    },
    /** Remembers that the words added last have been committed. */
    commit(): void {
      for (const word of added) stored.add(word)
    },
    /** Forgets which words are in the table. */
    clear: () => stored.clear(),
    /** Returns the words that begin with the same letter as a folded word and are at most `edits` edits away. */
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
