import type { Query } from './compile-text.ts'
import type { Connection } from './connection.ts'

/** More words than are near to any word, or are spellings of one. */
const MOST = 10_000

/** A word of the library, folded and as it is spelt. */
export type FoundWord = { readonly folded: string; readonly spelt: string }

/** Returns the words in the index with this name that match all of these queries. */
export async function findWords(
  connection: Connection,
  index: string,
  filter: readonly Query[],
): Promise<readonly FoundWord[]> {
  const path = `/${index}/_search?filter_path=hits.hits.fields`
  const { hits } = await connection.send('POST', path, {
    query: { bool: { filter } },
    size: MOST,
    sort: '_doc',
    _source: false,
    stored_fields: '_none_',
    docvalue_fields: ['folded', 'spelt'],
  })
  const found: { fields: { folded: [string]; spelt: [string] } }[] = hits?.hits ?? []
  return found.map(({ fields }) => ({ folded: fields.folded[0], spelt: fields.spelt[0] }))
}
