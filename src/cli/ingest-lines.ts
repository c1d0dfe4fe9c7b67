import type { Difference } from '../ingest/manifest/differences.ts'
import type { PlannedLine } from '../ingest/manifest/plan-manifest.ts'
import type { LineOutcome, Note } from '../ingest/manifest/prepared-record.ts'
import type { Outcome } from '../ingest/outcome.ts'
import type { PlannedFile } from '../ingest/plan-folder.ts'
import { printable } from './printable.ts'

/** The outcome of a file or of a line of a manifest. */
export type Reported = Outcome | LineOutcome

const MAX_SHOWN_CHARACTERS = 80

/** Outcomes that change nothing and recur at every ingest. */
const SILENT = new Set<Reported['is']>(['unchanged', 'other', 'leftOut', 'purged'])

/** The line to print: always for refusals and missing files, otherwise only as JSON; null prints nothing. */
export function lineOf(outcome: Reported, json: boolean): string | null {
  const fileRefused = 'fileRefused' in outcome ? outcome.fileRefused : null
  const warning = warningOf(outcome)
  if (json)
    return SILENT.has(outcome.is) && fileRefused === null && warning === null
      ? null
      : printable(JSON.stringify(outcome))
  if (warning !== null) return printable(`warned ${nameOf(outcome)}: ${warning}`)
  if (outcome.is === 'refused')
    return printable(`refused ${nameOf(outcome)}: ${fieldOf(outcome)}${outcome.reason}`)
  if (outcome.is === 'gone')
    return printable(`gone ${outcome.path}: asset ${outcome.assetId} still shows its renditions`)
  if (outcome.is === 'withdrawn') return printable(`withdrawn ${outcome.assetId}: ${outcome.path} is gone`)
  return fileRefused === null ? null : printable(`without its file ${nameOf(outcome)}: ${fileRefused}`)
}

/** The lines to print for a file or record of a plan. */
export function planLineOf(planned: PlannedLine | PlannedFile, json: boolean): string {
  if (json) return printable(JSON.stringify(planned))
  const head = `${planned.is === 'leftOut' ? 'left out' : planned.is} ${nameOf(planned)}`
  if ('reason' in planned) return printable(`${head}: ${fieldOf(planned)}${planned.reason}`)
  const title = (planned.description as { title?: unknown } | undefined)?.title
  const lines = [title === undefined ? head : `${head}: ${short(title)}`]
  const warning = warningOf(planned)
  if (warning !== null) lines.push(`  file: ${warning}`)
  if ('fileRefused' in planned) lines.push(`  file: ${planned.fileRefused}`)
  if ('file' in planned) lines.push(`  file: ${planned.file}`)
  for (const { field, reason } of notesOf(planned)) lines.push(`  ${field}: ${reason}`)
  for (const { field, from, to } of 'changes' in planned ? (planned.changes as Difference[]) : [])
    lines.push(`  ${field}: ${short(from)} → ${short(to)}`)
  return lines.map(printable).join('\n')
}

/** Counts that are always printed. */
const ALWAYS_PRINTED = {
  added: 'added',
  updated: 'updated',
  unchanged: 'unchanged',
  noted: 'known from elsewhere',
  refused: 'refused',
} as const
/** Counts that are printed unless they are 0. */
const PRINTED_IF_ANY = {
  filesRefused: ['without its file', 'without their files'],
  warned: ['not shown as a whole', 'not shown as a whole'],
  otherCase: ['file found under a name in another case', 'files found under names in another case'],
  elsewhere: ['file found in another folder', 'files found in other folders'],
  dateKept: ['date kept as text', 'dates kept as text'],
  moved: ['moved', 'moved'],
  restored: ['shown again', 'shown again'],
  gone: ['gone (--withdraw-gone withdraws it)', 'gone (--withdraw-gone withdraws them)'],
  withdrawn: ['withdrawn', 'withdrawn'],
  duplicates: ['near duplicate', 'near duplicates'],
  purged: ['purged before (--again ingests it)', 'purged before (--again ingests them)'],
  other: ['other file left out', 'other files left out'],
  leftOut: ['hidden or system folder left out', 'hidden or system folders left out'],
} as const

/** The counts of an ingest as text. */
export function wordsOf(summary: Readonly<Record<string, number>>): string {
  const others = Object.entries(PRINTED_IF_ANY).flatMap(([name, [one, several]]) => {
    const count = summary[name] ?? 0
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`]
  })
  const always = Object.entries(ALWAYS_PRINTED).map(([name, word]) => `${summary[name] ?? 0} ${word}`)
  return [...always, ...others].join(', ')
}

/** What is worth knowing about a file that was ingested; null if there is nothing. */
export const warningOf = (outcome: object): string | null =>
  'warning' in outcome ? (outcome.warning as string) : null

/** One line for each value of a record that was only partly understood. */
export function noteLinesOf(outcome: Reported): string[] {
  return notesOf(outcome).map(({ field, reason }) =>
    printable(`noted ${nameOf(outcome)}: ${field}: ${reason}`),
  )
}

/** The notes on a record; empty when there are none. */
export const notesOf = (outcome: object): readonly Note[] =>
  'notes' in outcome ? (outcome.notes as readonly Note[]) : []

function nameOf(it: { path: string } | { manifest: string; line: number; id: string | null }): string {
  if ('path' in it) return it.path
  return `${it.manifest}:${it.line}${it.id === null ? '' : ` (${it.id})`}`
}

function fieldOf(it: object): string {
  return 'field' in it && it.field !== null ? `${it.field}: ` : ''
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text
}
