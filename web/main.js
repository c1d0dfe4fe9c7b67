// @ts-check
import { showAccount } from './account.js'
import './by-image.js'
import { names, showChips } from './chips.js'
import { familyOf, filtersOf, isOfVideos, setDefaultFamily } from './choice.js'
import { completedPhrase } from './completed.js'
import { closeDetail, onDetailClosed, openDetail, refreshPosition } from './detail.js'
import { showEnd } from './end.js'
import { clearLead } from './events.js'
import { showFacets } from './facets.js'
import { choice, onChoice, phrase, showChoice } from './filters.js'
import { focusPicture } from './grid-keys.js'
import { localise, say } from './language.js'
import './language-switch.js'
import { hideNotes, showNotes } from './notes.js'
import { hideNothing, showNothing } from './nothing.js'
import { isEditorialLibrary, offerVideos } from './opening.js'
import { showCounts } from './panel.js'
import { addressOf, baseOf, detailId, isPlace, picturesOf } from './places.js'
import { load, loaded, onResults } from './results.js'
import {
  correctAddress,
  endTyping,
  entry,
  here,
  leavePicture,
  startRouter,
  visit,
  visitTyped,
} from './router.js'
import { onSuggestion } from './suggestions.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))
const heading = /** @type {HTMLElement} */ (document.getElementById('heading'))
const lead = /** @type {HTMLElement} */ (document.getElementById('lead'))
/**
 * Between the searches for what is typed, at least. The first letter is searched for at once, and so is each one of somebody
 * who types no more than ten a second; the key of the gallery allows twice as many requests.
 */
const TYPING_MS = 100
/** What is said of each kind of place: its name, and how many results there are. */
const TEXTS = /** @type {const} */ ({
  pictures: { heading: 'pictures', found: 'found' },
  videos: { heading: 'videos', found: 'videosFound' },
  event: { heading: 'pictures', found: 'found' },
  events: { heading: 'events', found: 'eventsFound' },
  downloads: { heading: 'myDownloads', found: 'downloadsFound' },
  agreements: { heading: 'myAgreements', found: 'productsFound' },
  boards: { heading: 'myBoards', found: 'boardsFound' },
  board: { heading: 'board', found: 'itemsFound' },
  shared: { heading: 'board', found: 'itemsFound' },
  similar: { heading: 'similar', found: 'itemsFound' },
  'by-image': { heading: 'similar', found: 'found' },
})
/** @param {Pick<import('./places.js').Base, 'kind' | 'chosen'>} place */
const textsOf = ({ kind, chosen }) => TEXTS[kind === 'pictures' && isOfVideos(chosen) ? 'videos' : kind]
/** The places in which a phrase searches all pictures. */
const OWN = new Set(['downloads', 'agreements', 'boards', 'board', 'shared', 'similar', 'by-image'])
/** The places with a name of their own. */
const NAMED = new Set(['event', 'board', 'shared'])

/** The place that is shown, perhaps under the page of a picture. */
let base = baseOf('/')
/** The address of that place; empty before the first one is shown. */
let shown = ''
/** The id of the picture whose page is open; it gets the focus when the page closes. */
let opened = ''

/** Shows the place in the address bar. @param {boolean} isRestoring whether to restore what the history entry keeps */
function follow(isRestoring) {
  const id = detailId(location.pathname)
  if (id) {
    opened = id
    void openDetail(id)
  } else closeDetail()
  const to = baseOf(id ? (entry().under ?? (shown || '/')) : here())
  // Parameters that are not valid are removed from the address.
  if (!id && addressOf(to) !== here()) correctAddress(addressOf(to))
  if (addressOf(to) === shown) return
  // No picture of other results gets the focus later.
  if (!id) opened = ''
  void showPlace(to, isRestoring ? entry() : {})
}

/** Shows a place from its first page on, as far as it was loaded and scrolled before. @param {import('./places.js').Base} to @param {import('./router.js').Entry} before */
async function showPlace(to, before) {
  base = to
  shown = addressOf(to)
  document.body.dataset.place = to.kind
  phrase.placeholder = say(
    to.kind === 'events' ? 'searchEvents' : isOfVideos(to.chosen) ? 'searchVideos' : 'search',
  )
  phrase.setAttribute('aria-label', phrase.placeholder)
  heading.textContent = say(textsOf(to).heading)
  markCurrent(to)
  if (to.kind === 'pictures' || to.kind === 'similar' || to.kind === 'by-image') clearLead()
  if (to.kind !== 'pictures') {
    hideNotes()
    hideNothing()
  }
  showChoice(to.chosen)
  if (before.top === undefined) scrollTo(0, 0)
  await load(to, before.loaded)
  if (before.top !== undefined && base === to) scrollTo(0, before.top)
}

/** Marks the link in the header to the current place or its parent. @param {import('./places.js').Base} place */
function markCurrent({ kind }) {
  const link = document.querySelector('header nav a[href^="/events"]')
  if (kind !== 'events' && kind !== 'event') link?.removeAttribute('aria-current')
  else link?.setAttribute('aria-current', kind === 'events' ? 'page' : 'true')
}

onResults(async (results) => {
  const { base: of, pages, failure, total } = results
  const isEmpty = of.kind === 'pictures' && pages === 1 && !failure && total === 0
  if (
    isEmpty &&
    !of.chosen.has('family') &&
    !isOfVideos(of.chosen) &&
    (await isEditorialLibrary()) &&
    base === of
  ) {
    if (familyOf(of.chosen) === 'editorial') return showResults(results)
    setDefaultFamily('editorial')
    return showPlace(baseOf(here()), {})
  }
  if (base === of) showResults(results)
})

/** @param {import('./results.js').Results} results */
function showResults(results) {
  const { base: of, pages, failure, total, first, event } = results
  showEnd(results)
  refreshPosition()
  status.textContent = failure && pages === 0 ? '' : foundText(results)
  if (failure && pages === 0) {
    hideNotes()
    hideNothing()
    void showChips(of.chosen, [])
  }
  if (failure || pages !== 1) return
  setTitle(titleOf(of, event?.name))
  if (of.kind !== 'pictures') return
  if (total === 0) void showNothing(of.chosen, () => base === of)
  else hideNothing()
  showNotes(first, of.chosen)
  showFacets(first.facets, of.chosen)
  showCounts({
    filters: filtersOf(of.chosen).length,
    found: say(isOfVideos(of.chosen) ? 'showVideos' : 'showFound', { n: total }),
  })
  void showChips(of.chosen, first.images)
}

/** How much was found, and for which phrase if an unfinished one was completed. @param {import('./results.js').Results} results */
function foundText({ base: of, total, first }) {
  const name =
    of.kind === 'pictures' && total > 0 ? completedPhrase(first?.auto_corrections, of.chosen) : null
  if (name === null) return say(textsOf(of).found, { n: total })
  return say(isOfVideos(of.chosen) ? 'videosFoundFor' : 'foundFor', { n: total, name })
}

/** The title of a place. @param {import('./places.js').Base} place @param {string | null} [event] the name of the event or board shown */
function titleOf({ kind, chosen }, event) {
  if (NAMED.has(kind)) return event ?? ''
  return kind === 'pictures' ? (chosen.get('phrase') ?? '') : say(textsOf({ kind, chosen }).heading)
}

/** Sets the title, unless the page of a picture is open. @param {string} name */
function setTitle(name) {
  if (!opened) document.title = name ? `${name} – Vitrine` : 'Vitrine'
}

/** The place that the form's choice leads to. */
function chosenPlace() {
  const words = phrase.value.trim()
  if (base.kind === 'events') return { ...base, chosen: new URLSearchParams(words ? { phrase: words } : {}) }
  if (OWN.has(base.kind)) return picturesOf(new URLSearchParams({ phrase: words }))
  // From the page of an event, a phrase searches all editorial pictures.
  if (base.kind === 'event') return picturesOf(new URLSearchParams({ family: 'editorial', phrase: words }))
  return picturesOf(choice())
}

let typing = 0
let typedAt = -TYPING_MS
function showTyped() {
  typedAt = performance.now()
  visitTyped(addressOf(chosenPlace()))
}

onChoice((how) => {
  clearTimeout(typing)
  const waitMs = typedAt + TYPING_MS - performance.now()
  if (how === 'typing' && waitMs > 0) typing = setTimeout(showTyped, waitMs)
  else if (how === 'typing') showTyped()
  else if (how === 'entered') {
    showTyped()
    endTyping()
  } else if (addressOf(chosenPlace()) !== here()) visit(addressOf(chosenPlace()))
})

onSuggestion(({ name, search: { phrase: words = '', ...filters } }) => {
  clearTimeout(typing)
  phrase.value = words
  const { chosen } = chosenPlace()
  for (const [filter, value] of Object.entries(filters)) {
    names.set(`${filter} ${value}`, name)
    const before = filter === 'keyword_ids' ? chosen.get(filter)?.split(',') : []
    chosen.set(filter, [...new Set([...(before ?? []), value])].join(','))
  }
  visitTyped(addressOf(picturesOf(chosen)))
  endTyping()
})

// Scrolling through the results of a typed search ends typing, so that Back leads to what was there before.
for (const scrolling of ['wheel', 'touchmove'])
  document.addEventListener(scrolling, endTyping, { passive: true })

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return
  if (!isPlace(link.pathname) || link.hash) return
  event.preventDefault()
  if (link.pathname + link.search !== here()) visit(link.pathname + link.search)
})

// What a user's pages show has changed: they are loaded anew when the picture over them is closed.
document.addEventListener('downloaded', () => {
  if (OWN.has(base.kind)) shown = ''
})

onDetailClosed(() => {
  leavePicture(shown || '/')
  const last = opened
  opened = ''
  setTitle(
    titleOf(base, base.kind === 'event' ? lead.querySelector('.event h2')?.textContent : heading.textContent),
  )
  if (last) focusPicture(last)
})

localise()
void showAccount()
void offerVideos()
startRouter(follow, loaded)
