import { countryNamed } from '../../catalogue/country-names.ts'
import type { Licensor } from '../../catalogue/releases.ts'
import { countryCode, type Territories } from '../../catalogue/territories.ts'
import { type Language, textLanguageOf } from '../../lib/languages.ts'
import { line } from '../../media/metadata/text.ts'
import { unknownLanguageIn } from './in-language.ts'
import { type ReadDate, readDate } from './read-date.ts'

/** A value that a field cannot have; its line is refused. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue'
}

const MAX_LICENSORS = 50
const MAX_QUOTED_CHARACTERS = 60
/** "31.12.19", "1/2/20": the century is not known. */
const SHORT_YEAR = /^\d{1,2}([-./])\s?\d{1,2}\1\s?'?\d\d$/

/** Quotes a value for a message, shortened if it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `'${text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text}'`
}

const notALanguage = (tag: unknown) =>
  `${quoted(tag)} is not the tag of a language (BCP 47), such as da or pt-BR.`

/** Tags for texts in an unknown language, in several, or in none. */
const NO_LANGUAGE = ['und', 'mul', 'zxx']

/** Reads a language tag. */
export function asLanguage(value: unknown): Language | null {
  if (NO_LANGUAGE.includes(String(value).toLowerCase())) return null
  const found = textLanguageOf(String(value))
  if (found === null) throw new InvalidValue(notALanguage(value))
  return found
}

/** Reads a text, number or boolean as a text. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const tag = unknownLanguageIn(value)
  if (tag !== null) throw new InvalidValue(notALanguage(tag))
  throw new InvalidValue(`${quoted(value)} is not a text.`)
}

/** Reads a list of texts, without duplicates and empty ones. */
export function asList(value: unknown): string[] {
  const texts = [value].flat().map((it) => line(asText(it)))
  return [...new Set(texts.filter((text) => text !== null))]
}

/** Reads one of several choices in any spelling: "Royalty-Free" is royaltyfree, "Fine art" is fine_art. */
export function asChoice<T extends string>(value: unknown, choices: readonly T[]): T {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const given = bare(asText(value))
  const found = choices.find((choice) => bare(choice) === given)
  if (found === undefined) throw new InvalidValue(`${quoted(value)} must be one of ${choices.join(', ')}.`)
  return found
}

/** Reads an integer within limits, given as a number or as digits. */
export function asInteger(value: unknown, min: number, max: number): number {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number
  throw new InvalidValue(`${quoted(value)} must be an integer from ${min} to ${max}.`)
}

/** Reads yes or no, in the spellings of programs and tables. */
export function asFlag(value: unknown): 0 | 1 {
  const text = asText(value).trim().toLowerCase()
  if (['true', 'yes', '1'].includes(text)) return 1
  if (['false', 'no', '0'].includes(text)) return 0
  throw new InvalidValue(`${quoted(value)} must be true or false.`)
}

/** Reads a country code, the two or three letters of ISO 3166. */
export function asCountryCode(value: unknown): string {
  const code = countryCode(asText(value))
  if (code !== null) return code
  const meant = countryNamed(asText(value))
  throw new InvalidValue(`${quoted(value)} is not a code of ISO 3166, such as ${meant ?? 'DEU'}.`)
}

/** Reads a moment, in ms since 1970. */
export function asMoment(value: unknown): number {
  const date = readDate(asText(value))
  if (date === null) throw new InvalidValue(`${quoted(value)} is not a date.`)
  return date.ms
}

/** The value of a date field: its text, and the date if it could be read. */
export type DateValue = { readonly text: string; readonly date: ReadDate | null }

/** Reads a date; a text that is not one is kept as a text. */
export function asDate(value: unknown): DateValue | null {
  const text = line(asText(value))
  return text === null ? null : { text, date: readDate(text) }
}

/** Explains why a text could not be read as a date, and what a mapping can do about it. */
export function explainUnreadDate(text: string): string {
  const kept = `${quoted(text)} is kept as a text`
  if (readDate(text, 'dmy') || readDate(text, 'mdy'))
    return `${kept}: a mapping has to say whether the day (dates: dmy) or the month (dates: mdy) comes first.`
  if (/^\d{5}(?:\.\d+)?$/.test(text))
    return `${kept}: if it is a serial number of a spreadsheet, a mapping has to say so (dates: serial).`
  if (SHORT_YEAR.test(text)) return `${kept}: its year has two digits, and the century is not written.`
  return `${kept}: it is not a date that can be read.`
}

/** Reads licensors: names, or objects `{"name": …, "url": …}` in which one may be missing. */
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

/** Reads territories: `{"allow": ["DEU"]}`, `{"deny": [...]}`, or a text "allow: DEU, FRA"; a list alone is allowed. */
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
    throw new InvalidValue(`${quoted(value)} must have a list, allow or deny.`)
  const read = codes.map((code) => {
    const found = countryCode(String(code))
    if (found === null) throw new InvalidValue(`There is no country ${quoted(code)}.`)
    return found
  })
  return side === 'allow' ? { allow: read } : { deny: read }
}
