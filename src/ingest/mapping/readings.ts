import { countryNamed } from '../../catalogue/country-names.ts'
import type { Licensor } from '../../catalogue/releases.ts'
import { countryCode, type Territories } from '../../catalogue/territories.ts'
import { type Language, textLanguageOf } from '../../lib/languages.ts'
import { line } from '../../media/metadata/text.ts'
import { unknownLanguageIn } from './in-language.ts'
import { type ReadDate, readDate } from './read-date.ts'

/** A field whose value makes no sense; the line is refused with it. */
export class WrongValue extends Error {
  override readonly name = 'WrongValue'
}

const MAX_LICENSORS = 50
const MAX_SHOWN_CHARACTERS = 60
/** "31.12.19", "1/2/20": nobody knows which century an archive means. */
const SHORT_YEAR = /^\d{1,2}([-./])\s?\d{1,2}\1\s?'?\d\d$/

/** A value as a person is shown it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `'${text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text}'`
}

const noLanguage = (tag: unknown) =>
  `${shown(tag)} is not the tag of a language (BCP 47), such as da or pt-BR.`

/** Tags that say of a text that its language is not known, or that there is not one. */
const NO_LANGUAGE = ['und', 'mul', 'zxx']

/** A language, by its tag. */
export function asLanguage(value: unknown): Language | null {
  if (NO_LANGUAGE.includes(String(value).toLowerCase())) return null
  const found = textLanguageOf(String(value))
  if (found === null) throw new WrongValue(noLanguage(value))
  return found
}

/** A text, a number or a flag, as a text. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const tag = unknownLanguageIn(value)
  if (tag !== null) throw new WrongValue(noLanguage(tag))
  throw new WrongValue(`${shown(value)} is not a text.`)
}

/** Texts without repetition, without what is empty. */
export function asList(value: unknown): string[] {
  const texts = [value].flat().map((it) => line(asText(it)))
  return [...new Set(texts.filter((text) => text !== null))]
}

/** "Royalty-Free" is royaltyfree, "Fine art" is fine_art. */
export function asChoice<T extends string>(value: unknown, choices: readonly T[]): T {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const asked = bare(asText(value))
  const found = choices.find((choice) => bare(choice) === asked)
  if (found === undefined) throw new WrongValue(`${shown(value)} must be one of ${choices.join(', ')}.`)
  return found
}

/** An integer within limits, as a number or as its digits. */
export function asInteger(value: unknown, min: number, max: number): number {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number
  throw new WrongValue(`${shown(value)} must be an integer from ${min} to ${max}.`)
}

/** Yes or no, as programs and tables write it. */
export function asFlag(value: unknown): 0 | 1 {
  const text = asText(value).trim().toLowerCase()
  if (['true', 'yes', '1'].includes(text)) return 1
  if (['false', 'no', '0'].includes(text)) return 0
  throw new WrongValue(`${shown(value)} must be true or false.`)
}

/** A country, by the two or three letters of ISO 3166. */
export function asCountryCode(value: unknown): string {
  const code = countryCode(asText(value))
  if (code !== null) return code
  const meant = countryNamed(asText(value))
  throw new WrongValue(`${shown(value)} is no code of ISO 3166, such as ${meant ?? 'DEU'}.`)
}

/** A moment, in ms since 1970. */
export function asMoment(value: unknown): number {
  const date = readDate(asText(value))
  if (date === null) throw new WrongValue(`${shown(value)} is no date.`)
  return date.ms
}

/** What a date field says: its text, and the date where it is one. */
export type SaidDate = { readonly text: string; readonly date: ReadDate | null }

/** What a date field says, which may be no date: then it is kept as a text. */
export function asDate(value: unknown): SaidDate | null {
  const text = line(asText(value))
  return text === null ? null : { text, date: readDate(text) }
}

/** Why a text is kept in place of a date, and what a mapping can say so that it is read. */
export function unreadDate(text: string): string {
  const kept = `${shown(text)} is kept as a text`
  if (readDate(text, 'dmy') || readDate(text, 'mdy'))
    return `${kept}: a mapping has to say whether the day (dates: dmy) or the month (dates: mdy) comes first.`
  if (/^\d{5}(?:\.\d+)?$/.test(text))
    return `${kept}: if it is a serial number of a spreadsheet, a mapping has to say so (dates: serial).`
  if (SHORT_YEAR.test(text)) return `${kept}: its year has two digits, and the century is not written.`
  return `${kept}: it is not a date that can be read.`
}

/** Those who give licences: names, or objects `{"name": …, "url": …}` of which one may be missing. */
export function asLicensors(value: unknown): Licensor[] {
  return [value]
    .flat()
    .slice(0, MAX_LICENSORS)
    .flatMap((entry) => {
      const isObject = typeof entry === 'object' && entry !== null
      const { name = null, url = null } = isObject
        ? (entry as { name?: unknown; url?: unknown })
        : { name: entry }
      const licensor = {
        name: name === null ? null : line(asText(name)),
        url: url === null ? null : line(asText(url)),
      }
      return licensor.name === null && licensor.url === null ? [] : [licensor]
    })
}

/** `{"allow": ["DEU"]}`, `{"deny": [...]}`, or as a text "allow: DEU, FRA"; a list alone is what is allowed. */
export function asTerritories(value: unknown): Territories {
  const parts = typeof value === 'string' ? /^\s*(?:(allow|deny)\s*:)?(.*)$/is.exec(value) : null
  const table = (
    parts
      ? { [parts[1]?.toLowerCase() ?? 'allow']: parts[2]!.split(/[,;|\s]+/).filter(Boolean) }
      : Array.isArray(value)
        ? { allow: value }
        : value
  ) as { allow?: unknown; deny?: unknown }
  const [side, ...others] = Object.keys(table ?? {})
  const codes = side === 'allow' || side === 'deny' ? table[side] : null
  if (others.length > 0 || !Array.isArray(codes))
    throw new WrongValue(`${shown(value)} must have a list, allow or deny.`)
  const read = codes.map((code) => {
    const found = countryCode(String(code))
    if (found === null) throw new WrongValue(`There is no country ${shown(code)}.`)
    return found
  })
  return side === 'allow' ? { allow: read } : { deny: read }
}
