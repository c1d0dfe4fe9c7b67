import { closest, distance } from 'fastest-levenshtein'
import type { TObject, TSchema } from 'typebox'
import { dotNetMoment, isoMoment } from '../lib/moment.ts'
import { Problem } from '../lib/problem.ts'

/** What of a JSON schema decides how a parameter is read. */
type ParameterSchema = TSchema & {
  readonly type?: string
  readonly enum?: readonly (string | number)[]
  readonly items?: ParameterSchema
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly maxLength?: number
  readonly format?: string
  readonly pattern?: string
  readonly examples?: readonly unknown[]
}
type Properties = Readonly<Record<string, ParameterSchema>>

export type ReadOptions = {
  /** Names that are accepted and mean nothing (null) or another parameter. */
  readonly retired?: Readonly<Record<string, string | null>>
  readonly unknown: 'refuse' | 'ignore'
}

/**
 * Reads the query of a request by the schema of its operation, in all the ways that clients write it: lists as
 * CSV, repeated (`a=1&a=2`) or indexed (`a[0]=1`), names and enum values in any case, enum values by ordinal,
 * `True` for true, nothing at all for "not given" (contract 6 and 16).
 *
 * @throws Problem InvalidParameterValue, which names the parameter and what would be right.
 */
export function readQuery(
  schema: TObject,
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  { retired = {}, unknown }: ReadOptions,
): Record<string, unknown> {
  const properties = schema.properties as Properties
  const given = collect(query, properties, retired, unknown)
  const values: Record<string, unknown> = {}
  for (const name in properties) {
    const texts = given[name]?.filter((text) => text !== '')
    const value = texts && texts.length > 0 ? read(name, texts, properties[name]!) : properties[name]!.default
    if (value !== undefined) values[name] = value
  }
  return values
}

function collect(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  properties: Properties,
  retired: Readonly<Record<string, string | null>>,
  unknown: ReadOptions['unknown'],
): Record<string, string[]> {
  const given: Record<string, string[]> = Object.create(null)
  for (const key in query) {
    const written = key.replace(/\[\d{0,4}\]$/, '')
    const bare = written.toLowerCase()
    const listed = [bare, written].find((name) => Object.hasOwn(properties, name))
    const name = listed ?? (Object.hasOwn(retired, bare) ? retired[bare] : undefined)
    if (name === null) continue
    if (name === undefined) {
      if (unknown === 'ignore') continue
      throw new Problem('InvalidParameterValue', unknownParameter(key, Object.keys(properties)))
    }
    const value = query[key]!
    given[name] = [...(given[name] ?? []), ...(typeof value === 'string' ? [value] : value)]
  }
  return given
}

function unknownParameter(name: string, known: readonly string[]): string {
  if (known.length === 0) return `Unknown parameter '${shown(name)}'. This operation has no query parameters.`
  const nearest = closest(name.slice(0, 64), known)
  const isNear = distance(name, nearest) <= Math.max(1, name.length / 3)
  const all = isNear ? '' : ` of ${known.join(', ')}`
  return `Unknown parameter '${shown(name)}'. The nearest known one is '${nearest}'${all}.`
}

function read(name: string, texts: readonly string[], schema: ParameterSchema): unknown {
  if (schema.type !== 'array') {
    if (texts.length > 1) throw invalid(name, texts.join(','), 'it may be given once only')
    return readOne(name, texts[0]!, schema)
  }
  const items = texts
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const max = schema.maxItems ?? 100
  if (items.length > max) throw invalid(name, `${items.length} values`, `at most ${max} may be given`)
  return [...new Set(items.map((text) => readOne(name, text, schema.items!)))]
}

function readOne(name: string, text: string, schema: ParameterSchema): unknown {
  if (schema.enum) return readEnum(name, text, schema.enum)
  switch (schema.type) {
    case 'integer':
      return readInteger(name, text, schema)
    case 'boolean':
      return readBoolean(name, text)
    default:
      if (schema.maxLength !== undefined && text.length > schema.maxLength) {
        throw invalid(name, text, `at most ${schema.maxLength} characters are read`)
      }
      if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'i').test(text)) {
        throw invalid(name, text, `it must be such as ${schema.examples?.join(', ')}`)
      }
      if (schema.format === 'date-time') return readTime(name, text)
      return text
  }
}

function readEnum(name: string, text: string, values: readonly (string | number)[]): string | number {
  const folded = text.toLowerCase()
  const found = values.find((value) => String(value).toLowerCase() === folded)
  if (found !== undefined) return found
  const ordinal = /^\d{1,3}$/.test(text) && typeof values[0] === 'string' ? values[Number(text)] : undefined
  if (ordinal !== undefined) return ordinal
  throw invalid(name, text, `valid values are ${values.join(', ')}`)
}

function readInteger(
  name: string,
  text: string,
  { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: ParameterSchema,
) {
  const value = /^[+-]?\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return value
  throw invalid(name, text, `it must be an integer from ${minimum} to ${maximum}`)
}

function readBoolean(name: string, text: string): boolean {
  const folded = text.toLowerCase()
  if (folded === 'true' || folded === 'false') return folded === 'true'
  throw invalid(name, text, 'it must be true or false')
}

/** Answers a date or a moment with its zone (contract 6 and 16). */
function readTime(name: string, text: string): string {
  const when = isoMoment(text) ?? dotNetMoment(text)
  if (when) return when.toISOString()
  throw invalid(name, text, 'it must be an ISO 8601 date or date-time such as 2026-05-31')
}

/** The refusal of one parameter's value, in one form for all of them. */
export function invalid(name: string, value: string, why: string): Problem {
  return new Problem(
    'InvalidParameterValue',
    `Invalid value '${shown(value)}' for parameter '${name}': ${why}.`,
  )
}

const shown = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)
