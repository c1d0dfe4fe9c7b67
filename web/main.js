// @ts-check
import { showChips } from './chips.js'
import { familyOf, filtersOf, setUsualFamily } from './choice.js'
import { closeDetail, onDetailClosed, openDetail, showPositionAgain } from './detail.js'
import { showEnd } from './end.js'
import { showNoEvents } from './events.js'
import { showFacets } from './facets.js'
import { choice, choose, onChoice, phrase } from './filters.js'
import { focusPicture } from './grid-keys.js'
import { localise, say } from './language.js'
import './language-switch.js'
import { showNoNotes, showNotes } from './notes.js'
import { showNothing, showSomething } from './nothing.js'
import { isEditorialLibrary } from './opening.js'
import { sayCounts } from './panel.js'
import { addressOf, baseOf, detailId, isPlace, picturesOf } from './places.js'
import { load, loaded, onResults } from './results.js'
import { correct, enter, entry, here, leavePicture, startRouter, type, visit } from './router.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))
const heading = /** @type {HTMLElement} */ (document.getElementById('heading'))
const TYPING_MS = 120

/** What is shown, under the page of a picture where that is open. */
let base = baseOf('/')
/** The address of what is shown; empty before anything is. */
let shown = ''
/** The picture whose page is open, so that focus goes back to it. */
let opened = ''

/** Shows what the address bar says. @param {boolean} isComingBack */
function follow(isComingBack) {
  const id = detailId(location.pathname)
  if (id) {
    opened = id
    void openDetail(id)
  } else closeDetail()
  const to = baseOf(id ? (entry().under ?? (shown || '/')) : here())
  // What of an address nobody offers does not stay in it.
  if (!id && addressOf(to) !== here()) correct(addressOf(to))
  if (addressOf(to) === shown) return
  // The picture that was open does not get the focus among other pictures.
  if (!id) opened = ''
  void begin(to, isComingBack ? entry() : {})
}

/** Shows a place anew, as far as it was shown before. @param {import('./places.js').Base} to @param {import('./router.js').Entry} before */
async function begin(to, before) {
  base = to
  shown = addressOf(to)
  document.body.dataset.place = to.is
  phrase.placeholder = say(to.is === 'events' ? 'searchEvents' : 'search')
  phrase.setAttribute('aria-label', phrase.placeholder)
  heading.textContent = say(to.is === 'events' ? 'events' : 'pictures')
  markCurrent(to)
  if (to.is === 'pictures') showNoEvents()
  else {
    showNoNotes()
    showSomething()
  }
  choose(to.chosen)
  if (before.top === undefined) scrollTo(0, 0)
  await load(to, before.loaded)
  if (before.top !== undefined && base === to) scrollTo(0, before.top)
}

/** Marks the link in the header that leads to what is shown, or to what holds it. @param {import('./places.js').Base} place */
function markCurrent({ is }) {
  const link = document.querySelector('header nav a[href^="/events"]')
  if (is === 'pictures') link?.removeAttribute('aria-current')
  else link?.setAttribute('aria-current', is === 'events' ? 'page' : 'true')
}

onResults(async (results) => {
  const { base: of, pages, failure, total } = results
  const isEmpty = of.is === 'pictures' && pages === 1 && !failure && total === 0
  if (isEmpty && !of.chosen.has('family') && (await isEditorialLibrary()) && base === of) {
    if (familyOf(of.chosen) === 'editorial') return showResults(results)
    setUsualFamily('editorial')
    return begin(baseOf(here()), {})
  }
  if (base === of) showResults(results)
})

/** @param {import('./results.js').Results} results */
function showResults(results) {
  const { base: of, pages, failure, total, first, event } = results
  showEnd(results)
  showPositionAgain()
  status.textContent =
    failure && pages === 0 ? '' : say(of.is === 'events' ? 'eventsFound' : 'found', { n: total })
  if (failure && pages === 0) {
    showNoNotes()
    showSomething()
    void showChips(of.chosen, [])
  }
  if (failure || pages !== 1) return
  setTitle(of.is === 'events' ? say('events') : (event?.name ?? of.chosen.get('phrase') ?? ''))
  if (of.is !== 'pictures') return
  if (total === 0) void showNothing(of.chosen, () => base === of)
  else showSomething()
  showNotes(first, of.chosen)
  showFacets(first.facets, of.chosen)
  sayCounts({ filters: filtersOf(of.chosen).length, pictures: total })
  void showChips(of.chosen, first.images)
}

/** Of the place under the page of a picture, unless that is open. @param {string} name */
function setTitle(name) {
  if (!opened) document.title = name ? `${name} – Vitrine` : 'Vitrine'
}

/** Where the choice in the form leads. */
function chosenPlace() {
  const words = phrase.value.trim()
  if (base.is === 'events') return { ...base, chosen: new URLSearchParams(words ? { phrase: words } : {}) }
  // From the page of an event, words look for pictures of all kinds of news.
  if (base.is === 'event') return picturesOf(new URLSearchParams({ family: 'editorial', phrase: words }))
  return picturesOf(choice())
}

let typing = 0
onChoice((how) => {
  clearTimeout(typing)
  const showTyped = () => type(addressOf(chosenPlace()))
  if (how === 'typing') typing = setTimeout(showTyped, TYPING_MS)
  else if (how === 'entered') {
    showTyped()
    enter()
  } else if (addressOf(chosenPlace()) !== here()) visit(addressOf(chosenPlace()))
})

// Whoever looks through what a typed search found is done typing, and comes back from it to what was there before.
for (const looking of ['wheel', 'touchmove']) document.addEventListener(looking, enter, { passive: true })

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return
  if (!isPlace(link.pathname) || link.hash) return
  event.preventDefault()
  if (link.pathname + link.search !== here()) visit(link.pathname + link.search)
})

onDetailClosed(() => {
  leavePicture(shown || '/')
  const last = opened
  opened = ''
  setTitle(base.is === 'pictures' ? (base.chosen.get('phrase') ?? '') : (heading.textContent ?? ''))
  if (last) focusPicture(last)
})

localise()
startRouter(follow, loaded)
