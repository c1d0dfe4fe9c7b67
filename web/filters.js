// @ts-check
// What the person chose, in the form: phrase, kind, filters and colour.

import { choosable, DATES, familyOf, has, NAMED, OFFERED, usualOrder } from './choice.js'
import { COLOURS } from './colours.js'
import { element } from './element.js'
import { language, say, sayValue } from './language.js'

const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'))
const kinds = /** @type {HTMLFormElement} */ (document.getElementById('kinds'))
export const phrase = /** @type {HTMLInputElement} */ (document.getElementById('phrase'))
const clear = /** @type {HTMLButtonElement} */ (document.getElementById('clear'))
const swatches = /** @type {HTMLElement} */ (document.getElementById('swatches'))
const own = /** @type {HTMLInputElement} */ (document.getElementById('own-colour'))

/** What is chosen beside the fields of the form: names by their links, and the colour. */
let beside = new URLSearchParams()
/** The order that is in force as long as nobody chooses one. */
let order = ''

/** @param {string} name */
const field = (name) => /** @type {HTMLSelectElement | HTMLInputElement} */ (form.elements.namedItem(name))

/** What is said for a value that is offered. @param {string} value */
export const sayOffered = (value) => (value.includes(',') ? say('panorama') : sayValue(value))

/** Offers what can be chosen beside this choice. @param {URLSearchParams} chosen */
function offer(chosen) {
  const family = familyOf(chosen)
  order = usualOrder(chosen)
  for (const [name, values] of Object.entries(OFFERED)) {
    const options = values
      .filter((value) => has(family, value) && (value !== 'best_match' || value === order))
      .map((value) => new Option(sayOffered(value), value))
    field(name).replaceChildren(...(name === 'sort_order' ? [] : [new Option(say('any'), '')]), ...options)
    const label = field(name).closest('label')
    if (label) label.hidden = !has(family, name)
  }
  const colours = swatches.closest('fieldset')
  if (colours) colours.hidden = !has(family, 'color')
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
  const chosen = beside.get('color')
  for (const swatch of swatches.querySelectorAll('button'))
    swatch.setAttribute('aria-pressed', String(swatch.dataset.colour === chosen))
  own.value = `#${chosen ?? '808080'}`
  own.toggleAttribute('data-chosen', chosen !== null && !Object.hasOwn(COLOURS, chosen))
}

/** What is chosen, with `family` where it is not the creative one; what is not chosen is left out. */
export function choice() {
  const all = new URLSearchParams(beside)
  all.set('phrase', phrase.value)
  all.set('family', String(new FormData(kinds).get('family')))
  for (const name of [...Object.keys(OFFERED), ...DATES]) all.set(name, field(name).value)
  if (all.get('sort_order') === order) all.delete('sort_order')
  return choosable(all)
}

/** Puts a choice into the form. @param {URLSearchParams} chosen */
export function choose(chosen) {
  // Not while it is the same but for a blank: somebody may be about to write the next word.
  if (phrase.value.trim() !== (chosen.get('phrase') ?? '')) phrase.value = chosen.get('phrase') ?? ''
  const family = familyOf(chosen)
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (kinds.querySelectorAll('input')))
    radio.checked = radio.value === family
  offer(chosen)
  for (const name of Object.keys(OFFERED)) field(name).value = chosen.get(name) ?? ''
  // Not while it is typed: it would lose what is not a whole date yet.
  for (const name of DATES)
    if (!field(name).hasAttribute('data-typed')) field(name).value = chosen.get(name) ?? ''
  if (!chosen.has('sort_order')) field('sort_order').value = order
  beside = new URLSearchParams([...chosen].filter(([name]) => name === 'color' || NAMED.includes(name)))
  showColour()
  clear.hidden = chosen.size === 0 || (chosen.size === 1 && chosen.has('family'))
}

/**
 * `typing` is a phrase that is being typed, `entered` one that is done, `chosen` everything else.
 * @param {(how: 'typing' | 'entered' | 'chosen') => void} changed
 */
export function onChoice(changed) {
  phrase.addEventListener('input', () => changed('typing'))
  phrase.addEventListener('change', () => changed('entered'))
  form.addEventListener('change', (event) => {
    if (event.target === own) return
    const isTyped = event.target instanceof HTMLInputElement && event.target.hasAttribute('data-typed')
    changed(isTyped ? 'typing' : 'chosen')
  })
  for (const name of DATES) onTypedDate(field(name), () => changed('entered'))
  kinds.addEventListener('change', () => changed('chosen'))
  phrase.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    changed('entered')
  })
  for (const one of [form, kinds]) one.addEventListener('submit', (event) => event.preventDefault())
  swatches.addEventListener('click', (event) => {
    const swatch = event.target instanceof Element ? event.target.closest('button') : null
    if (!swatch) return
    setColour(swatch.getAttribute('aria-pressed') === 'true' ? null : (swatch.dataset.colour ?? null))
    changed('chosen')
  })
  own.addEventListener('change', () => {
    setColour(own.value.slice(1))
    changed('chosen')
  })
  clear.addEventListener('click', () => {
    choose(choosable(new URLSearchParams({ family: familyOf(choice()) })))
    changed('chosen')
    phrase.focus()
  })
}

/**
 * A date that is typed changes with each digit of its year, so it is entered when the field is left.
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
  if (colour === null) beside.delete('color')
  else beside.set('color', colour)
  showColour()
}
