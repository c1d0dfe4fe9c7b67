import type { TestCustomer } from './customers.ts'
import { type Answer, get, type Served } from './library.ts'
import { openSignIn, sendSignIn } from './sign-in.ts'

type Server = Pick<Served, 'http'>

/** Headers of a request that a script of the gallery's page sends. */
export const FROM_PAGE = { 'sec-fetch-site': 'same-origin' }

/** The cookies of a response as a browser sends them back; those that it deletes are left out. */
export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** Signs a customer's user in to the gallery, in a browser that may have cookies. */
export async function signInToGallery(
  server: Server,
  { username, password }: Pick<TestCustomer, 'username' | 'password'>,
  { query = '', cookie = '' }: { query?: string; cookie?: string } = {},
) {
  const address = `${server.http}/sign-in${query}`
  const page = await openSignIn(address)
  const cookies = [page.cookie, cookie].filter(Boolean).join('; ')
  const answer = await sendSignIn(address, { ...page, cookie: cookies }, { username, password })
  return { ...answer, cookies: cookiesOf(answer.headers) }
}

/** Sends a request to an endpoint of the session as the page does. */
export async function askSession(
  { http }: Server,
  path: '/session/token' | '/session/end',
  cookie: string,
  headers: Readonly<Record<string, string>> = FROM_PAGE,
) {
  const response = await fetch(http + path, { method: 'POST', headers: { cookie, ...headers } })
  const text = await response.text()
  const json = text === '' ? null : JSON.parse(text)
  return { status: response.status, headers: response.headers, json, token: String(json?.access_token) }
}

/** The key in the page of the gallery. */
export const galleryKey = async ({ http }: Server): Promise<string> =>
  /name="api-key" content="([a-z0-9]{24})"/.exec((await get(http)).text)![1]!

/** Sends a GET request as the gallery's page does for its user. */
export const getAsUser = async (server: Server, path: string, token: string): Promise<Answer> =>
  get(server.http + path, {
    ...FROM_PAGE,
    'api-key': await galleryKey(server),
    authorization: `Bearer ${token}`,
  })
