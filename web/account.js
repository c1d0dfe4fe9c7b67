// @ts-check
// The visitor's account in the header: a link to sign in, or a menu with the user's pages and sign-out.

import { element, linked } from './element.js'
import { address, language, say } from './language.js'
import { account, isSignedIn, signInAddress, signOut } from './session.js'

const place = /** @type {HTMLElement} */ (document.getElementById('account'))

/** A link to the sign-in page that leads back to where the visitor is when following it. @param {string} text */
export function signInLink(text) {
  const link = /** @type {HTMLAnchorElement} */ (linked('/sign-in', text))
  for (const event of ['pointerdown', 'focus', 'click'])
    link.addEventListener(event, () => link.setAttribute('href', signInAddress(language)))
  return link
}

/** @param {import('./session.js').Account} account */
function menu({ name, company }) {
  const out = element('button', { type: 'button' }, say('signOut'))
  out.addEventListener('click', () => void signOut())
  const summary = element(
    'summary',
    {},
    element('span', { class: 'initials', 'aria-hidden': 'true' }, initials(name)),
    element('span', { class: 'name', 'aria-hidden': 'true' }, name),
    element('span', { class: 'hidden' }, say('account', { name, what: company })),
  )
  const details = /** @type {HTMLDetailsElement} */ (
    element(
      'details',
      { class: 'account' },
      summary,
      element(
        'div',
        { class: 'menu' },
        element('p', {}, element('strong', {}, name), element('span', {}, company)),
        linked(address('/boards'), say('myBoards')),
        linked(address('/downloads'), say('myDownloads')),
        linked(address('/agreements'), say('myAgreements')),
        out,
      ),
    )
  )
  closeLikeMenu(details, summary)
  return details
}

/** @param {string} name */
const initials = (name) => {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** Closes it by Escape, by a click elsewhere, and when something in it was chosen. @param {HTMLDetailsElement} details @param {HTMLElement} summary */
function closeLikeMenu(details, summary) {
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return
    details.open = false
    summary.focus()
  })
  details.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.menu a')) details.open = false
  })
  document.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false
  })
}

/** Shows who is signed in, or how to sign in. */
export async function showAccount() {
  if (!isSignedIn()) return place.replaceChildren(signInLink(say('signIn')))
  place.replaceChildren()
  for (const hidden of document.querySelectorAll('.licensable')) hidden.removeAttribute('hidden')
  const who = await account().catch(() => null)
  if (who) place.replaceChildren(menu(who))
}
