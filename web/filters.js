// @ts-check
// What the person chose, in the form: phrase, kind, filters and colour.

import { choosable, familyOf, has, NAMED, OFFERED } from './choice.js'
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

/** @param {string} name */
const select = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name))

/** @param {string} value */
const word = (value) => (value.includes(',') ? say('panorama') : sayValue(value))

/** Offers what the family's search has. @param {import('./api.js').Family} family */
function offer(family) {
  for (const [name, values] of Object.entries(OFFERED)) {
    const nothing = new Option(say(name === 'sort_order' ? 'best_match' : 'any'), '')
    const options = values
      .filter((value) => has(family, value))
      .map((value) => new Option(word(value), value))
    const chosen = select(name).value
    select(name).replaceChildren(nothing, ...options)
    select(name).value = options.some(({ value }) => value === chosen) ? chosen : ''
    const label = select(name).closest('label')
    if (label) label.hidden = !has(family, name)
  }
  const colours = form.querySelector('fieldset')
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
  for (const name of Object.keys(OFFERED)) all.set(name, select(name).value)
  return choosable(all)
}

/** Puts a choice into the form. @param {URLSearchParams} chosen */
export function choose(chosen) {
  // Not while it is the same but for a blank: somebody may be about to write the next word.
  if (phrase.value.trim() !== (chosen.get('phrase') ?? '')) phrase.value = chosen.get('phrase') ?? ''
  const family = familyOf(chosen)
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (kinds.querySelectorAll('input')))
    radio.checked = radio.value === family
  offer(family)
  for (const name of Object.keys(OFFERED)) select(name).value = chosen.get(name) ?? ''
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
  form.addEventListener('change', (event) => event.target !== own && changed('chosen'))
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

/** @param {string | null} colour */
function setColour(colour) {
  if (colour === null) beside.delete('color')
  else beside.set('color', colour)
  showColour()
}
