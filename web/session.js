// @ts-check
// The visitor's session. Its credential is in a cookie that scripts cannot read; the page trades it for access tokens,
// which it keeps in memory. A second cookie only marks that somebody is signed in, so that nothing is asked for others.

import { VitrineError } from '../client/index.js'
import { visitor } from './visitor.js'

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
  const answer = await visitor.follow({ uri: '/session/token', method: 'POST' }).catch((error) => {
    if (error instanceof VitrineError && error.status === 401) return leave()
    throw error
  })
  const { access_token: token, expires_in: seconds, name, company } = answer
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

/**
 * The access token. Call it only if somebody is signed in.
 * @param {string} [refused] the token that the server has refused
 */
export async function accessToken(refused) {
  if (access?.token === refused) access = null
  return (await current()).token
}

/** Shows the page as it is for visitors. The promise never resolves: the page is being left. @returns {Promise<never>} */
function leave() {
  location.reload()
  return new Promise(() => undefined)
}

/** Signs out in all tabs. */
export async function signOut() {
  await visitor.follow({ uri: '/session/end', method: 'POST' })
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
