import type { Generated } from 'kysely'

/** Clients of the API, and secrets. */
export type AccessTables = {
  client: ClientTable
  secret: { name: string; value: string }
}

/** API clients, each with the hash of its key. */
export type ClientTable = {
  id: string
  name: string
  keyPrefix: string
  keyHash: string
  /** Queries per second; null is no limit. */
  qps: number | null
  /** 1 for the gallery's own key, which everybody can read: see access/gallery-key.ts. */
  gallery: number
  /** JSON list of what it may beyond searching (access/abilities.ts). */
  abilities: Generated<string>
  /** The customer's country, ISO 3166 alpha-3. */
  country: string | null
  createdMs: number
  expiresMs: number | null
  revokedMs: number | null
  lastUsedMs: number | null
}
