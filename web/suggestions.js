// @ts-check
// The list below the search field that completes what is being typed: a combobox whose list proposes and changes nothing
// by itself (WAI-ARIA Authoring Practices, "Combobox").

import { familyOf, isOfVideos, isOnlyLicensable, searchOf, supports } from './choice.js'
import { element } from './element.js'
import { choice, phrase } from './filters.js'
import { count, haveSameLetters, say } from './language.js'
import { user } from './user.js'
import { visitor } from './visitor.js'

/** @typedef {import('../client/types.gen.ts').Operations['getSuggestions']['response']['suggestions'][number]} Suggestion */

const list = /** @type {HTMLElement} */ (document.getElementById('suggestions'))
const announced = /** @type {HTMLElement} */ (document.getElementById('suggestions-status'))
/** Short enough to seem immediate, long enough to skip the letters of somebody who types fast. */
const TYPING_MS = 60
const MAX_SHOWN = 8
/** How many of each type are requested. */
const OF_TYPE = 5
/** The parameter of a search that each type of suggestion needs; words need none. */
const PARAMETERS = {
  place: 'keyword_ids',
  person: 'keyword_ids',
  event: 'event_ids',
  artist: 'artists',
  collection: 'collection_codes',
}

/** @type {Suggestion[]} */
let shown = []
/** The index of the suggestion that the arrow keys have reached; -1 if there is none. */
let active = -1
let typing = 0
let running = new AbortController()

/** Whether what is typed is completed here. */
const isSearch = () => document.body.dataset.place !== 'events'

function ask() {
  stopAsking()
  const typed = phrase.value.trim()
  if (typed === '' || !isSearch()) return close()
  typing = setTimeout(() => void fetchFor(typed), TYPING_MS)
}

function stopAsking() {
  clearTimeout(typing)
  running.abort()
}

/** @param {string} typed */
async function fetchFor(typed) {
  running = new AbortController()
  const { signal } = running
  const chosen = choice()
  const family = familyOf(chosen)
  const types = Object.entries(PARAMETERS)
    .filter(([, parameter]) => supports(searchOf(chosen), parameter))
    .map(([type]) => /** @type {keyof typeof PARAMETERS} */ (type))
  const request = {
    phrase: typed,
    types: /** @type {Suggestion['type'][]} */ (['word', ...types]),
    limit: OF_TYPE,
    ...(isOfVideos(chosen) && { asset_type: /** @type {const} */ ('video') }),
    ...(family !== 'all' && { asset_family: family }),
  }
  try {
    const asker = isOnlyLicensable(chosen) ? user : visitor
    const { suggestions } = await asker.getSuggestions(request, { signal })
    if (!signal.aborted && document.activeElement === phrase) show(selected(suggestions, typed), typed)
  } catch {
    // Suggestions are a help that a search does without.
    if (!signal.aborted) close()
  }
}

/**
 * Those that are shown, in their order: at first the best one of each type, so that words do not hide names. Words are left
 * out that are typed already, or find as much as what has them as its name.
 * @param {readonly Suggestion[]} suggestions
 * @param {string} typed
 */
function selected(suggestions, typed) {
  const names = suggestions.filter(({ type }) => type !== 'word').map(keyOf)
  const useful = suggestions.filter(
    (it) => it.type !== 'word' || !(names.includes(keyOf(it)) || haveSameLetters(it.phrase, typed)),
  )
  const first = useful.filter((it) => useful.find(({ type }) => type === it.type) === it)
  const kept = new Set([...new Set([...first, ...useful])].slice(0, MAX_SHOWN))
  return useful.filter((it) => kept.has(it))
}

/** @param {Suggestion} suggestion */
const keyOf = ({ phrase: whole, count: n }) => `${whole.toLowerCase()} ${n}`

/** @param {Suggestion[]} suggestions @param {string} typed */
function show(suggestions, typed) {
  if (suggestions.length === 0) return close()
  shown = suggestions
  list.replaceChildren(...suggestions.map((it, index) => option(it, index, typed)))
  list.hidden = false
  phrase.setAttribute('aria-expanded', 'true')
  activate(-1)
  announced.textContent = say('suggestionsShown', { n: suggestions.length })
}

function close() {
  if (list.hidden) return
  shown = []
  list.hidden = true
  list.replaceChildren()
  phrase.setAttribute('aria-expanded', 'false')
  activate(-1)
  announced.textContent = ''
}

/** @param {Suggestion} suggestion @param {number} index @param {string} typed */
function option({ type, name, phrase: whole, count: n }, index, typed) {
  const before = whole.slice(0, whole.length - name.length)
  return element(
    'div',
    { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' },
    element(
      'span',
      { class: 'name', dir: 'auto' },
      before,
      ...marked(name, typed.slice(before.length).trim()),
    ),
    type === 'word' ? null : element('span', { class: 'type' }, say(type)),
    element('span', { class: 'count' }, count(n)),
  )
}

/** The name with what is typed of it less prominent than what is not. @param {string} name @param {string} typed */
function marked(name, typed) {
  for (const { index } of name.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)) {
    const end = index + typed.length
    if (!haveSameLetters(name.slice(index, end), typed)) continue
    const parts = [name.slice(0, index), name.slice(index, end), name.slice(end)]
    return parts.map((part, at) => (at === 1 || part === '' ? part : element('b', {}, part)))
  }
  return [element('b', {}, name)]
}

/** @param {number} index */
function activate(index) {
  active = index
  for (const [at, item] of [...list.children].entries())
    item.setAttribute('aria-selected', String(at === index))
  if (index < 0) return phrase.removeAttribute('aria-activedescendant')
  phrase.setAttribute('aria-activedescendant', `suggestion-${index}`)
  list.children[index]?.scrollIntoView({ block: 'nearest' })
}

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const KEYS = {
  ArrowDown: (event) => move(event, 1),
  ArrowUp: (event) => move(event, -1),
  Escape(event) {
    // The field would be emptied.
    event.preventDefault()
    close()
  },
  Enter(event) {
    const suggestion = shown[active]
    if (suggestion) event.preventDefault()
    stopAsking()
    close()
    if (suggestion) choose(suggestion)
  },
}

/** Moves through the list and, between its ends, to no suggestion. @param {KeyboardEvent} event @param {number} by */
function move(event, by) {
  event.preventDefault()
  const places = shown.length + 1
  activate(((active + 1 + by + places) % places) - 1)
}

/** @type {(suggestion: Suggestion) => void} */
let choose = () => undefined

/** @param {(suggestion: Suggestion) => void} listener called when a suggestion is chosen */
export function onSuggestion(listener) {
  choose = listener
  phrase.addEventListener('input', ask)
  phrase.addEventListener('blur', () => {
    stopAsking()
    close()
  })
  phrase.addEventListener('keydown', (event) => {
    // While a word of a Chinese, Japanese or Korean keyboard is being composed, its keys belong to that.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown' && list.hidden) {
      event.preventDefault()
      return ask()
    }
    if (!list.hidden || event.key === 'Enter') KEYS[event.key]?.(event)
  })
  // Pressing must not take the focus from the field, which would close the list before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const item = event.target instanceof Element ? event.target.closest('[role=option]') : null
    const suggestion = item && shown[[...list.children].indexOf(item)]
    if (!suggestion) return
    close()
    choose(suggestion)
  })
  addEventListener('popstate', () => {
    stopAsking()
    close()
  })
}
