import { ABILITIES, type Ability } from '../../src/access/abilities.ts'
import { createClient, newKey, revokeClient } from '../../src/access/clients.ts'
import { hashToken } from '../../src/access/tokens.ts'
import { clientToken, type TestCustomer, userToken } from '../support/customers.ts'
import type { Served, TestLibrary } from '../support/library.ts'

const KEYS = {
  plain: {},
  all: { abilities: ABILITIES },
  affiliate: { abilities: ['affiliate'] },
  slow: { qps: 1 },
  expired: { expiresMs: Date.UTC(2020, 0, 1) },
  revoked: {},
} satisfies Record<string, { abilities?: readonly Ability[]; qps?: number; expiresMs?: number }>

/** A key without a customer, by what is special about it. */
export type KeyName = keyof typeof KEYS

/** A key that nobody has. */
export const UNKNOWN_KEY = 'a-key-that-nobody-made'

/** Adds the keys to a library. */
export async function addKeys({ db, now }: TestLibrary): Promise<ReadonlyMap<KeyName, string>> {
  const keys = new Map<KeyName, string>()
  for (const [name, settings] of Object.entries(KEYS)) {
    const key = newKey()
    keys.set(name as KeyName, key)
    const nothing = { name, qps: null, expiresMs: null, now: now() }
    const { id } = await createClient(db, { ...nothing, ...settings, key })
    if (name === 'revoked') await revokeClient(db, id, now())
  }
  return keys
}

/** An access token that is sent with a customer's key, by what it is. */
export type TokenName = 'none' | 'unknown' | 'expired' | 'of a user' | 'of the client' | 'of another client'

/** A token that nobody was given. */
export const UNKNOWN_TOKEN = 'a-token-that-nobody-was-given'

/** Returns the tokens that exist, for requests of a customer. */
export async function makeTokens({
  library: { db, now },
  server,
  customer,
  other,
}: {
  readonly library: TestLibrary
  readonly server: Served
  readonly customer: TestCustomer
  readonly other: TestCustomer
}): Promise<ReadonlyMap<TokenName, string>> {
  const expired = await clientToken(server, customer)
  await db
    .updateTable('token')
    .set({ expiresMs: now().getTime() - 1 })
    .where('tokenHash', '=', hashToken(expired))
    .execute()
  return new Map<TokenName, string>([
    ['expired', expired],
    ['of a user', await userToken(server, customer)],
    ['of the client', await clientToken(server, customer)],
    ['of another client', await userToken(server, other)],
  ])
}
