// @ts-check
// The bar above the page of a picture: previous and next, copy link, close. It stays while pictures change.

import { element } from './element.js'
import { count, say } from './language.js'

/**
 * @typedef {object} Bar
 * @property {HTMLElement} bar
 * @property {(place: { position: number, total: number } | null) => void} showPosition
 * @property {(link: string) => void} setLink sets the link to copy
 */

/**
 * @param {{ step: (step: 1 | -1) => void, close: () => void }} actions
 * @returns {Bar}
 */
export function detailBar({ step, close }) {
  const previous = iconButton('previous', '‹', () => step(-1))
  const next = iconButton('next', '›', () => step(1))
  const position = element('p', { role: 'status' })
  const steps = element('div', { class: 'steps', hidden: '' }, previous, next, position)
  const copying = copyLink()
  return {
    bar: element('div', { class: 'bar' }, steps, copying.box, iconButton('close', '×', close)),
    showPosition(at) {
      steps.hidden = at === null
      position.textContent = at ? say('position', { n: at.position, name: count(at.total) }) : ''
      // Not `disabled`, which would take the focus from the button.
      previous.setAttribute('aria-disabled', String(at?.position === 1))
      next.setAttribute('aria-disabled', String(at?.position === at?.total))
    },
    setLink: copying.setLink,
  }
}

/** @param {'previous' | 'next' | 'close'} word @param {string} sign @param {() => void} action */
function iconButton(word, sign, action) {
  const button = element(
    'button',
    { class: `round ${word}`, type: 'button', 'aria-label': say(word), title: say(word) },
    sign,
  )
  button.addEventListener('click', action)
  return button
}

/** Copies the link of the picture. Where the browser does not let scripts copy, shows the link, selected. */
function copyLink() {
  const button = element('button', { class: 'copy', type: 'button' })
  const link = /** @type {HTMLInputElement} */ (
    element('input', { readonly: '', 'aria-label': say('copyByHand') })
  )
  const status = element('span', { class: 'hidden', role: 'status' })
  let address = ''
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(address)
      button.textContent = say('linkCopied')
      status.textContent = say('linkCopied')
    } catch {
      link.hidden = false
      link.value = address
      link.select()
    }
  })
  return {
    box: element('div', { class: 'copying' }, button, link, status),
    /** @param {string} to */
    setLink(to) {
      address = to
      link.hidden = true
      button.textContent = say('copyLink')
      status.textContent = ''
    },
  }
}
