import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'

/**
 * Returns the artists whose names contain all words of one of the given names, in any order: "doe jane" finds "Jane M.
 * Doe".
 */
export async function findArtistIds(db: Db, names: readonly string[]): Promise<number[]> {
  const wanted = names
    .map((name) => foldName(name).split(' ').filter(Boolean))
    .filter((words) => words.length > 0)
  if (wanted.length === 0) return []
  const artists = await db
    .selectFrom('artist')
    .select(['id', 'folded'])
    .where((eb) =>
      eb.or(wanted.map((words) => eb.and(words.map((word) => eb('folded', 'like', `%${word}%`))))),
    )
    .execute()
  return artists
    .filter(({ folded }) => {
      const words = new Set(folded.split(' '))
      return wanted.some((all) => all.every((word) => words.has(word)))
    })
    .map(({ id }) => id)
}

/** Returns the ids of the collections with these codes, ignoring case. Unknown codes are skipped. */
export async function findCollectionIds(db: Db, codes: readonly string[]): Promise<number[]> {
  const upper = codes.map((code) => code.toUpperCase())
  if (upper.length === 0) return []
  const rows = await db.selectFrom('collection').select('id').where('code', 'in', upper).execute()
  return rows.map(({ id }) => id)
}
