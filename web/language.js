// @ts-check
// In which language the page and the answers are: that of the address, else what the browser prefers.

import { NAMES, WORDS } from './words.js'

/** @typedef {import('./words.js').Code} Code */
/** @typedef {import('./words.js').Word} Word */

const asked = new URLSearchParams(location.search).get('lang')
const known = /** @type {Code[]} */ (Object.keys(NAMES))

/** The language that the address names, which every address of this page then goes on naming; null when it names none. */
export const named = known.find((code) => code === asked) ?? null

export const language =
  named ?? navigator.languages.map((tag) => known.find((code) => tag.startsWith(code))).find(Boolean) ?? 'en'

const words = WORDS[language]

/**
 * What is said for a word of the table.
 * @param {Word} word
 * @param {{ n?: number, name?: string }} [values]
 */
export function say(word, { n, name } = {}) {
  const said = words[word]
  const text = typeof said === 'string' ? said : said[isOne(n ?? 0) ? 0 : 1]
  return text.replace('{n}', () => count(n ?? 0)).replace('{name}', () => name ?? '')
}

/** What is said for a value of the API, which is the value itself when no word is known for it. @param {string} value */
export const sayValue = (value) =>
  Object.hasOwn(words, value) ? say(/** @type {Word} */ (value)) : value.replaceAll('_', ' ')

/** @param {number} n */
const isOne = (n) => new Intl.PluralRules(language).select(n) === 'one'

/** A number as the language writes it. @param {number} n */
export const count = (n) => n.toLocaleString(language)

/** What stands between the things of a list. */
export const comma = language === 'ja' ? '、' : ', '

const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })

/** A day of the API, which is in UTC. @param {string} time */
export const day = (time) => days.format(new Date(time))

/**
 * A date as precisely as it is known: "2021", "2021-05", or "2021-05-03" with or without a time, which is left out.
 * @param {string} date
 */
export function dateKnown(date) {
  const [, year, month, dayOfMonth] = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? []
  if (year === undefined) return date
  const moment = new Date(0)
  moment.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(dayOfMonth ?? 1))
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(dayOfMonth && { day: 'numeric' }),
    ...(Number(year) < 1 && { era: 'short' }),
    timeZone: 'UTC',
  }).format(moment)
}

/**
 * An address of this site that goes on in the language which was chosen.
 * @param {string} path
 * @param {URLSearchParams} [query]
 */
export function address(path, query) {
  const all = new URLSearchParams(query)
  if (named) all.set('lang', named)
  return all.size > 0 ? `${path}?${all}` : path
}

/** Puts the words of the language in the place of the English ones of the page. */
export function localise() {
  document.documentElement.lang = language
  for (const place of document.querySelectorAll('[data-say]'))
    place.textContent = say(/** @type {Word} */ (place.getAttribute('data-say')))
  for (const name of ['aria-label', 'placeholder'])
    for (const place of document.querySelectorAll(`[data-say-${name}]`))
      place.setAttribute(name, say(/** @type {Word} */ (place.getAttribute(`data-say-${name}`))))
  for (const link of document.querySelectorAll('a[data-here]')) {
    const path = link.getAttribute('href') ?? '/'
    link.setAttribute('href', address(path))
  }
}
