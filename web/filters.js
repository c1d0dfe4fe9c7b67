// @ts-check
// The form in which visitors choose: phrase, family, filters and colour.

import {
  DATES,
  defaultOrder,
  familyOf,
  isOfVideos,
  isOnlyLicensable,
  LIBRARY_FILTERS,
  OFFERED,
  searchOf,
  supports,
  validChoice,
} from './choice.js'
import { COLOURS } from './colours.js'
import { element } from './element.js'
import { language, say, sayValue } from './language.js'

const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'))
const families = /** @type {HTMLFormElement} */ (document.getElementById('families'))
export const phrase = /** @type {HTMLInputElement} */ (document.getElementById('phrase'))
const licensable = /** @type {HTMLInputElement} */ (document.getElementById('licensable'))
const clear = /** @type {HTMLButtonElement} */ (document.getElementById('clear'))
const swatches = /** @type {HTMLElement} */ (document.getElementById('swatches'))
const customColour = /** @type {HTMLInputElement} */ (document.getElementById('custom-colour'))

/** What stays when everything else is cleared. */
const KEPT = ['media', 'family', 'licensable']
/** What is chosen outside the fields of the form: filters set by links, and the colour. */
let otherFilters = new URLSearchParams()
/** The order unless the visitor chooses one. */
let order = ''
/** The search and the order whose options the form has. */
let optionsShown = ''

/** @param {string} name */
const field = (name) => /** @type {HTMLSelectElement | HTMLInputElement} */ (form.elements.namedItem(name))

/** The label of a value that the form offers. @param {string} value */
export function sayOption(value) {
  if (value.includes(',')) return say('panorama')
  const [, from, to] = /^(\d*)-(\d*)$/.exec(value) ?? []
  if (from && to) return say('secondsBetween', { name: from, of: to })
  if (to) return say('secondsUpTo', { name: to })
  if (from) return say('secondsFrom', { name: from })
  return /^[\d.]+$/.test(value) ? say('framesPerSecond', { name: value }) : sayValue(value)
}

/** Fills the form with the options that go with a choice. @param {URLSearchParams} chosen */
function showOptions(chosen) {
  const search = searchOf(chosen)
  order = defaultOrder(chosen)
  // Building them anew with each typed letter would delay its results.
  if (optionsShown === `${search} ${order}`) return
  optionsShown = `${search} ${order}`
  for (const [name, values] of Object.entries(OFFERED)) {
    const options = values
      .filter((value) => supports(search, name, value) && (value !== 'best_match' || value === order))
      .map((value) => new Option(sayOption(value), value))
    field(name).replaceChildren(...(name === 'sort_order' ? [] : [new Option(say('any'), '')]), ...options)
    const label = field(name).closest('label')
    if (label) label.hidden = !supports(search, name)
  }
  for (const [place, name] of /** @type {const} */ ([
    [swatches, 'color'],
    [field('date_from'), 'date_from'],
  ])) {
    const fields = place.closest('fieldset')
    if (fields) fields.hidden = !supports(search, name)
  }
}

for (const [colour, names] of Object.entries(COLOURS)) {
  const swatch = element('button', {
    type: 'button',
    'data-colour': colour,
    'aria-label': names[language],
    title: names[language],
  })
  swatch.style.background = `#${colour}`
  swatches.append(swatch)
}

function showColour() {
  const chosen = otherFilters.get('color')
  for (const swatch of swatches.querySelectorAll('button'))
    swatch.setAttribute('aria-pressed', String(swatch.dataset.colour === chosen))
  customColour.value = `#${chosen ?? '808080'}`
  customColour.toggleAttribute('data-chosen', chosen !== null && !Object.hasOwn(COLOURS, chosen))
}

/** The current choice: only parameters that differ from the default. */
export function choice() {
  const all = new URLSearchParams(otherFilters)
  all.set('phrase', phrase.value)
  for (const name of ['media', 'family']) all.set(name, String(new FormData(families).get(name)))
  all.set('licensable', String(licensable.checked))
  for (const name of [...Object.keys(OFFERED), ...DATES]) all.set(name, field(name).value)
  if (all.get('sort_order') === order) all.delete('sort_order')
  return validChoice(all)
}

/** Puts a choice into the form. @param {URLSearchParams} chosen */
export function showChoice(chosen) {
  // Unless only a trailing space differs: the visitor may be about to type the next word.
  if (phrase.value.trim() !== (chosen.get('phrase') ?? '')) phrase.value = chosen.get('phrase') ?? ''
  const family = familyOf(chosen)
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (families.querySelectorAll('input')))
    radio.checked =
      radio.value === (radio.name === 'media' ? (isOfVideos(chosen) ? 'video' : 'image') : family)
  licensable.checked = isOnlyLicensable(chosen)
  showOptions(chosen)
  for (const name of Object.keys(OFFERED)) field(name).value = chosen.get(name) ?? ''
  // Not while a date is being typed: the field would lose the incomplete part.
  for (const name of DATES)
    if (!field(name).hasAttribute('data-typed')) field(name).value = chosen.get(name) ?? ''
  if (!chosen.has('sort_order')) field('sort_order').value = order
  otherFilters = new URLSearchParams(
    [...chosen].filter(([name]) => name === 'color' || LIBRARY_FILTERS.includes(name)),
  )
  showColour()
  clear.hidden = [...chosen.keys()].every((name) => KEPT.includes(name))
}

/**
 * `typing`: a phrase or date is being typed; `entered`: it is complete; `chosen`: anything else changed.
 * @param {(how: 'typing' | 'entered' | 'chosen') => void} listener
 */
export function onChoice(listener) {
  phrase.addEventListener('input', () => listener('typing'))
  phrase.addEventListener('change', () => listener('entered'))
  form.addEventListener('change', (event) => {
    if (event.target === customColour) return
    const isTyped = event.target instanceof HTMLInputElement && event.target.hasAttribute('data-typed')
    listener(isTyped ? 'typing' : 'chosen')
  })
  for (const name of DATES) onTypedDate(field(name), () => listener('entered'))
  families.addEventListener('change', () => listener('chosen'))
  licensable.addEventListener('change', () => listener('chosen'))
  phrase.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    listener('entered')
  })
  for (const each of [form, families]) each.addEventListener('submit', (event) => event.preventDefault())
  swatches.addEventListener('click', (event) => {
    const swatch = event.target instanceof Element ? event.target.closest('button') : null
    if (!swatch) return
    setColour(swatch.getAttribute('aria-pressed') === 'true' ? null : (swatch.dataset.colour ?? null))
    listener('chosen')
  })
  customColour.addEventListener('change', () => {
    setColour(customColour.value.slice(1))
    listener('chosen')
  })
  clear.addEventListener('click', () => {
    showChoice(validChoice(new URLSearchParams([...choice()].filter(([name]) => KEPT.includes(name)))))
    listener('chosen')
    phrase.focus()
  })
}

/**
 * A typed date changes with each digit of its year, so it counts as entered only when the field is left.
 * @param {HTMLElement} date
 * @param {() => void} entered
 */
function onTypedDate(date, entered) {
  date.addEventListener('keydown', (event) => {
    if (/^(?:\d|ArrowUp|ArrowDown|Backspace|Delete)$/.test(event.key)) date.setAttribute('data-typed', '')
    if (event.key === 'Enter') entered()
  })
  date.addEventListener('focusout', () => {
    if (!date.hasAttribute('data-typed')) return
    date.removeAttribute('data-typed')
    entered()
  })
}

/** @param {string | null} colour */
function setColour(colour) {
  if (colour === null) otherFilters.delete('color')
  else otherFilters.set('color', colour)
  showColour()
}
