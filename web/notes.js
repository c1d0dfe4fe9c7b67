// @ts-check
// Notes above the results: that the search was corrected or widened, and which searches are related.

import { withoutFilters, withParameter } from './choice.js'
import { completedPhrase } from './completed.js'
import { element, linked } from './element.js'
import { address, say } from './language.js'

const notes = /** @type {HTMLElement} */ (document.getElementById('notes'))
const related = /** @type {HTMLElement} */ (document.getElementById('related'))
const list = /** @type {HTMLElement} */ (related.querySelector('ul'))
/** Phrases of at least this many words match any of them when few pictures have all (docs/api-design.md). */
const LONG_PHRASE = 4

export function hideNotes() {
  notes.replaceChildren()
  related.hidden = true
}

/** @param {any} found the response with the first page @param {URLSearchParams} chosen */
export function showNotes(
  { auto_corrections: corrections, match, related_searches: searches, result_count: total },
  chosen,
) {
  const phrase = chosen.get('phrase') ?? ''
  const corrected = corrections?.phrase
  const paragraphs = []
  if (corrected && total > 0 && !completedPhrase(corrections, chosen)) {
    const [before = '', after = ''] = say('corrected', { name: phrase }).split('{corrected}')
    const link = linked(address('/', withParameter(chosen, 'phrase', corrected)), corrected)
    paragraphs.push(element('p', {}, before, link, after))
  }
  if (match === 'any' && total > 0) {
    const isLong = (corrected ?? phrase).split(/\s+/).length >= LONG_PHRASE
    paragraphs.push(element('p', {}, say(isLong ? 'someWordsOfMany' : 'someWords')))
  }
  notes.replaceChildren(...paragraphs)
  // Another word does not help where no picture has even the given ones together.
  const others = match === 'any' || total === 0 ? [] : (searches ?? [])
  related.hidden = others.length === 0
  list.replaceChildren(...others.map((/** @type {any} */ other) => searchLink(other.phrase, chosen)))
}

/** @param {string} phrase @param {URLSearchParams} chosen */
function searchLink(phrase, chosen) {
  const query = withParameter(withoutFilters(chosen), 'phrase', phrase)
  return element('li', {}, linked(address('/', query), phrase))
}
