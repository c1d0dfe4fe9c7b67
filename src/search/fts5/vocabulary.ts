import type { DatabaseSync } from 'node:sqlite'
import { fold } from '../../lib/fold.ts'
import { partsOf } from '../indexed-parts.ts'
import type { IndexDocument } from '../search-index.ts'
import { editsBetween } from '../spelling/edits.ts'
import { reader, runner } from './statements.ts'

/** Ends the language of a word that is not in English, before the word. */
export const LANGUAGE_END = ' '
const storedWord = (word: string, language: string | null) =>
  language === null ? word : language + LANGUAGE_END + word

/** How many words and names that are already in the table are remembered. */
const MAX_STORED = 100_000

/**
 * The table of all words as they are spelt, and of all names, for spelling correction and completion. They are not
 * removed with their documents; whether one still occurs is checked there.
 */
export function vocabulary(file: DatabaseSync) {
  const { all } = reader(file)
  const run = runner(file)
  const stored = new Set<string>()
  const added = new Set<string>()
  let seenVersion: unknown
  const addName = (kind: string, folded: string, value: string | number) => {
    const key = `${kind} ${folded} ${value}`
    if (stored.has(key) || added.has(key)) return
    run('insert or ignore into name (kind, folded, value) values (?, ?, ?)', kind, folded, value)
    added.add(key)
  }
  return {
    /** Adds the words and names of these documents. Call it in a transaction, and `commit` after that. */
    add(documents: readonly IndexDocument[]): void {
      added.clear()
      // NOTE: another process that has committed in the meantime may have recreated the table.
      const [row] = all({ sql: 'pragma data_version', values: [] })
      if (row!.data_version !== seenVersion || stored.size > MAX_STORED) stored.clear()
      seenVersion = row!.data_version
      for (const { spelt, speltIn, labelWords, names } of new Set(documents.flatMap(partsOf))) {
        for (const word of spelt) addName('word', fold(word), storedWord(word, speltIn))
        for (const word of labelWords) addName('label word', fold(word), word)
        for (const { kind, folded, id } of names) addName(kind, folded, id)
      }
    },
    /** Remembers that the words added last have been committed. */
    commit(): void {
      for (const key of added) stored.add(key)
    },
    /** Forgets which words are in the table. */
    clear: () => stored.clear(),
    /** Returns the words that begin with the same letter as a folded word and are at most `edits` edits away. */
    near(word: string, edits: number): string[] {
      const beginning = edits === 0 ? word : word.slice(0, 1)
      const rows = all({
        sql: `select value as spelt, folded from name
              where kind in ('word', 'label word') and folded >= ? and folded < ? and length(folded) between ? and ?`,
        values: [beginning, `${beginning}\u{10ffff}`, word.length - edits, word.length + edits],
      }) as { spelt: string; folded: string }[]
      return rows
        .filter(({ folded }) => editsBetween(word, folded, edits) <= edits)
        .map(({ spelt }) => spelt.slice(spelt.indexOf(LANGUAGE_END) + 1))
    },
  }
}
