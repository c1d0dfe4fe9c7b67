import type { Db } from '../db/database.ts'
import { textListFromJson } from '../db/lists.ts'
import { prepared } from '../db/prepared.ts'
import { foldName } from '../lib/text.ts'

/** Names of more parts, which commas divide, are not looked for in a list. */
const MAX_PARTS = 4

/**
 * Returns the artists that have one of the given names. For a name that nobody has, those whose names contain all its words,
 * in any order: "doe jane" finds "Jane M. Doe". So the name of an artist, as facets and suggestions give it, finds what they
 * count, and not the works of others who are named after that artist.
 *
 * @param names a list that was divided at its commas, and with them names such as "Doe, Jane".
 */
export async function findArtistIds(db: Db, names: readonly string[]): Promise<number[]> {
  const wanted = names.map(foldName).filter((name) => name !== '')
  if (wanted.length === 0) return []
  const known = await artistsNamed(db, { names: JSON.stringify(withJoinedNames(wanted)) })
  const idOf = new Map(known.map(({ id, folded }) => [folded, id]))
  const whole = wholeNames(wanted, idOf)
  const others = await artistsWithWords(
    db,
    whole.filter((name) => !idOf.has(name)),
  )
  const found = whole.flatMap((name) => idOf.get(name) ?? others.get(name)!)
  return [...new Set(found)]
}

const artistsNamed = prepared<{ names: string }, { id: number; folded: string }>((db, { names }) =>
  db.selectFrom('artist').select(['id', 'folded']).where('folded', 'in', textListFromJson(db, names)),
)

/**
 * Returns for each name the artists whose names contain all its words. NOTE: this reads the names of all artists, which takes
 * a few milliseconds for ten thousand of them.
 */
async function artistsWithWords(db: Db, names: readonly string[]): Promise<Map<string, number[]>> {
  if (names.length === 0) return new Map()
  const artists = await db
    .selectFrom('artist')
    .select(['id', 'folded'])
    .where((eb) =>
      eb.or(names.map((name) => eb.and(name.split(' ').map((word) => eb('folded', 'like', `%${word}%`))))),
    )
    .execute()
  return new Map(
    names.map((name) => [
      name,
      artists.filter(({ folded }) => hasAll(folded, name.split(' '))).map(({ id }) => id),
    ]),
  )
}

/** The names of a list, in which adjacent parts are one name if that is `known`. */
function wholeNames(parts: readonly string[], known: Pick<ReadonlySet<string>, 'has'>): string[] {
  const names: string[] = []
  for (let at = 0; at < parts.length; ) {
    const lengths = Array.from({ length: MAX_PARTS }, (_, index) => MAX_PARTS - index)
    const length = lengths.find((it) => known.has(parts.slice(at, at + it).join(' '))) ?? 1
    names.push(parts.slice(at, at + length).join(' '))
    at += length
  }
  return names
}

/** The names of a list that was divided at its commas, and what each two to four adjacent ones are together. */
export const withJoinedNames = (names: readonly string[]): string[] =>
  names.flatMap((_, at) =>
    Array.from({ length: Math.min(MAX_PARTS, names.length - at) }, (_, more) =>
      names.slice(at, at + more + 1).join(' '),
    ),
  )

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
