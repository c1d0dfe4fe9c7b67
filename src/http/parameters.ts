import { closest, distance } from 'fastest-levenshtein'
import type { Static, TObject, TSchema } from 'typebox'
import { dotNetMoment, isoMoment } from '../lib/moment.ts'
import { Problem } from '../lib/problem.ts'

/** The parts of a JSON schema that decide how a parameter is read. */
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
/** Maximum number of values in a list, unless its schema sets another. */
export const MAX_LIST_ITEMS = 100

type Properties = Readonly<Record<string, ParameterSchema>>

/** A query or a form as it was sent: names as the caller wrote them, with one value or several. */
export type SentQuery = Record<string, string | string[] | undefined>

/** How to treat parameters that an operation does not describe. */
export type ReadOptions = {
  /** Names that are accepted in place of another parameter, or without effect (null). */
  readonly retired?: Readonly<Record<string, string | null>>
  readonly unknown: 'refuse' | 'ignore'
}

/** One parameter as it was sent: the name that the caller wrote, and every value that came under it. */
type Given = { readonly writtenAs: string; readonly texts: readonly string[] }

/**
 * Reads the query of a request by the schema of its operation, in all the ways that clients write it: lists as
 * CSV, repeated (`a=1&a=2`) or indexed (`a[0]=1`), names and enum values in any case, enum values by ordinal,
 * `True` for true, an empty value for "not given" (contract 6 and 16). Spaces around a value are ignored: `page=+1` is
 * 1, since a plus sign in a query is a space.
 *
 * @throws Problem InvalidParameterValue, which names the parameter as the caller wrote it and what would be right.
 */
export function readQuery<Schema extends TObject>(
  schema: Schema,
  query: SentQuery,
  { retired = {}, unknown }: ReadOptions,
): Static<Schema> {
  const properties = schema.properties as Properties
  const given = collect(query, properties, retired, unknown)
  const values: Record<string, unknown> = {}
  for (const name in properties) {
    const { writtenAs, texts } = given.get(name) ?? NOT_GIVEN
    const value = texts.length > 0 ? read(writtenAs, texts, properties[name]!) : properties[name]!.default
    if (value !== undefined) values[name] = value
  }
  return values as Static<Schema>
}

/**
 * Reads the path parameters by the schema of the operation. The router has split and decoded them, and knows them by the
 * names that `routerName` makes.
 *
 * @throws Problem InvalidParameterValue that says what would be right.
 */
export function readPath<Schema extends TObject>(
  schema: Schema,
  sent: Readonly<Record<string, string>>,
): Static<Schema> {
  const properties = schema.properties as Properties
  const values = Object.entries(properties).map(([name, part]) => {
    const text = sent[routerName(name)] ?? ''
    // Some of them become names of records, and PostgreSQL cannot store this character.
    if (text.includes('\0')) throw invalid(name, text, 'it must not contain the character U+0000')
    return [name, readOne(name, text, part)]
  })
  return Object.fromEntries(values) as Static<Schema>
}

/** The router's name for a path parameter, which cannot contain a hyphen. */
export const routerName = (name: string) => name.replaceAll('-', '_')

const NOT_GIVEN: Given = { writtenAs: '', texts: [] }

/** The name of a parameter without the index of a list: "fields[0]" is "fields". */
export const withoutIndex = (key: string) => key.replace(/\[\d{0,4}\]$/, '')

/** Collects the values given for each parameter. A retired name counts only if its replacement is not given. */
function collect(
  query: SentQuery,
  properties: Properties,
  retired: Readonly<Record<string, string | null>>,
  unknown: ReadOptions['unknown'],
): Map<string, Given> {
  const given = new Map<string, Given>()
  const byRetiredName = new Map<string, Given>()
  for (const key in query) {
    const writtenAs = withoutIndex(key)
    const bare = writtenAs.toLowerCase()
    const texts = [query[key]!].flat().flatMap((text) => text.trim() || [])
    const listed = [bare, writtenAs].find((name) => Object.hasOwn(properties, name))
    if (listed !== undefined) add(given, listed, { writtenAs, texts })
    else if (!Object.hasOwn(retired, bare)) {
      if (unknown === 'refuse') throw unknownParameter(key, Object.keys(properties))
    } else if (retired[bare] !== null) add(byRetiredName, retired[bare]!, { writtenAs, texts })
  }
  for (const [name, values] of byRetiredName)
    if ((given.get(name) ?? NOT_GIVEN).texts.length === 0) given.set(name, values)
  return given
}

function add(given: Map<string, Given>, name: string, { writtenAs, texts }: Given): void {
  const before = given.get(name)
  given.set(name, before ? { ...before, texts: [...before.texts, ...texts] } : { writtenAs, texts })
}

/** Names are near each other if they differ by at most two edits, or by a third of their letters (contract 16). */
const MAX_EDITS = 2

function unknownParameter(written: string, known: readonly string[]): Problem {
  const name = written.slice(0, 64).toLowerCase()
  const nearest = known.length === 0 ? '' : closest(name, known)
  const isNear = distance(name, nearest) <= Math.max(MAX_EDITS, name.length / 3)
  const hint =
    known.length === 0
      ? 'This operation has no query parameters'
      : isNear
        ? `The nearest known one is '${nearest}'`
        : `Known ones are ${known.join(', ')}`
  return new Problem('InvalidParameterValue', `Unknown parameter '${shown(written)}'. ${hint}.`)
}

function read(name: string, texts: readonly string[], schema: ParameterSchema): unknown {
  if (schema.type !== 'array') {
    if (texts.length > 1) throw invalid(name, texts.join(','), 'it may be given only once')
    return readOne(name, texts[0]!, schema)
  }
  const items = texts
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const max = schema.maxItems ?? MAX_LIST_ITEMS
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
        throw invalid(name, text, `at most ${schema.maxLength} characters are allowed`)
      }
      if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'i').test(text)) {
        throw invalid(name, text, `it must be a value such as ${schema.examples?.join(', ')}`)
      }
      if (schema.format === 'date-time') return readTime(name, text)
      return text
  }
}

function readEnum(name: string, text: string, values: readonly (string | number)[]): string | number {
  const folded = text.toLowerCase()
  const found = values.find((value) =>
    typeof value === 'number' ? INTEGER.test(text) && Number(text) === value : value.toLowerCase() === folded,
  )
  if (found !== undefined) return found
  const ordinal = /^\d{1,3}$/.test(text) && typeof values[0] === 'string' ? values[Number(text)] : undefined
  if (ordinal !== undefined) return ordinal
  throw invalid(name, text, `valid values are ${values.join(', ')}`)
}

const INTEGER = /^[+-]?\d{1,12}$/

function readInteger(
  name: string,
  text: string,
  { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: ParameterSchema,
) {
  const value = INTEGER.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return value
  throw invalid(name, text, `it must be an integer from ${minimum} to ${maximum}`)
}

function readBoolean(name: string, text: string): boolean {
  const folded = text.toLowerCase()
  if (folded === 'true' || folded === 'false') return folded === 'true'
  throw invalid(name, text, 'it must be true or false')
}

/** Reads a date, or a time with its zone (contract 6 and 16). */
function readTime(name: string, text: string): string {
  const when = isoMoment(text) ?? dotNetMoment(text)
  if (when) return when.toISOString()
  throw invalid(name, text, 'it must be an ISO 8601 date or date-time such as 2026-05-31')
}

/** The problem for an invalid value, in the same form for all parameters. */
export function invalid(name: string, value: string, why: string): Problem {
  return new Problem(
    'InvalidParameterValue',
    `Invalid value '${shown(value)}' for parameter '${name}': ${why}.`,
  )
}

const shown = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)
