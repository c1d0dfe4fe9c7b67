import { editsBetween } from '../spelling/edits.ts'
import type { Connection } from './connection.ts'
import { findWords } from './find-words.ts'

/** Returns words that begin with the same letter as a folded one and are at most `edits` edits away; see the port. */
export async function nearWords(
  connection: Connection,
  index: string,
  { word, edits }: { readonly word: string; readonly edits: number },
): Promise<string[]> {
  const query =
    edits === 0
      ? { term: { folded: word } }
      : {
          fuzzy: {
            folded: {
              value: word,
              fuzziness: edits,
              prefix_length: 1,
              transpositions: true,
              rewrite: 'constant_score',
            },
          },
        }
  const found = await findWords(connection, index, [query])
  return found.filter(({ folded }) => editsBetween(word, folded, edits) <= edits).map(({ spelt }) => spelt)
}
