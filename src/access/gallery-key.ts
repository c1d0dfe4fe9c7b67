import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import { findOrMakeSecret } from '../db/secrets.ts'
import type { Ability } from './abilities.ts'
import { createClient, hashKey, newKey } from './clients.ts'

const VISITOR_QPS = 25

/**
 * The key that the gallery's page carries. Everybody can read it there, so it opens little: reading alone, from
 * that page alone, while the gallery is open, and each visitor has a rate of their own. Made once for a library.
 *
 * NOTE: to be called in a transaction: a key without its client opens nothing for ever, and a client that is not
 * marked as the gallery's opens everything to everybody. Where the mark is missing it is put.
 *
 * @param abilities what a key that is made now may; one that exists keeps what its owner allowed it.
 */
export async function ensureGalleryKey(tx: Db, now: Date, abilities: readonly Ability[]): Promise<string> {
  const key = await findOrMakeSecret(tx, 'gallery-key', newKey)
  const known = await tx
    .selectFrom('client')
    .select(['id', 'gallery'])
    .where('keyHash', '=', hashKey(key))
    .executeTakeFirst()
  if (!known) {
    const limits = { qps: VISITOR_QPS, expiresMs: null, abilities }
    await createClient(tx, { name: 'Gallery', key, ...limits, now, isGallery: true })
  } else if (known.gallery === 0) {
    await tx.updateTable('client').set({ gallery: 1 }).where('id', '=', known.id).execute()
    await raiseRevision(tx, 'keys')
  }
  return key
}
