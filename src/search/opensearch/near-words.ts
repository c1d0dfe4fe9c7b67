import { editsBetween } from '../spelling/edits.ts'
import type { Connection } from './connection.ts'

/** More words than are near to any word. */
const MOST = 10_000

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
  const path = `/${index}/_search?filter_path=hits.hits.fields`
  const { hits } = await connection.send('POST', path, {
    query: { bool: { filter: query } },
    size: MOST,
    sort: '_doc',
    _source: false,
    stored_fields: '_none_',
    docvalue_fields: ['folded', 'spelt'],
  })
  const found: { fields: { folded: [string]; spelt: [string] } }[] = hits?.hits ?? []
  return found
    .filter(({ fields }) => editsBetween(word, fields.folded[0], edits) <= edits)
    .map(({ fields }) => fields.spelt[0])
}
