// @ts-check
// What follows the last picture shown: that more is loading, what went wrong, or why there is no more.

import { VitrineError } from '../client/index.js'
import { signInLink } from './account.js'
import { element, linked } from './element.js'
import { sayFailure } from './failure.js'
import { pictures } from './grid.js'
import { focusPicture } from './grid-keys.js'
import { address, count, say } from './language.js'
import { isRefusal, loadMore } from './results.js'

const end = /** @type {HTMLElement} */ (document.getElementById('end'))
/** What is said where there is nothing at all. */
const NOTHING = /** @type {const} */ ({
  pictures: 'noPictures',
  event: 'noPictures',
  events: 'noEvents',
  downloads: 'noDownloads',
  agreements: 'noAgreement',
  boards: 'noBoards',
  board: 'emptyBoard',
  shared: 'emptyBoard',
  similar: 'noPictures',
  'by-image': 'noPictures',
})
/** How far below the screen the end may be when more is loaded. */
const LOAD_AHEAD = '1500px'

const observer = new IntersectionObserver(
  (entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting) && !end.querySelector('button')) void loadMore()
  },
  { rootMargin: `${LOAD_AHEAD} 0px` },
)

/** @param {import('./results.js').Results} results */
export function showEnd(results) {
  end.replaceChildren(...endOf(results))
  // Observers report changes only. Observing anew reports the end once more if it is still near after a page was added.
  observer.unobserve(end)
  observer.observe(end)
}

/** @param {import('./results.js').Results} results @returns {(Node | string)[]} */
function endOf({ base, failure, pages, shown, total, isComplete }) {
  if (failure instanceof VitrineError && failure.status === 401)
    return [element('p', {}, say('signInFor')), element('p', {}, signInLink(say('signIn')))]
  if (failure && pages === 0 && isRefusal(failure)) return [sayFailure(failure)]
  if (failure) return [element('p', {}, pages === 0 ? sayFailure(failure) : say('noMore')), retryButton()]
  if (total === 0 && base.kind === 'pictures') return []
  if (total === 0 && base.kind === 'events' && base.chosen.size > 0) return noEventsFor(base.chosen)
  if (total === 0) return [say(NOTHING[base.kind])]
  if (!isComplete) return [say('loading')]
  if (shown < total) return [say('deepest', { n: shown, name: count(total) })]
  return []
}

/** Offers a search for pictures with the same words. @param {URLSearchParams} chosen */
function noEventsFor(chosen) {
  const name = chosen.get('phrase') ?? ''
  const pictures = address('/', new URLSearchParams({ family: 'editorial', phrase: name }))
  return [
    element('p', {}, say('noEventsFor', { name })),
    element('p', {}, linked(pictures, say('searchInPictures'))),
    element('p', {}, linked(address('/events'), say('allEvents'))),
  ]
}

function retryButton() {
  const button = element('button', { type: 'button' }, say('again'))
  button.addEventListener('click', async () => {
    end.replaceChildren(say('loading'))
    const before = pictures.length
    // The button had the focus and is gone.
    if (await loadMore()) focusPicture(pictures[before]?.id)
  })
  return button
}
