import { createHash, randomBytes } from 'node:crypto'
import type { TestCustomer } from './customers.ts'
import type { Served } from './library.ts'

/** The address that test clients register. */
export const REDIRECT_URI = 'https://client.example/callback?from=vitrine'

/** A verifier and its S256 challenge (RFC 7636, 4). */
export function newChallenge(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** The address of the sign-in page for an authorization request; null leaves a parameter out. */
export function signInAddress(
  { http }: Pick<Served, 'http'>,
  { key }: Pick<TestCustomer, 'key'>,
  changes: Readonly<Record<string, string | null>> = {},
  path = '/oauth2/auth',
): string {
  const all = { client_id: key, response_type: 'code', redirect_uri: REDIRECT_URI, state: 'of the client' }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...all, ...changes }))
    if (value !== null) query.set(name, value)
  return `${http}${path}?${query}`
}

/** A sign-in page as a browser has it. */
export type OpenedPage = { readonly cookie: string; readonly token: string; readonly html: string }

/** Opens a sign-in page. */
export async function openSignIn(address: string, headers: Record<string, string> = {}): Promise<OpenedPage> {
  const response = await fetch(address, { headers, redirect: 'manual' })
  const html = await response.text()
  return {
    cookie: headers.cookie ?? response.headers.get('set-cookie')?.split(';')[0] ?? '',
    token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '',
    html,
  }
}

/** Sends the form of a sign-in page. */
export async function sendSignIn(
  address: string,
  { cookie, token }: Pick<OpenedPage, 'cookie' | 'token'>,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const body = new URLSearchParams({ token, decision: 'allow', ...fields })
  const sent = { cookie, ...headers }
  const response = await fetch(address, { method: 'POST', body, redirect: 'manual', headers: sent })
  const location = response.headers.get('location')
  return {
    status: response.status,
    headers: response.headers,
    html: await response.text(),
    location,
    /** The parameters with which the browser is sent back. */
    back: location === null ? null : Object.fromEntries(new URL(location, address).searchParams),
  }
}

/** Signs the customer's user in. Returns the authorization code. */
export async function signInForCode(address: string, customer: TestCustomer): Promise<string> {
  const { username, password } = customer
  const { back } = await sendSignIn(address, await openSignIn(address), { username, password })
  return back!.code!
}
