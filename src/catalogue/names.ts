import type { Db } from '../db/database.ts'
import { foldName } from '../lib/text.ts'

/**
 * Returns the artists that have one of the given names. For a name that nobody has, those whose names contain all its words,
 * in any order: "doe jane" finds "Jane M. Doe". So the name of an artist, as facets and suggestions give it, finds what they
 * count, and not the works of others who are named after that artist.
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
  const found = wanted.flatMap((words) => {
    const same = artists.filter(({ folded }) => folded === words.join(' '))
    return same.length > 0 ? same : artists.filter(({ folded }) => hasAll(folded, words))
  })
  return [...new Set(found.map(({ id }) => id))]
}

function hasAll(name: string, words: readonly string[]): boolean {
  const has = new Set(name.split(' '))
  return words.every((word) => has.has(word))
}

/** Returns the ids of the collections with these codes, ignoring case. Unknown codes are skipped. */
export async function findCollectionIds(db: Db, codes: readonly string[]): Promise<number[]> {
  const upper = codes.map((code) => code.toUpperCase())
  if (upper.length === 0) return []
  const rows = await db.selectFrom('collection').select('id').where('code', 'in', upper).execute()
  return rows.map(({ id }) => id)
}
