// @ts-check
// What is said over the pictures: that others were found than those asked for, and which searches are related.

import { choosable, familyOf, withOther } from './choice.js'
import { element, linked } from './element.js'
import { address, say } from './language.js'

const notes = /** @type {HTMLElement} */ (document.getElementById('notes'))
const related = /** @type {HTMLElement} */ (document.getElementById('related'))
const list = /** @type {HTMLElement} */ (related.querySelector('ul'))
/** From so many words on, any of them will do when few pictures have all of them (docs/api-design.md). */
const LONG_PHRASE = 4

export function showNoNotes() {
  notes.replaceChildren()
  related.hidden = true
}

/** @param {any} found the answer with the first page @param {URLSearchParams} chosen */
export function showNotes(
  { auto_corrections: corrections, match, related_searches: searches, result_count: total },
  chosen,
) {
  const phrase = chosen.get('phrase') ?? ''
  const corrected = corrections?.phrase
  const said = []
  if (corrected && total > 0) {
    const [before = '', after = ''] = say('corrected', { name: phrase }).split('{corrected}')
    const link = linked(address('/', withOther(chosen, 'phrase', corrected)), corrected)
    said.push(element('p', {}, before, link, after))
  }
  if (match === 'any' && total > 0) {
    const isLong = (corrected ?? phrase).split(/\s+/).length >= LONG_PHRASE
    said.push(element('p', {}, say(isLong ? 'someWordsOfMany' : 'someWords')))
  }
  notes.replaceChildren(...said)
  // A further word makes nothing better where not even those that there are stand together.
  const others = match === 'any' || total === 0 ? [] : (searches ?? [])
  related.hidden = others.length === 0
  list.replaceChildren(...others.map((/** @type {any} */ other) => searchFor(other.phrase, chosen)))
}

/** @param {string} phrase @param {URLSearchParams} chosen */
function searchFor(phrase, chosen) {
  const query = choosable(new URLSearchParams({ phrase, family: familyOf(chosen) }))
  return element('li', {}, linked(address('/', query), phrase))
}
