// @ts-check
// What stands over the page of a picture and stays while pictures change: previous and next, copy link, close.

import { element } from './element.js'
import { count, say } from './language.js'

/**
 * @typedef {object} Bar
 * @property {HTMLElement} bar
 * @property {(place: { position: number, total: number } | null) => void} showPlace
 * @property {(link: string) => void} showLink says which link is copied
 */

/**
 * @param {{ step: (step: 1 | -1) => void, close: () => void }} does
 * @returns {Bar}
 */
export function detailBar({ step, close }) {
  const previous = iconButton('previous', '‹', () => step(-1))
  const next = iconButton('next', '›', () => step(1))
  const place = element('p', { role: 'status' })
  const steps = element('div', { class: 'steps', hidden: '' }, previous, next, place)
  const copying = copyLink()
  return {
    bar: element('div', { class: 'bar' }, steps, copying.box, iconButton('close', '×', close)),
    showPlace(at) {
      steps.hidden = at === null
      place.textContent = at ? say('position', { n: at.position, name: count(at.total) }) : ''
      // Not `disabled`: a button that has the focus is to keep it.
      previous.setAttribute('aria-disabled', String(at?.position === 1))
      next.setAttribute('aria-disabled', String(at?.position === at?.total))
    },
    showLink: copying.show,
  }
}

/** @param {'previous' | 'next' | 'close'} word @param {string} sign @param {() => void} does */
function iconButton(word, sign, does) {
  const button = element(
    'button',
    { class: `round ${word}`, type: 'button', 'aria-label': say(word), title: say(word) },
    sign,
  )
  button.addEventListener('click', does)
  return button
}

/** Copies the link of the picture; where the browser lets no script copy, shows it, selected. */
function copyLink() {
  const button = element('button', { class: 'copy', type: 'button' })
  const link = /** @type {HTMLInputElement} */ (
    element('input', { readonly: '', 'aria-label': say('copyByHand') })
  )
  const said = element('span', { class: 'hidden', role: 'status' })
  let address = ''
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(address)
      button.textContent = say('linkCopied')
      said.textContent = say('linkCopied')
    } catch {
      link.hidden = false
      link.value = address
      link.select()
    }
  })
  return {
    box: element('div', { class: 'copying' }, button, link, said),
    /** @param {string} to */
    show(to) {
      address = to
      link.hidden = true
      button.textContent = say('copyLink')
      said.textContent = ''
    },
  }
}
