import type { TLocalizedValidationError } from 'typebox/error'
import Schema from 'typebox/schema'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { Problem } from '../lib/problem.ts'
import { alternatives } from '../lib/text.ts'
import { CustomersFile, KNOWN_NAMES } from './customers-file.ts'

const validator = Schema.Compile(CustomersFile)
const MAX_SHOWN = 10

/** The place of something in a file: keys and positions from the top. */
export type Path = readonly (string | number)[]

/** A file that was read, and where in it things are. */
export type ReadFile = {
  readonly file: CustomersFile
  /** Says where something is: "line 3, customers[0].name". */
  readonly locate: (path: Path) => string
}

/**
 * Reads a file that declares customers, in YAML or JSON.
 *
 * @throws Problem InvalidCustomersFile with its mistakes, and the line of each.
 */
export function readCustomersFile(text: string): ReadFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [fault] = document.errors
  if (fault) throw refusal([`line ${lines.linePos(fault.pos[0]).line}: ${fault.message}`])
  const lineOf = (path: Path): number | null => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
    return path.length === 0 ? null : lineOf(path.slice(0, -1))
  }
  const locate = (path: Path) => {
    const line = lineOf(path)
    return `${line === null ? '' : `line ${line}, `}${written(path)}`
  }
  const file = toValue(document)
  if (validator.Check(file)) return { file, locate }
  const mistakes = validator
    .Errors(file)[1]
    .filter((error) => !isConsequence(error))
    .map((error) => `${locate(pathOf(error))}: ${describe(error)}`)
  throw refusal([...new Set(mistakes)])
}

function toValue(document: Document): unknown {
  try {
    return document.toJS()
  } catch (error) {
    // The parser refuses aliases that would make the file many times as large.
    throw refusal([(error as Error).message])
  }
}

/** Says in other words what another error says. */
const isConsequence = ({ keyword, message }: TLocalizedValidationError) =>
  keyword === 'anyOf' || keyword === 'boolean' || message === 'must be null'

function refusal(mistakes: readonly string[]): Problem {
  const more = mistakes.length > MAX_SHOWN ? [`and ${mistakes.length - MAX_SHOWN} more`] : []
  return new Problem('InvalidCustomersFile', [...mistakes.slice(0, MAX_SHOWN), ...more].join('\n'))
}

function pathOf(error: TLocalizedValidationError): Path {
  const names = error.instancePath.split('/').slice(1)
  if (error.keyword === 'additionalProperties') names.push(error.params.additionalProperties[0]!)
  return names.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

const written = (path: Path): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1) || 'the file'

/** Says what is wrong, and what would be right. */
function describe(error: TLocalizedValidationError): string {
  const names = error.instancePath.split('/').filter((part) => !/^\d*$/.test(part))
  switch (error.keyword) {
    case 'additionalProperties':
      return `there is nothing of this name; known are ${KNOWN_NAMES[names.at(-1) ?? '']!.join(', ')}`
    case 'enum':
      return `must be ${alternatives(error.params.allowedValues.map(String))}`
    case 'type':
      return `must be ${TYPES[String(error.params.type)] ?? error.params.type}`
    case 'pattern':
      return 'must be a SHA-256 in 64 hexadecimal digits, in lower case'
    case 'required':
      return `needs ${error.params.requiredProperties.join(', ')}`
    case 'uniqueItems':
      return 'must not name anything twice'
    default:
      return error.message
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text; put numbers in quotes',
  object: 'names with values, such as "name: Northern Press"',
  array: 'a list, each entry with a hyphen',
  boolean: 'true or false',
  integer: 'an integer',
}
