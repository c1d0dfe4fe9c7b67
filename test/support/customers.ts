import type { Ability } from '../../src/access/abilities.ts'
import { addSecret, hashSecret, newSecret } from '../../src/access/client-secrets.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import { createCustomer } from '../../src/access/customers.ts'
import { GRANT_TYPES } from '../../src/access/grants.ts'
import { createUser } from '../../src/access/users.ts'
import { createAgreement, type StatedProduct } from '../../src/rights/agreements.ts'
import type { Served, TestLibrary } from './library.ts'

const PASSWORD = 'a password for tests'
/** Its hash with low costs: users of tests sign in quickly. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=64,t=1,p=1$c2FsdCBmb3IgdGVzdHMuIQ$hIvL3vglSfYjhsjqPmUIb6tu9MHQ6wcBg1uSxOI4CnM'

/** A customer with one client and one user, as a test signs it up. */
export type TestCustomer = {
  readonly id: string
  readonly key: string
  readonly secret: string
  readonly clientId: string
  readonly username: string
  readonly password: string
}

/** Records a customer with an agreement of these products, before the library is served. */
export async function signUp(
  { db, now }: TestLibrary,
  {
    name = 'Northern Press',
    products = [{ type: 'easyaccess', terms: { largestSize: 'xx_large' } }],
    abilities = [],
    qps = null,
    redirectUris = [],
    endsMs = null,
  }: {
    name?: string
    products?: readonly StatedProduct[]
    abilities?: readonly Ability[]
    qps?: number | null
    redirectUris?: readonly string[]
    endsMs?: number | null
  } = {},
): Promise<TestCustomer> {
  const [key, secret] = [newKey(), newSecret()]
  return db.transaction().execute(async (tx) => {
    const { id } = await createCustomer(tx, { name, now: now() })
    const username = `user@${id}.example`
    await createUser(tx, { customerId: id, username, passwordHash: PASSWORD_HASH, now: now() })
    const limits = { qps, expiresMs: null, abilities, grants: GRANT_TYPES, redirectUris }
    const { id: clientId } = await createClient(tx, { name, key, ...limits, customerId: id, now: now() })
    await addSecret(tx, { clientId, secretHash: hashSecret(secret), prefix: secret, now: now() })
    await createAgreement(tx, {
      customerId: id,
      name: 'Agreement',
      startsMs: 0,
      endsMs,
      products,
      now: now(),
    })
    return { id, key, secret, clientId, username, password: PASSWORD }
  })
}

/** Records another user of a customer, with the same client and password. */
export async function addColleague(
  { db, now }: TestLibrary,
  customer: TestCustomer,
  { username, ...names }: { username: string; firstName?: string; lastName?: string },
): Promise<TestCustomer> {
  const user = { customerId: customer.id, username, names, passwordHash: PASSWORD_HASH, now: now() }
  await db.transaction().execute((tx) => createUser(tx, user))
  return { ...customer, username }
}

/** An answer of the token endpoint. */
export type TokenAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly json: Record<string, unknown>
}

/** Asks for a token with a form. */
export async function askToken(
  { http }: Pick<Served, 'http'>,
  form: Readonly<Record<string, string>>,
  { path = '/oauth2/token', headers = {} }: { path?: string; headers?: Record<string, string> } = {},
): Promise<TokenAnswer> {
  const response = await fetch(http + path, { method: 'POST', body: new URLSearchParams(form), headers })
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as TokenAnswer['json'],
  }
}

/** The access token of the customer's user. */
export async function userToken(
  server: Pick<Served, 'http'>,
  { key, secret, username, password }: TestCustomer,
): Promise<string> {
  const form = { client_id: key, client_secret: secret, grant_type: 'password', username, password }
  return String((await askToken(server, form)).json.access_token)
}

/** The access token of the customer's client itself. */
export async function clientToken(
  server: Pick<Served, 'http'>,
  { key, secret }: TestCustomer,
): Promise<string> {
  const form = { client_id: key, client_secret: secret, grant_type: 'client_credentials' }
  return String((await askToken(server, form)).json.access_token)
}

/** A request with a customer's key and a token; redirects are not followed. */
export async function ask(
  { http }: Pick<Served, 'http'>,
  path: string,
  { key, token, ...init }: RequestInit & { key: string; token?: string },
) {
  const headers = {
    'api-key': key,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(init.headers as Record<string, string> | undefined),
  }
  const response = await fetch(http + path, { ...init, headers, redirect: 'manual' })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    // biome-ignore lint/suspicious/noExplicitAny: JSON as it came
    json: (text === '' ? null : JSON.parse(text)) as any,
  }
}
