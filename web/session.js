// @ts-check
// The visitor's session. Its credential is in a cookie that scripts cannot read; the page trades it for access tokens,
// which it keeps in memory. A second cookie only marks that somebody is signed in, so that nothing is asked for others.

import { fetchWithRetry } from './fetch-with-retry.js'

/** @typedef {{ name: string, company: string }} Account */

/** A token is renewed this long before it expires. */
const EARLY_MS = 60_000
const MARK_NAME = location.protocol === 'https:' ? '__Host-vitrine-signed-in' : 'vitrine-signed-in'

/** The mark of the current sign-in; empty when nobody is signed in. */
function mark() {
  const pair = document.cookie.split('; ').find((it) => it.startsWith(`${MARK_NAME}=`))
  return pair?.slice(MARK_NAME.length + 1) ?? ''
}

/** The mark when the page was loaded. */
const markAtLoad = mark()

/** Whether somebody is signed in, as far as the page knows. */
export const isSignedIn = () => markAtLoad !== ''

/** @typedef {{ token: string, account: Account, renewAt: number }} Access */
/** @type {Access | null} */
let access = null
/** @type {Promise<Access> | null} */
let renewal = null

/** @returns {Promise<Access>} */
async function renew() {
  const response = await fetchWithRetry('/session/token', { method: 'POST' })
  if (response.status === 401) return leave()
  if (!response.ok) throw new Error(`The session could not be renewed: ${response.status}`)
  const { access_token: token, expires_in: seconds, name, company } = await response.json()
  const renewed = { token, account: { name, company }, renewAt: Date.now() + seconds * 1000 - EARLY_MS }
  access = renewed
  return renewed
}

/** The access token and whose it is, renewed if it is about to expire. @returns {Promise<Access>} */
async function current() {
  if (access && Date.now() < access.renewAt) return access
  renewal ??= renew().finally(() => {
    renewal = null
  })
  return renewal
}

/** Who is signed in. Call it only if somebody is. @returns {Promise<Account>} */
export const account = async () => (await current()).account

/** The value of the header Authorization. Call it only if somebody is signed in. */
export const authorization = async () => `Bearer ${(await current()).token}`

/** Forgets the access token that the server has refused. @param {string} refused the value of the header */
export function forgetAccess(refused) {
  if (access && `Bearer ${access.token}` === refused) access = null
}

/** Shows the page as it is for visitors. The promise never resolves: the page is being left. @returns {Promise<never>} */
function leave() {
  location.reload()
  return new Promise(() => undefined)
}

/** Signs out in all tabs. */
export async function signOut() {
  await fetchWithRetry('/session/end', { method: 'POST' })
  await leave()
}

/** The address at which one signs in, to return to what is shown now. @param {string} language */
export const signInAddress = (language) =>
  `/sign-in?${new URLSearchParams({ to: location.pathname + location.search, lang: language })}`

// Somebody signed in or out in another tab, or the browser shows a page that it kept from before that.
function reloadIfChanged() {
  if (document.visibilityState === 'visible' && mark() !== markAtLoad) void leave()
}
document.addEventListener('visibilitychange', reloadIfChanged)
addEventListener('pageshow', reloadIfChanged)
addEventListener('focus', reloadIfChanged)
