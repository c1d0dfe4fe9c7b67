import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import { findOrCreateSecret } from '../db/secrets.ts'
import type { Ability } from './abilities.ts'
import { createClient, hashKey, newKey } from './clients.ts'

const VISITOR_QPS = 25

/**
 * The key that the gallery's page carries. Anyone can read it there, so it allows little: only reading, only from that
 * page, only while the gallery is open, and with a rate limit per visitor. There is one per library.
 *
 * NOTE: call it in a transaction: a key without its client would never work, and a client not marked as the gallery's
 * would give everyone full access. A missing mark is added.
 *
 * @param abilities the abilities of a key created now; an existing key keeps those that its owner gave it.
 */
export async function ensureGalleryKey(tx: Db, now: Date, abilities: readonly Ability[]): Promise<string> {
  const key = await findOrCreateSecret(tx, 'gallery-key', newKey)
  const existing = await tx
    .selectFrom('client')
    .select(['id', 'gallery'])
    .where('keyHash', '=', hashKey(key))
    .executeTakeFirst()
  if (!existing) {
    const limits = { qps: VISITOR_QPS, expiresMs: null, abilities }
    await createClient(tx, { name: 'Gallery', key, ...limits, now, isGallery: true })
  } else if (existing.gallery === 0) {
    await tx.updateTable('client').set({ gallery: 1 }).where('id', '=', existing.id).execute()
    await raiseRevision(tx, 'keys')
  }
  return key
}
