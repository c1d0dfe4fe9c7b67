import type { Db } from '../db/database.ts'
import { type Client, hashKey, listClients, noteLastUse } from './clients.ts'

/** The clients of the library, kept in memory so that a request costs no query. */
export type KeyRing = {
  /** The client with this key, whatever its state; null for an unknown key. */
  find(key: string): Client | null
  /** Notes that a client was served at this time; `flush` saves it. */
  noteUse(client: Client, now: Date): void
  /** Reads the clients again. */
  reload(): Promise<void>
  /** Saves when clients were last served, to the minute. */
  flush(): Promise<void>
}

const MAX_KEYS_SEEN = 10_000
/** Writes wait for the disk, and the time of the last use needs no more precision than this. */
const MIN_WRITE_INTERVAL_MS = 60_000

/** Loads the clients and keeps them in memory until `reload`. */
export async function openKeyRing(db: Db): Promise<KeyRing> {
  let byHash = new Map<string, Client>()
  /** Keys seen before, so that each is hashed only once. Unknown keys are not cached. */
  let seen = new Map<string, Client>()
  const used = new Map<string, number>()
  const written = new Map<string, number>()
  const ring: KeyRing = {
    find(key) {
      const known = seen.get(key)
      if (known) return known
      const client = byHash.get(hashKey(key)) ?? null
      if (client && seen.size < MAX_KEYS_SEEN) seen.set(key, client)
      return client
    },
    noteUse({ id }, now) {
      used.set(id, now.getTime())
    },
    async flush() {
      for (const [id, lastUsedMs] of [...used]) {
        if (lastUsedMs - (written.get(id) ?? 0) >= MIN_WRITE_INTERVAL_MS) {
          await noteLastUse(db, id, lastUsedMs)
          written.set(id, lastUsedMs)
        }
        if (used.get(id) === lastUsedMs) used.delete(id)
      }
    },
    async reload() {
      byHash = new Map((await listClients(db)).map((client) => [client.keyHash, client]))
      seen = new Map()
    },
  }
  await ring.reload()
  return ring
}

/** Returns whether a key may be used at this time: not revoked, not expired, and its customer has not ended. */
export function isUsable({ revokedMs, expiresMs, customerEndedMs }: Client, now: Date): boolean {
  if (revokedMs !== null || customerEndedMs !== null) return false
  return expiresMs === null || expiresMs > now.getTime()
}
