import { isDeepStrictEqual as isSame } from 'node:util'
import type { PasswordLink } from '../access/password-links.ts'
import type { Db } from '../db/database.ts'
import { readDate } from '../ingest/mapping/read-date.ts'
import { Problem } from '../lib/problem.ts'
import type { Path } from './read-customers-file.ts'

/** What a file added to the library, or changed in it. */
export type Change = {
  readonly is: 'added' | 'changed'
  /** What was changed: "user ada of Northern Press". */
  readonly what: string
  /** What is different now: "country: none → DEU". */
  readonly details: readonly string[]
}

/** What the library gave out and cannot show again. */
export type Issued =
  | { readonly is: 'link'; readonly username: string; readonly link: PasswordLink }
  | {
      readonly is: 'key'
      readonly name: string
      readonly id: string
      readonly key: string
      readonly secret: string | null
    }
  | { readonly is: 'webhook'; readonly id: string; readonly url: string; readonly secret: string }

/** What applying a file did, or would do. */
export type Report = {
  readonly changes: Change[]
  /** What is in the library, and not in the file. */
  readonly left: string[]
  readonly issued: Issued[]
  /** What the file names and the library does not have (yet), with the line. */
  readonly warnings: string[]
}

/** A file while it is applied, in one transaction. */
export type Application = {
  readonly tx: Db
  readonly now: Date
  readonly report: Report
  /** Says where in the file something is. */
  readonly locate: (path: Path) => string
}

/** Does something about a part of the file; problems name its place. @throws Problem InvalidCustomersFile. */
export async function at<Result>(
  { locate }: Application,
  path: Path,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'InvalidCustomersFile') throw error
    throw new Problem('InvalidCustomersFile', `${locate(path)}: ${error.message}`)
  }
}

/** The time that a text says, in UTC unless it has an offset. @throws Problem InvalidCustomersFile. */
export function timeOf({ locate }: Application, path: Path, text: string): number {
  const date = readDate(text)
  if (date) return date.ms
  throw new Problem(
    'InvalidCustomersFile',
    `${locate(path)}: must be a date or time such as 2027-01-31 or 2027-01-31T09:00Z`,
  )
}

/** Refuses two entries of a list that have the same name. @throws Problem InvalidCustomersFile. */
export function requireDistinct({ locate }: Application, path: Path, names: readonly string[]): void {
  names.forEach((name, at) => {
    if (names.indexOf(name) < at)
      throw new Problem('InvalidCustomersFile', `${locate([...path, at])}: "${name}" is there twice`)
  })
}

/** The stated properties that differ from the known ones, and how. Those that are not stated stay. */
export function differences<Properties extends object>(
  known: Readonly<Properties>,
  stated: { readonly [Name in keyof Properties]?: Properties[Name] | undefined },
): { readonly change: Partial<Properties>; readonly details: string[] } {
  const change: Partial<Properties> = {}
  const details: string[] = []
  for (const name of Object.keys(stated) as (keyof Properties & string)[]) {
    const value = stated[name]
    if (value === undefined || isSame(value, known[name])) continue
    change[name] = value as Properties[typeof name]
    details.push(`${LABELS[name] ?? name}: ${shown(name, known[name])} → ${shown(name, value)}`)
  }
  return { change, details }
}

/** What the file calls some properties of the records. */
const LABELS: Readonly<Record<string, string>> = {
  expiresMs: 'expires',
  startsMs: 'starts',
  endsMs: 'ends',
  abilities: 'allow',
  isPublic: 'public',
}

/** Writes the value of a property as the file does. */
function shown(name: string, value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (name.endsWith('Ms')) return new Date(value as number).toISOString()
  if (name === 'isPublic') return String(value === 1)
  const list = typeof value === 'string' && value.startsWith('[') ? (JSON.parse(value) as string[]) : value
  return Array.isArray(list) ? list.join(', ') || 'none' : String(value)
}
