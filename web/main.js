// @ts-check
import { ApiError, EVENTS_AT_ONCE, event as findEvent, search, searchEvents, searchPath } from './api.js'
import { choosable, familyOf } from './choice.js'
import { closeDetail, onDetailClosed, openDetail } from './detail.js'
import { showEvent, showEvents, showNoEvents } from './events.js'
import { showChips, showFacets } from './facets.js'
import { choice, choose, onChoice } from './filters.js'
import { firstPageSize, focusPicture, show } from './grid.js'
import { address, language, localise, say } from './language.js'
import './language-switch.js'
import { sayCounts } from './panel.js'
import { baseOf, detailId } from './places.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))
const end = /** @type {HTMLElement} */ (document.getElementById('end'))
const heading = /** @type {HTMLElement} */ (document.getElementById('heading'))
const phrase = /** @type {HTMLInputElement} */ (document.getElementById('phrase'))
const TYPING_MS = 120

let running = new AbortController()
let page = 0
let total = 0
let loaded = 0
let size = 30
let isLoading = false
/** What lies under the page of a picture: pictures, events, or one event. */
let base = baseOf('/')
/** The address of what is shown; empty before anything is. */
let shown = ''
/** The picture whose page is open, so that focus goes back to it. */
let opened = ''

/** Shows a place anew, from its first page on. @param {import('./places.js').Base} to */
async function begin(to) {
  running.abort()
  running = new AbortController()
  base = to
  shown = addressOf(to)
  page = 0
  size = to.is === 'events' ? EVENTS_AT_ONCE : firstPageSize()
  document.body.dataset.place = to.is
  phrase.placeholder = say(to.is === 'events' ? 'searchEvents' : 'search')
  phrase.setAttribute('aria-label', phrase.placeholder)
  heading.textContent = say(to.is === 'events' ? 'events' : 'pictures')
  if (to.is === 'pictures') showNoEvents()
  if (to.is !== 'pictures') choose(to.chosen)
  await loadNext()
}

/** Loads the next page; the first one takes the place of what is shown. */
async function loadNext() {
  const { signal } = running
  isLoading = true
  try {
    await (base.is === 'events' ? loadEvents(base, signal) : loadPictures(base, signal))
    status.textContent = say(base.is === 'events' ? 'eventsFound' : 'found', { n: total })
    sayAtEnd(total === 0 ? say('nothing') : '')
  } catch (error) {
    if (signal.aborted) return
    if (page === 0) show([], { append: false })
    if (page === 0) status.textContent = ''
    if (error instanceof ApiError) sayAtEnd(error.message, 'en')
    else sayAtEnd(say('noAnswer'))
  } finally {
    if (!signal.aborted) isLoading = false
  }
}

/** What the API says is English whatever the page is in. @param {string} text @param {string} [lang] */
function sayAtEnd(text, lang = language) {
  end.textContent = text
  end.lang = lang
}

/** @param {import('./places.js').Base} of @param {AbortSignal} signal */
async function loadEvents({ chosen }, signal) {
  const found = await searchEvents(chosen, page + 1, signal)
  page++
  total = found.result_count
  loaded = (page - 1) * size + found.events.length
  if (page === 1) show([], { append: false })
  showEvents(found.events, { append: page > 1 })
  setTitle(say('events'))
}

/** @param {import('./places.js').Base} of @param {AbortSignal} signal */
async function loadPictures({ is, id, chosen }, signal) {
  const query = new URLSearchParams(chosen)
  query.delete('family')
  if (id) query.set('event_ids', id)
  const family = id ? 'editorial' : familyOf(chosen)
  const [found, event] = await Promise.all([
    search(searchPath(family, query, { page: page + 1, size }), signal),
    id && page === 0 ? findEvent(id, signal) : null,
  ])
  if (event) {
    showEvent(event)
    setTitle(event.name)
  }
  page++
  total = found.result_count
  loaded = (page - 1) * size + found.images.length
  show(found.images, { append: page > 1 })
  if (page > 1 || is !== 'pictures') return
  setTitle('')
  showFacets(found.facets, chosen)
  sayCounts({
    filters: [...chosen.keys()].filter((name) => !['phrase', 'family'].includes(name)).length,
    pictures: total,
  })
  void showChips(chosen, found.images)
}

/** Of the place under the page of a picture, unless that is open. @param {string} name */
function setTitle(name) {
  if (!opened) document.title = name ? `${name} – Vitrine` : 'Vitrine'
}

/** @param {import('./places.js').Base} of */
const addressOf = ({ path, chosen }) => address(path, chosen)

/** Shows what the address bar says. */
async function follow() {
  const id = detailId(location.pathname)
  if (id) {
    opened = id
    void openDetail(id)
  } else closeDetail()
  const under = id ? (history.state?.under ?? (shown || '/')) : location.pathname + location.search
  const asked = baseOf(under)
  // What of an address nobody offers does not stay in it.
  if (!id) history.replaceState(history.state, '', addressOf(asked))
  if (addressOf(asked) === shown) return
  if (asked.is === 'pictures') choose(asked.chosen)
  await begin(asked)
}

let typing = 0
onChoice((isTyping) => {
  clearTimeout(typing)
  typing = setTimeout(
    () => {
      const words = phrase.value.trim()
      const chosen = base.is === 'events' ? new URLSearchParams(words ? { phrase: words } : {}) : choice()
      const to = { is: base.is, path: base.path, id: null, chosen }
      // From the page of an event, words look for pictures of all kinds of news.
      if (base.is === 'event')
        Object.assign(to, {
          is: 'pictures',
          path: '/',
          chosen: choosable(new URLSearchParams({ family: 'editorial', phrase: words })),
        })
      if (to.is === 'pictures') choose(to.chosen)
      history.replaceState(null, '', addressOf(to))
      void begin(to)
    },
    isTyping ? TYPING_MS : 0,
  )
})

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return
  if (link.pathname !== '/' && !/^\/(?:detail|events)(?:\/|$)/.test(link.pathname)) return
  if (link.hash) return
  event.preventDefault()
  history.pushState({ under: shown }, '', link.href)
  if (!detailId(link.pathname)) scrollTo(0, 0)
  void follow()
})

onDetailClosed(() => {
  if (detailId(location.pathname)) history.pushState(null, '', shown || '/')
  const last = opened
  opened = ''
  setTitle(base.is === 'pictures' ? '' : (heading.textContent ?? ''))
  if (last) focusPicture(last)
})

window.addEventListener('popstate', () => void follow())

new IntersectionObserver(
  (entries) => {
    if (entries.some((entry) => entry.isIntersecting) && !isLoading && page > 0 && loaded < total)
      void loadNext()
  },
  { rootMargin: '1200px' },
).observe(end)

localise()
void follow()
