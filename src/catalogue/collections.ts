import type { Db } from '../db/database.ts'
import { slug } from '../lib/slug.ts'
import { logChange } from './changes.ts'
import { nextId } from './next-id.ts'

/**
 * Returns the id of the collection with this name. If there is none, it is created with a code and logged as a change.
 */
export async function ensureCollection(tx: Db, name: string, now: Date): Promise<number> {
  const existing = await tx.selectFrom('collection').select('id').where('name', '=', name).executeTakeFirst()
  if (existing) return existing.id
  const id = await nextId(tx, 'collection')
  const taken = await tx.selectFrom('collection').select('code').execute()
  const code = collectionCode(name, new Set(taken.map((row) => row.code)))
  const unstated = { brand: null, family: null, licenseModel: null, territories: null }
  await tx
    .insertInto('collection')
    .values({ id, code, name, ...unstated })
    .execute()
  await logChange(tx, { subject: 'collection', ids: [id], kind: 'added', at: now })
  return id
}

/**
 * Returns a three-letter code for a collection, as agencies use them: "STO" for Stockbyte, "GIS" for Getty Images
 * Sport, "VNA" for Vitrine Nature. A number is appended if the code is taken.
 */
export function collectionCode(name: string, taken: ReadonlySet<string>): string {
  const words = slug(name).split('-')
  const letters = words.map((word) => word[0]).join('') + words.at(-1)!.slice(1)
  const code = letters.slice(0, 3).padEnd(3, 'x').toUpperCase()
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? code : `${code}${number}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Returns the names of all collections by their codes. */
export async function collectionNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('collection').select(['code', 'name']).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}
