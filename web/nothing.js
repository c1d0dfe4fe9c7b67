// @ts-check
// Shown when nothing was found: similar searches that do find something.

import { countOf } from './api.js'
import { nameOf, sayFound } from './chips.js'
import { familyOf, filtersOf, isOfVideos, isOnlyLicensable, withoutFilters, withParameter } from './choice.js'
import { element, linked } from './element.js'
import { address, say } from './language.js'

const section = /** @type {HTMLElement} */ (document.getElementById('nothing'))

/** How long to wait before trying other searches: the visitor may still be typing. */
const DELAY_MS = 250

export function hideNothing() {
  section.hidden = true
  section.replaceChildren()
}

/**
 * @param {URLSearchParams} chosen what finds nothing
 * @param {() => boolean} isCurrent whether that is still what is shown
 */
export async function showNothing(chosen, isCurrent) {
  const phrase = chosen.get('phrase')
  const isAll = phrase === null && filtersOf(chosen).length === 0 && !isOnlyLicensable(chosen)
  const [none, noneFor] = isOfVideos(chosen)
    ? /** @type {const} */ (['noVideos', 'noVideosFor'])
    : /** @type {const} */ (['noPictures', 'nothingFor'])
  const title = isAll
    ? say(isOfVideos(chosen) ? 'noVideos' : 'emptyLibrary')
    : phrase
      ? say(noneFor, { name: phrase })
      : say(none)
  section.replaceChildren(element('h2', { id: 'nothing-title' }, title))
  section.hidden = false
  await new Promise((resolve) => setTimeout(resolve, DELAY_MS))
  if (!isCurrent()) return
  const alternatives = await Promise.all(
    alternativesTo(chosen).map(async (other) => ({ ...other, n: await countOf(other.to).catch(() => 0) })),
  )
  if (!isCurrent()) return
  const helpful = alternatives.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n)
  const items = helpful.map(({ to, text, n }) =>
    element('li', {}, linked(address('/', to), text), element('span', {}, sayFound(to, n))),
  )
  if (items.length > 0) section.append(element('p', {}, say('insteadTry')), element('ul', {}, ...items))
  else if (!isAll) section.append(element('p', {}, say('nothingHelps')), toAll(chosen))
}

/** A link to all pictures, or to all videos. @param {URLSearchParams} chosen */
const toAll = (chosen) =>
  element(
    'p',
    {},
    isOfVideos(chosen)
      ? linked(address('/', new URLSearchParams({ media: 'video' })), say('backToVideos'))
      : linked(address('/'), say('back')),
  )

/** The same search in the other family, without all filters, and without each part of it. @param {URLSearchParams} chosen */
function alternativesTo(chosen) {
  const family = familyOf(chosen)
  const other = family === 'creative' ? 'editorial' : 'creative'
  const parts = [...filtersOf(chosen), ...(chosen.has('phrase') ? ['phrase'] : [])]
  const without = (/** @type {string} */ name, /** @type {string} */ text) => ({
    to: withParameter(chosen, name, null),
    text: say('without', { name: text }),
  })
  const withoutOne = parts.map((name) =>
    without(name, name === 'phrase' ? (chosen.get('phrase') ?? '') : nameOf(name, chosen)),
  )
  const allPictures = isOnlyLicensable(chosen) ? [without('licensable', say('onlyLicensable'))] : []
  const inOther =
    family === 'all'
      ? []
      : [
          {
            to: withParameter(chosen, 'family', other),
            text: say(isOfVideos(chosen) ? 'videosInFamily' : 'inFamily', { name: say(other) }),
          },
        ]
  const withoutAll =
    filtersOf(chosen).length > 1 ? [{ to: withoutFilters(chosen), text: say('withoutFilters') }] : []
  const [media, name] = isOfVideos(chosen) ? [null, say('pictures')] : ['video', say('videos')]
  const inOtherMedia = { to: withParameter(chosen, 'media', media), text: name }
  return [...allPictures, ...inOther, inOtherMedia, ...withoutAll, ...(parts.length > 1 ? withoutOne : [])]
}
