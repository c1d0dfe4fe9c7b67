// @ts-check
// What stands after the last picture that is shown: more to come, what went wrong, or why there is no more.

import { element, linked } from './element.js'
import { sayFailure } from './failure.js'
import { pictures } from './grid.js'
import { focusPicture } from './grid-keys.js'
import { address, count, say } from './language.js'
import { isRefusal, more } from './results.js'

const end = /** @type {HTMLElement} */ (document.getElementById('end'))
/** How near the end comes to the screen before more is loaded, in CSS pixels. */
const NEAR = '1500px'

const observer = new IntersectionObserver(
  (entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting) && !end.querySelector('button')) void more()
  },
  { rootMargin: `${NEAR} 0px` },
)

/** @param {import('./results.js').Results} results */
export function showEnd(results) {
  end.replaceChildren(...whatIsThere(results))
  // An observer reports changes alone: where the end is still near after a page was added, it is to report again.
  observer.unobserve(end)
  observer.observe(end)
}

/** @param {import('./results.js').Results} results @returns {(Node | string)[]} */
function whatIsThere({ base, failure, pages, shown, total, isWhole }) {
  if (failure && pages === 0 && isRefusal(failure)) return [sayFailure(failure)]
  if (failure) return [element('p', {}, pages === 0 ? sayFailure(failure) : say('noMore')), again()]
  if (total === 0 && base.is === 'pictures') return []
  if (total === 0 && base.is === 'events' && base.chosen.size > 0) return noSuchEvents(base.chosen)
  if (total === 0) return [say(base.is === 'events' ? 'noEvents' : 'noPictures')]
  if (!isWhole) return [say('loading')]
  if (shown < total) return [say('deepest', { n: shown, name: count(total) })]
  return []
}

/** The same words may find pictures. @param {URLSearchParams} chosen */
function noSuchEvents(chosen) {
  const name = chosen.get('phrase') ?? ''
  const pictures = address('/', new URLSearchParams({ family: 'editorial', phrase: name }))
  return [
    element('p', {}, say('noEventsFor', { name })),
    element('p', {}, linked(pictures, say('searchInPictures'))),
    element('p', {}, linked(address('/events'), say('allEvents'))),
  ]
}

function again() {
  const button = element('button', { type: 'button' }, say('again'))
  button.addEventListener('click', async () => {
    end.replaceChildren(say('loading'))
    const had = pictures.length
    // The button is gone, and with it the focus.
    if (await more()) focusPicture(pictures[had]?.id)
  })
  return button
}
