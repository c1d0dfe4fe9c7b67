// @ts-check
// The API as any visitor may use it: with the page's own key, and its pass.

import { connect } from '../client/index.js'
import { language } from './language.js'

/** @param {string} name @param {Document} [page] */
const metaContent = (name, page = document) =>
  page.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''

const DAY_MS = 86_400_000

/** Proves that the page is open, so that it gets some sizes without a watermark. Starts with the UTC day it is valid for. */
let pass = metaContent('gallery-pass')
/** The last day on which a new pass was requested, and when the request is over: others wait for it. */
let renewal = { day: 0, done: Promise.resolve() }

/** Renews the pass when the page has been open for longer than the pass is valid. */
function renewPass() {
  const day = Math.floor(Date.now() / DAY_MS)
  if (pass !== '' && Number.parseInt(pass, 10) !== day && renewal.day !== day)
    renewal = { day, done: requestPass() }
  return renewal.done
}

async function requestPass() {
  try {
    const response = await fetch('/', { cache: 'no-cache' })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    pass = metaContent('gallery-pass', page) || pass
  } catch {
    renewal = { day: 0, done: Promise.resolve() }
  }
}

/** What requests for visitors and for users have in common. */
export const connection = {
  url: '',
  key: metaContent('api-key'),
  language,
  async headers() {
    await renewPass()
    return { 'Vitrine-Gallery': pass }
  },
  /** Always revalidates; a response that has not changed comes from the browser's cache (ETag, 304). @type {typeof fetch} */
  fetch: (address, init) => fetch(address, { ...init, cache: 'no-cache' }),
}

export const visitor = connect(connection)
