// @ts-check
// Where nothing was found: which other searches find something.

import { countOf } from './api.js'
import { nameOf } from './chips.js'
import { choosable, familyOf, filtersOf, withOther } from './choice.js'
import { element, linked } from './element.js'
import { address, say } from './language.js'

const place = /** @type {HTMLElement} */ (document.getElementById('nothing'))

/** How long nothing has to be found before other searches are tried. */
const STILL_MS = 250

export function showSomething() {
  place.hidden = true
  place.replaceChildren()
}

/**
 * @param {URLSearchParams} chosen what finds nothing
 * @param {() => boolean} isStillSo whether it is still what is shown
 */
export async function showNothing(chosen, isStillSo) {
  const phrase = chosen.get('phrase')
  const isAll = phrase === null && filtersOf(chosen).length === 0
  const title = isAll ? say('emptyLibrary') : phrase ? say('nothingFor', { name: phrase }) : say('noPictures')
  place.replaceChildren(element('h2', { id: 'nothing-title' }, title))
  place.hidden = false
  // Whoever is still typing has no use for other ways.
  await new Promise((resolve) => setTimeout(resolve, STILL_MS))
  if (!isStillSo()) return
  const ways = await Promise.all(
    waysOn(chosen).map(async (way) => ({ ...way, n: await countOf(way.to).catch(() => 0) })),
  )
  if (!isStillSo()) return
  const helpful = ways.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n)
  const items = helpful.map(({ to, text, n }) =>
    element('li', {}, linked(address('/', to), text), element('span', {}, say('found', { n }))),
  )
  if (items.length > 0) place.append(element('p', {}, say('insteadTry')), element('ul', {}, ...items))
  else if (!isAll) place.append(element('p', {}, say('nothingHelps')), home())
}

const home = () => element('p', {}, linked(address('/'), say('back')))

/** The same search in the other family, and without each thing that may be what is too much. @param {URLSearchParams} chosen */
function waysOn(chosen) {
  const family = familyOf(chosen)
  const other = family === 'creative' ? 'editorial' : 'creative'
  const narrowing = [...filtersOf(chosen), ...(chosen.has('phrase') ? ['phrase'] : [])]
  const withoutOne = narrowing.map((name) => ({
    to: withOther(chosen, name, null),
    text: say('without', { name: name === 'phrase' ? (chosen.get('phrase') ?? '') : nameOf(name, chosen) }),
  }))
  const inOther =
    family === 'all'
      ? []
      : [{ to: withOther(chosen, 'family', other), text: say('inFamily', { name: say(other) }) }]
  const unfiltered = choosable(new URLSearchParams({ phrase: chosen.get('phrase') ?? '', family }))
  const withoutAll = filtersOf(chosen).length > 1 ? [{ to: unfiltered, text: say('withoutFilters') }] : []
  return [...inOther, ...withoutAll, ...(narrowing.length > 1 ? withoutOne : [])]
}
