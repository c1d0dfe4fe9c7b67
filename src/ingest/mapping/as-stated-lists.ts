import {
  ISTOCK_LICENSES,
  type StatedEntity,
  type StatedLicense,
  type StatedLink,
} from '../../catalogue/stated-lists.ts'
import { line } from '../../media/metadata/text.ts'
import { asChoice, asInteger, asText, InvalidValue, quoted } from './readings.ts'

const MAX_CREDITS = 1_000_000
/** "Multiseat: 10" */
const LICENSE = /^(.+?)\s*[:=]\s*(\d+)$/
/** "license: https://…", or an address alone. */
const LINK = /^(?:([A-Za-z][\w.-]*)\s*[:=]\s*)?(https?:\/\/\S+)$/i
/** "Ada Example <https://…>", or an address alone. */
const ENTITY = /^(?:(.+?)\s*<)?\s*(https?:\/\/[^\s<>]+)\s*>?$/i
/** The relation of a link that states none (RFC 8288, registered relation types). */
const ANY_RELATION = 'related'

type Entry = Readonly<Record<string, unknown>>

const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const isObject = (value: unknown): value is Entry => typeof value === 'object' && value !== null

/**
 * Reads the licences of iStock: `[{"license_type": "Standard", "credits": 3}]`, `{"Standard": 3}` or "Standard: 3".
 * Each may be given once.
 */
export function asIstockLicenses(value: unknown): StatedLicense[] {
  const licenses = entriesOf(value).flatMap(asLicenses)
  const repeated = licenses.find(
    ({ license_type }, index) => licenses.findIndex((it) => it.license_type === license_type) !== index,
  )
  if (repeated) throw new InvalidValue(`It has ${repeated.license_type} twice.`)
  return licenses
}

function asLicenses(entry: unknown): StatedLicense[] {
  if (isObject(entry) && !('license_type' in entry))
    return Object.entries(entry).map(([type, credits]) => license(type, credits))
  if (isObject(entry)) return [license(entry.license_type, entry.credits)]
  const parts = LICENSE.exec(asText(entry).trim())
  if (parts === null)
    throw new InvalidValue(`${quoted(entry)} must be a licence with its credits, such as Standard: 3.`)
  return [license(parts[1], parts[2])]
}

const license = (type: unknown, credits: unknown): StatedLicense => ({
  license_type: asChoice(type, ISTOCK_LICENSES),
  credits: asInteger(credits, 0, MAX_CREDITS),
})

/** Reads links: `[{"rel": "license", "uri": "https://…"}]`, "license: https://…" or addresses alone. */
export function asLinks(value: unknown): StatedLink[] {
  return entriesOf(value).map((entry) => {
    if (isObject(entry)) return { rel: asLine(entry.rel) ?? ANY_RELATION, uri: asAddress(entry.uri) }
    const parts = LINK.exec(asText(entry).trim())
    if (parts) return { rel: parts[1] ?? ANY_RELATION, uri: asAddress(parts[2]) }
    throw notAnAddress(entry)
  })
}

/**
 * Reads what an asset shows or is about: `[{"name": "Bergen", "type": "Place", "uri": "https://…"}]`,
 * "Bergen <https://…>" or addresses alone.
 */
export function asEntities(value: unknown): StatedEntity[] {
  return entriesOf(value).map((entry) => {
    if (isObject(entry))
      return { name: asLine(entry.name), type: asLine(entry.type), uri: asAddress(entry.uri) }
    const parts = ENTITY.exec(asText(entry).trim())
    if (parts) return { name: asLine(parts[1]), type: null, uri: asAddress(parts[2]) }
    throw notAnAddress(entry)
  })
}

const asLine = (value: unknown): string | null => (value == null ? null : line(asText(value)))

/** NOTE: other schemes, such as javascript:, would be dangerous where pages show them as links. */
function asAddress(value: unknown): string {
  const text = value == null ? '' : asText(value).trim()
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  throw notAnAddress(value ?? '')
}

const notAnAddress = (value: unknown) =>
  new InvalidValue(`${quoted(value)} must be an address that begins with https:// or http://.`)
