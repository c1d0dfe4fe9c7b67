import { hash, randomBytes, randomInt } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { raiseRevision } from '../db/revisions.ts'
import { Problem } from '../lib/problem.ts'
import { foldName } from '../lib/text.ts'
import { announce } from '../notices/announce.ts'
import type { Ability } from './abilities.ts'
import type { GrantType } from './grants.ts'

/** An API client: the owner of one key, of which only the hash is stored. */
export type Client = {
  readonly id: string
  readonly name: string
  /** The first characters of the key, by which people recognise it. */
  readonly keyPrefix: string
  readonly keyHash: string
  /** Queries per second; null means no limit. */
  readonly qps: number | null
  /** The company that it belongs to; null is none. */
  readonly customerId: string | null
  /** JSON list of abilities (access/abilities.ts). */
  readonly abilities: string
  /** JSON list of OAuth2 grant types (access/grants.ts). */
  readonly grants: string
  /** JSON list of addresses to which a browser may be sent back after sign-in. */
  readonly redirectUris: string
  /** 1 for a client that cannot keep a secret. */
  readonly isPublic: number
  /** 1 for the gallery's own key, which anyone can read in the gallery's page. */
  readonly gallery: number
  readonly createdMs: number
  readonly expiresMs: number | null
  readonly revokedMs: number | null
  readonly lastUsedMs: number | null
  /** The country of its customer, ISO 3166 alpha-3. */
  readonly country: string | null
  /** When its customer ended; null while it has not, and without a customer. */
  readonly customerEndedMs: number | null
}

const KEY_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const KEY_LENGTH = 24
const PREFIX_LENGTH = 6

/** Makes a key in the format that API clients expect (contract 2.1): 24 lower-case letters and digits, 124 random bits. */
export function newKey(): string {
  return Array.from({ length: KEY_LENGTH }, () => KEY_CHARACTERS[randomInt(KEY_CHARACTERS.length)]).join('')
}

/** SHA-256 is enough for a key, which is random and long; only a password would need a slow function. */
export function hashKey(key: string): string {
  return hash('sha256', key, 'hex')
}

/**
 * Adds a client with a new key. Call it in a transaction, like all changes of clients. The key itself is not stored, so
 * it can be shown only now.
 */
export async function createClient(
  tx: Db,
  {
    name,
    key,
    qps,
    expiresMs,
    abilities = [],
    customerId = null,
    grants = [],
    redirectUris = [],
    isPublic = false,
    now,
    isGallery = false,
  }: {
    name: string
    key: string
    qps: number | null
    expiresMs: number | null
    abilities?: readonly Ability[]
    customerId?: string | null
    grants?: readonly GrantType[]
    redirectUris?: readonly string[]
    isPublic?: boolean
    now: Date
    isGallery?: boolean
  },
): Promise<Client> {
  const client = {
    id: `${foldName(name).replaceAll(' ', '-') || 'client'}-${randomBytes(3).toString('hex')}`,
    name,
    keyPrefix: key.slice(0, PREFIX_LENGTH),
    keyHash: hashKey(key),
    qps,
    customerId,
    abilities: JSON.stringify(abilities),
    grants: JSON.stringify(grants),
    redirectUris: JSON.stringify(redirectUris),
    isPublic: Number(isPublic),
    gallery: Number(isGallery),
    createdMs: now.getTime(),
    expiresMs,
    revokedMs: null,
    lastUsedMs: null,
  }
  await tx.insertInto('client').values(client).execute()
  await raiseRevision(tx, 'keys')
  return findClient(tx, client.id)
}

/** All clients, oldest first. */
export async function listClients(db: Db): Promise<Client[]> {
  return clients(db).orderBy('client.createdMs').orderBy('client.id').execute()
}

/** Clients with what their customer decides for them. */
const clients = (db: Db) =>
  db
    .selectFrom('client')
    .leftJoin('customer', 'customer.id', 'client.customerId')
    .selectAll('client')
    .select(['customer.country as country', 'customer.endedMs as customerEndedMs'])

/**
 * Changes the given properties.
 *
 * @throws Problem KeyNotFound when there is no such client, or InvalidClient when it belongs to another customer:
 * what its users and the client itself were given stays with the company.
 */
export async function changeClient(
  tx: Db,
  id: string,
  change: Partial<
    Pick<
      Client,
      'name' | 'qps' | 'expiresMs' | 'abilities' | 'customerId' | 'grants' | 'redirectUris' | 'isPublic'
    >
  >,
): Promise<Client> {
  const { customerId } = await findClient(tx, id)
  if (change.customerId !== undefined && customerId !== null && change.customerId !== customerId)
    throw new Problem(
      'InvalidClient',
      `The key ${id} belongs to the customer ${customerId} for good; create another key for ${change.customerId}.`,
    )
  if (Object.keys(change).length > 0) {
    await tx.updateTable('client').set(change).where('id', '=', id).execute()
    await raiseRevision(tx, 'keys')
  }
  return findClient(tx, id)
}

/** Revokes a client's key permanently; revoking it again keeps the original time. @throws Problem KeyNotFound */
export async function revokeClient(tx: Db, id: string, now: Date): Promise<Client> {
  const { numUpdatedRows } = await tx
    .updateTable('client')
    .set({ revokedMs: now.getTime() })
    .where('id', '=', id)
    .where('revokedMs', 'is', null)
    .executeTakeFirstOrThrow()
  await raiseRevision(tx, 'keys')
  const client = await findClient(tx, id)
  if (numUpdatedRows > 0n) {
    const { name, customerId } = client
    const customerIds = customerId === null ? [] : [customerId]
    await announce(tx, { type: 'key.revoked', data: { client_id: id, name } }, { customerIds, at: now })
  }
  return client
}

/** Records when a client was last served, without raising the revision of the keys. */
export async function noteLastUse(db: Db, id: string, lastUsedMs: number): Promise<void> {
  await db.updateTable('client').set({ lastUsedMs }).where('id', '=', id).execute()
}

/** The client with this id. @throws Problem KeyNotFound. */
export async function findClient(db: Db, id: string): Promise<Client> {
  const client = await clients(db).where('client.id', '=', id).executeTakeFirst()
  if (!client)
    throw new Problem('KeyNotFound', `There is no key with the id ${id}; "vitrine keys list" shows all keys.`)
  return client
}
