import type { Db } from '../db/database.ts'
import { slug } from '../lib/slug.ts'
import { logChange } from './changes.ts'
import { nextId } from './next-id.ts'

/** The id of the collection of this name; one that is new gets a code of its own, and its entry in the change log. */
export async function ensureCollection(tx: Db, name: string, now: Date): Promise<number> {
  const known = await tx.selectFrom('collection').select('id').where('name', '=', name).executeTakeFirst()
  if (known) return known.id
  const id = await nextId(tx, 'collection')
  const taken = await tx.selectFrom('collection').select('code').execute()
  const code = collectionCode(name, new Set(taken.map((row) => row.code)))
  const unsaid = { brand: null, family: null, licenseModel: null, territories: null }
  await tx
    .insertInto('collection')
    .values({ id, code, name, ...unsaid })
    .execute()
  await logChange(tx, { subject: 'collection', ids: [id], kind: 'added', at: now })
  return id
}

/**
 * Three letters of the name as agencies like them: "STO" for Stockbyte, "GIS" for Getty Images Sport, "VNA" for
 * Vitrine Nature; with a number when they are taken.
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
