import { ABILITIES } from '../access/abilities.ts'
import { addSecret, hashSecret } from '../access/client-secrets.ts'
import { changeClient, createClient, hashKey } from '../access/clients.ts'
import { createCustomer } from '../access/customers.ts'
import { GRANT_TYPES } from '../access/grants.ts'
import { hashPassword } from '../access/passwords.ts'
import { createUser } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { createAgreement } from '../rights/agreements.ts'
import { DEMO_SECRET, DEMO_USER } from './demo-credentials.ts'

const NAME = 'Demo customer'
/** Products as a small agency has them, with limits that a test can reach. */
const PRODUCTS = [
  {
    type: 'premiumaccess',
    terms: { families: ['creative'], period: 'monthly', limit: 50, overageLimit: 10 },
  },
  { type: 'editorialsubscription', terms: { period: 'monthly', limit: 100 } },
] as const
/** Where the pages of a developer run. */
const REDIRECT_URIS = ['http://localhost:8080/callback', 'http://127.0.0.1:8080/callback']

/**
 * Ensures that the demo customer is there, with a user, an agreement, and a client that has this key and may do
 * everything; what somebody changed of it since stays.
 */
export async function ensureDemoCustomer({ db, now }: { db: Db; now: Clock }, key: string): Promise<void> {
  const client = await db
    .selectFrom('client')
    .select(['id', 'customerId'])
    .where('keyHash', '=', hashKey(key))
    .executeTakeFirst()
  if (client && client.customerId !== null) return
  const customer = await db.selectFrom('customer').select('id').where('name', '=', NAME).executeTakeFirst()
  const passwordHash = customer ? null : await hashPassword(DEMO_USER.password)
  await db.transaction().execute(async (tx) => {
    const customerId = customer?.id ?? (await signUp(tx, passwordHash!, now()))
    const may = { grants: GRANT_TYPES, redirectUris: REDIRECT_URIS }
    const unlimited = { name: NAME, key, qps: null, expiresMs: null, abilities: ABILITIES, now: now() }
    const { id: clientId } = client
      ? await changeClient(tx, client.id, {
          customerId,
          grants: JSON.stringify(may.grants),
          redirectUris: JSON.stringify(may.redirectUris),
        })
      : await createClient(tx, { ...unlimited, ...may, customerId })
    const secretHash = hashSecret(DEMO_SECRET)
    const taken = await tx
      .selectFrom('clientSecret')
      .select('clientId')
      .where('secretHash', '=', secretHash)
      .executeTakeFirst()
    if (!taken) await addSecret(tx, { clientId, secretHash, prefix: DEMO_SECRET, now: now() })
  })
}

async function signUp(tx: Db, passwordHash: string, now: Date): Promise<string> {
  const { id: customerId } = await createCustomer(tx, { name: NAME, now })
  const names = { firstName: 'Demo', lastName: 'User' }
  await createUser(tx, { customerId, username: DEMO_USER.username, names, passwordHash, now })
  const agreement = { customerId, name: 'Demo agreement', startsMs: 0, endsMs: null }
  await createAgreement(tx, { ...agreement, products: PRODUCTS, now })
  return customerId
}
