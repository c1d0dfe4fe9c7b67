import type { Outcome } from '../ingest/ingest.ts'
import type { Difference } from '../ingest/manifest/differences.ts'
import type { PlannedLine } from '../ingest/manifest/plan-manifest.ts'
import type { LineOutcome } from '../ingest/manifest/prepared-record.ts'
import type { PlannedFile } from '../ingest/plan-folder.ts'
import { printable } from './printable.ts'

/** What became of a file or of a line of a manifest. */
export type Reported = Outcome | LineOutcome

const MAX_SHOWN_CHARACTERS = 80

/** What is printed of one: refusals and what has gone always, everything else for programs alone. */
export function lineOf(outcome: Reported, json: boolean): string | null {
  const fileRefused = 'fileRefused' in outcome ? outcome.fileRefused : null
  if (json)
    return outcome.is === 'unchanged' && fileRefused === null ? null : printable(JSON.stringify(outcome))
  if (outcome.is === 'refused')
    return printable(`refused ${nameOf(outcome)}: ${fieldOf(outcome)}${outcome.reason}`)
  if (outcome.is === 'gone')
    return printable(`gone ${nameOf(outcome)}: asset ${outcome.assetId} shows what was made of it`)
  return fileRefused === null ? null : printable(`without its file ${nameOf(outcome)}: ${fileRefused}`)
}

/** What is printed of one in a plan: everything. */
export function planLineOf(planned: PlannedLine | PlannedFile, json: boolean): string {
  if (json) return printable(JSON.stringify(planned))
  const head = `${planned.is} ${nameOf(planned)}`
  if ('reason' in planned) return printable(`${head}: ${fieldOf(planned)}${planned.reason}`)
  const title = (planned.description as { title?: unknown } | undefined)?.title
  const lines = [title === undefined ? head : `${head}: ${short(title)}`]
  if ('fileRefused' in planned) lines.push(`  file: ${planned.fileRefused}`)
  if ('file' in planned) lines.push(`  file: ${planned.file}`)
  for (const { field, from, to } of 'changes' in planned ? (planned.changes as Difference[]) : [])
    lines.push(`  ${field}: ${short(from)} → ${short(to)}`)
  return lines.map(printable).join('\n')
}

/** The counts of an ingest in words. */
export function wordsOf(summary: Readonly<Record<string, number>>): string {
  const {
    added = 0,
    updated = 0,
    unchanged = 0,
    noted = 0,
    refused = 0,
    filesRefused = 0,
    gone = 0,
  } = summary
  const words = [
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${noted} known from elsewhere, ${refused} refused`,
    ...(filesRefused > 0 ? [`${filesRefused} without their files`] : []),
    ...(gone > 0 ? [`${gone} gone`] : []),
  ]
  return words.join(', ')
}

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
