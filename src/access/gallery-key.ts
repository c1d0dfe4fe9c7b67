import type { Db } from '../db/database.ts'
import { findOrMakeSecret } from '../db/secrets.ts'
import { createClient, hashKey, newKey } from './clients.ts'

const VISITOR_QPS = 25

/**
 * The key that the gallery's page carries. Everybody can read it there, so it opens little: reading alone, from
 * that page alone, and each visitor has a rate of their own. Made once for a library.
 */
export async function ensureGalleryKey(db: Db, now: Date): Promise<string> {
  const key = await findOrMakeSecret(db, 'gallery-key', newKey)
  const known = await db
    .selectFrom('client')
    .select('id')
    .where('keyHash', '=', hashKey(key))
    .executeTakeFirst()
  if (!known) {
    const { id } = await createClient(db, { name: 'Gallery', key, qps: VISITOR_QPS, expiresMs: null, now })
    await db.updateTable('client').set({ gallery: 1 }).where('id', '=', id).execute()
  }
  return key
}
