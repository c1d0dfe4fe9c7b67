// @ts-check
// The language of the page and of API responses: that of the address, else the one that the browser prefers.

/** @typedef {keyof typeof NAMES} Code */
/** @typedef {import('./words.en.js').Word} Word */

/** What each language calls itself. */
export const NAMES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' }

const requested = new URLSearchParams(location.search).get('lang') ?? ''

/** The language in the address, which all links keep; null when it has none. */
export const addressLanguage = Object.hasOwn(NAMES, requested) ? requested : null

/** The language that the server chose for the page. */
export const language = /** @type {Code} */ (document.documentElement.lang)

/** How numbers and dates are written: as in the region that the browser names for the language, if any. */
const locale = navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language

/** @type {{ WORDS: import('./words.en.js').Words }} */
const { WORDS: words } = await import(`./words.${language}.js`)

/**
 * Returns a text in the language of the page. `n` also decides between singular and plural.
 * @param {Word} word
 * @param {{ n?: number } & { [name: string]: string | number }} [values]
 */
export function say(word, values = {}) {
  const entry = words[word]
  const text = typeof entry === 'string' ? entry : entry[isOne(values.n ?? 0) ? 0 : 1]
  return text.replace(/\{(n|name|of|what)\}/g, (_all, /** @type {string} */ name) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? count(value) : value
  })
}

/** Returns the name of an API value; values without a translation stand for themselves. @param {string} value */
export const sayValue = (value) =>
  Object.hasOwn(words, value) ? say(/** @type {Word} */ (value)) : value.replaceAll('_', ' ')

const plurals = new Intl.PluralRules(language)

/** @param {number} n */
const isOne = (n) => plurals.select(n) === 'one'

const numbers = new Intl.NumberFormat(locale)

/** Formats a number in the language of the page. @param {number} n */
export const count = (n) => numbers.format(n)

const letters = new Intl.Collator(language, { sensitivity: 'base', ignorePunctuation: true })

/** Whether two texts have the same letters, in whatever case and with whatever accents. @param {string} one @param {string} other */
export const haveSameLetters = (one, other) => letters.compare(one, other) === 0

/** Separates the items of a list. */
export const comma = language === 'ja' ? '、' : ', '

const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })

/** Formats the day of a time of the API, which is in UTC. @param {string} time */
export const day = (time) => days.format(new Date(time))

const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })

/** Formats the time of day of a time of the API, in the visitor's time zone. @param {string} time */
export const timeOfDay = (time) => times.format(new Date(time))

const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** Formats a time of the API, in the visitor's time zone. @param {string} time */
export const dateAndTime = (time) => moments.format(new Date(time))

const [KILOBYTE, MEGABYTE] = [1000, 1_000_000]

/** Formats the size of a file. @param {number} bytes */
export function fileSize(bytes) {
  const [value, unit] =
    bytes >= MEGABYTE ? [bytes / MEGABYTE, 'megabyte'] : [Math.max(bytes / KILOBYTE, 1), 'kilobyte']
  const digits = unit === 'megabyte' && value < 100 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}

/**
 * Formats a date as precisely as it is known: "2021", "2021-05", or "2021-05-03" with or without a time, which is left out.
 * @param {string} date
 */
export function dateKnown(date) {
  const [, year, month, dayOfMonth] = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? []
  if (year === undefined) return date
  const moment = new Date(0)
  moment.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(dayOfMonth ?? 1))
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(dayOfMonth && { day: 'numeric' }),
    ...(Number(year) < 1 && { era: 'short' }),
    timeZone: 'UTC',
  }).format(moment)
}

/**
 * Returns an address of this site that keeps the language of the current one.
 * @param {string} path
 * @param {URLSearchParams} [query]
 */
export function address(path, query) {
  const all = new URLSearchParams(query)
  if (addressLanguage) all.set('lang', addressLanguage)
  return all.size > 0 ? `${path}?${all}` : path
}

/** Replaces the English texts of the page by those of its language. */
export function localise() {
  for (const place of document.querySelectorAll('[data-say]'))
    place.textContent = say(/** @type {Word} */ (place.getAttribute('data-say')))
  for (const name of ['aria-label', 'placeholder', 'title'])
    for (const place of document.querySelectorAll(`[data-say-${name}]`))
      place.setAttribute(name, say(/** @type {Word} */ (place.getAttribute(`data-say-${name}`))))
  for (const link of document.querySelectorAll('a[data-keep-language]')) {
    const path = link.getAttribute('href') ?? '/'
    link.setAttribute('href', address(path))
  }
}
