import type { Generated } from 'kysely'

/** Tables of API clients and secrets. */
export type AccessTables = {
  client: ClientTable
  secret: { name: string; value: string }
}

/** An API client with its key: see access/clients.ts. */
export type ClientTable = {
  id: string
  name: string
  keyPrefix: string
  keyHash: string
  /** Queries per second; null is no limit. */
  qps: number | null
  /** 1 for the gallery's own key, which anybody can read: see access/gallery-key.ts. */
  gallery: number
  /** JSON list of what the key may do besides searching (access/abilities.ts). */
  abilities: Generated<string>
  /** The customer's country, ISO 3166 alpha-3. */
  country: string | null
  createdMs: number
  expiresMs: number | null
  revokedMs: number | null
  lastUsedMs: number | null
}
