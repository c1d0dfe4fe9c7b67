// @ts-check
import { ApiError, search, searchPath } from './api.js'
import { closeDetail, onDetailClosed, openDetail } from './detail.js'
import { choice, choose, offerFacets, onChoice } from './filters.js'
import { firstPageSize, focusPicture, show } from './grid.js'

const status = /** @type {HTMLElement} */ (document.getElementById('status'))
const end = /** @type {HTMLElement} */ (document.getElementById('end'))
const TYPING_MS = 120

let running = new AbortController()
let page = 0
let total = 0
let loaded = 0
let size = 30
let isLoading = false
/** @type {URLSearchParams} */
let chosen = new URLSearchParams()
/** The picture whose page is open, so that focus goes back to it. */
let opened = ''

/** Searches anew by what is chosen. */
async function searchAnew() {
  running.abort()
  running = new AbortController()
  chosen = choice()
  page = 0
  size = firstPageSize()
  await loadNext()
}

/** Loads the next page of the search; the first one takes the place of what is shown. */
async function loadNext() {
  const { signal } = running
  isLoading = true
  try {
    const found = await search(searchPath(chosen, { page: page + 1, size }), signal)
    page++
    total = found.result_count
    loaded = (page - 1) * size + found.images.length
    show(found.images, { append: page > 1 })
    if (page === 1) offerFacets(found.facets)
    status.textContent = `${total.toLocaleString()} ${total === 1 ? 'picture' : 'pictures'}`
    end.textContent = total === 0 ? 'Nothing was found. Try fewer words, or fewer filters.' : ''
  } catch (error) {
    if (signal.aborted) return
    end.textContent = error instanceof ApiError ? error.message : 'The server did not answer.'
  } finally {
    if (!signal.aborted) isLoading = false
  }
}

const isDetail = () => /^\/detail\/[^/]*\/(\d+)$/.exec(location.pathname)?.[1]

/** Shows what the address bar says. */
async function follow() {
  const id = isDetail()
  if (id) {
    opened = id
    await openDetail(id)
  } else closeDetail()
  const asked = new URLSearchParams(id ? (history.state?.search ?? '') : location.search)
  if (page === 0 || asked.toString() !== chosen.toString()) {
    choose(asked)
    await searchAnew()
  }
}

let typing = 0
onChoice((isTyping) => {
  clearTimeout(typing)
  typing = setTimeout(
    () => {
      const query = choice().toString()
      history.replaceState(null, '', query ? `/?${query}` : '/')
      void searchAnew()
    },
    isTyping ? TYPING_MS : 0,
  )
})

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== location.origin) return
  if (link.pathname !== '/' && !link.pathname.startsWith('/detail/')) return
  event.preventDefault()
  history.pushState({ search: chosen.toString() }, '', link.href)
  void follow()
})

onDetailClosed(() => {
  document.title = 'Vitrine'
  if (isDetail()) history.pushState(null, '', chosen.size > 0 ? `/?${chosen}` : '/')
  if (opened) focusPicture(opened)
  opened = ''
})

window.addEventListener('popstate', () => void follow())

new IntersectionObserver(
  (entries) => {
    if (entries.some((entry) => entry.isIntersecting) && !isLoading && page > 0 && loaded < total)
      void loadNext()
  },
  { rootMargin: '1200px' },
).observe(end)

void follow()
