import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { foldName } from '../lib/text.ts'

/** Artists of whose names all words of one of these are a part, in any order: "doe jane" finds "Jane M. Doe". */
export async function findArtistIds(db: Db, names: readonly string[]): Promise<number[]> {
  const wanted = names
    .map((name) => foldName(name).split(' ').filter(Boolean))
    .filter((words) => words.length > 0)
  if (wanted.length === 0) return []
  const artists = await db.selectFrom('artist').select(['id', 'folded']).execute()
  return artists
    .filter(({ folded }) => {
      const words = new Set(folded.split(' '))
      return wanted.some((all) => all.every((word) => words.has(word)))
    })
    .map(({ id }) => id)
}

/** The collections with these codes; the case of a code does not matter, and unknown ones are left out. */
export async function findCollectionIds(db: Db, codes: readonly string[]): Promise<number[]> {
  const upper = codes.map((code) => code.toUpperCase())
  if (upper.length === 0) return []
  const rows = await db.selectFrom('collection').select('id').where('code', 'in', upper).execute()
  return rows.map(({ id }) => id)
}

const artistsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('artist').select(['id', 'name']).where('id', 'in', ids),
)

const keywordsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'text as name']).where('id', 'in', ids),
)

/** Puts names to the counts of a facet, however many: artists by their ids, every other facet by keywords. */
export async function findFacetNames(
  db: Db,
  facet: string,
  counts: readonly { id: number; count: number }[],
): Promise<{ id: number; name: string; count: number }[]> {
  const ids = counts.map(({ id }) => id)
  const rows = await (facet === 'artists' ? artistsByIds : keywordsByIds)(db, ids)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return counts.flatMap(({ id, count }) => (names.has(id) ? [{ id, name: names.get(id)!, count }] : []))
}
