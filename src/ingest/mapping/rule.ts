import { asDates, DATE_NOTATIONS, type DateNotation } from './as-dates.ts'
import { isEmpty, type MappingInput, type Reader, readerOf } from './mapping-input.ts'
import { separated } from './separated.ts'

/** A compiled rule; returns null if it has no value for the input. */
export type Rule = (input: MappingInput) => unknown

const MEMBERS = ['from', 'text', 'value', 'all', 'when', 'match', 'split', 'join', 'map', 'dates']
const ORIGINS = ['from', 'text', 'value', 'all']

/**
 * Compiles a rule as written in a mapping file: a name ("manifest.title"), an object with one origin and transforms, or
 * a list of rules, of which the first with a value counts. The transforms are applied in the order `match` (a regular
 * expression; its first group, if it has one), `split` (a separator, or several of which the first that occurs counts;
 * `auto` splits keywords as people write them, see separated.ts), `map` (replaces words; those not in it are dropped),
 * `join`, `dates` (the notation of dates: dmy, mdy or serial).
 *
 * @throws TypeError with what is wrong with the rule.
 */
export function compileRule(written: unknown): Rule {
  if (typeof written === 'string') return plain(readerOf(written))
  if (Array.isArray(written)) return firstOf(written.map(compileRule))
  if (typeof written !== 'object' || written === null)
    throw new TypeError(`${JSON.stringify(written)} is not a rule`)
  const rule = written as Record<string, unknown>
  const unknown = Object.keys(rule).find((name) => !MEMBERS.includes(name))
  if (unknown) throw new TypeError(`a rule has no '${unknown}', only ${MEMBERS.join(', ')}`)
  const origins = ORIGINS.filter((name) => Object.hasOwn(rule, name))
  if (origins.length !== 1) throw new TypeError(`a rule has exactly one of ${ORIGINS.join(', ')}`)
  const origin = compileOrigin(rule)
  const applies = rule.when === undefined ? null : compileConditions(rule.when)
  const steps = [
    ...(rule.match === undefined ? [] : [matching(String(rule.match))]),
    ...(rule.split === undefined ? [] : [rule.split === 'auto' ? separated : splitting(rule.split)]),
    ...(rule.map === undefined ? [] : [mapping(rule.map)]),
    ...(rule.join === undefined ? [] : [joining(String(rule.join))]),
    ...(rule.dates === undefined ? [] : [each(asDates(notationOf(rule.dates)))]),
  ]
  return (input) => {
    if (applies && !applies(input)) return null
    let value = origin(input)
    for (const step of steps) if (!isEmpty(value)) value = step(value)
    return isEmpty(value) ? null : value
  }
}

const plain =
  (read: Reader): Rule =>
  (input) => {
    const value = read(input)
    return isEmpty(value) ? null : value
  }

function firstOf(rules: readonly Rule[]): Rule {
  if (rules.length === 1) return rules[0]!
  return (input) => {
    for (const rule of rules) {
      const value = rule(input)
      if (value !== null) return value
    }
    return null
  }
}

function compileOrigin({ from, text, value, all }: Record<string, unknown>): Rule {
  if (from !== undefined) return firstOf([from].flat().map((name) => plain(readerOf(String(name)))))
  if (text !== undefined) return template(String(text))
  if (all === undefined) return () => value
  if (!Array.isArray(all)) throw new TypeError('all must be a list of rules')
  const rules = all.map(compileRule)
  return (input) => rules.flatMap((rule) => rule(input) ?? [])
}

/** A text with names in braces, "{manifest.width} mm"; it has no value if one of the names has none. */
function template(written: string): Rule {
  const parts = written.split(/\{([^}]*)\}/)
  const readers = parts.map((part, index) => (index % 2 === 1 ? readerOf(part.trim()) : null))
  return (input) => {
    let text = ''
    for (const [index, part] of parts.entries()) {
      const value = readers[index] ? readers[index](input) : part
      if (readers[index] && isEmpty(value)) return null
      text += String(value)
    }
    return text
  }
}

/** Conditions that must all be true: each name must have the value, or one of the values; null means no value. */
function compileConditions(written: unknown): (input: MappingInput) => boolean {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new TypeError('when must be a table of names and the values that they must have')
  const conditions = Object.entries(written).map(([name, wanted]) => {
    const values = new Set([wanted].flat().map(String))
    return { read: readerOf(name), values, allowsEmpty: [wanted].flat().includes(null) }
  })
  return (input) =>
    conditions.every(({ read, values, allowsEmpty }) => {
      const value = read(input)
      return isEmpty(value) ? allowsEmpty : [value].flat().some((it) => values.has(String(it)))
    })
}

/** Returns a transform that changes each entry of a list, or a single value. */
const each = (change: (value: unknown) => unknown) => (value: unknown) =>
  Array.isArray(value) ? value.map(change) : change(value)

function matching(source: string) {
  const pattern = new RegExp(source, 'u')
  return each((value) => {
    const found = pattern.exec(String(value))
    return found ? (found[1] ?? found[0]) : null
  })
}

function splitting(written: unknown) {
  const separators = [written].flat().map(String)
  return (value: unknown) => {
    if (typeof value !== 'string') return value
    const separator = separators.find((it) => value.includes(it))
    return separator === undefined ? [value] : value.split(separator).map((part) => part.trim())
  }
}

function mapping(table: unknown) {
  if (typeof table !== 'object' || table === null) throw new TypeError('map must be a table of words')
  const words = new Map(Object.entries(table))
  return each((value) => words.get(String(value)) ?? null)
}

function notationOf(value: unknown): DateNotation {
  const found = DATE_NOTATIONS.find((notation) => notation === value)
  if (found) return found
  throw new TypeError(`dates must be one of ${DATE_NOTATIONS.join(', ')}`)
}

const joining = (separator: string) => (value: unknown) =>
  Array.isArray(value) ? value.filter((it) => !isEmpty(it)).join(separator) : value
