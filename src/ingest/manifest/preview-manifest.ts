import { type Mapping, readMapping } from '../mapping/mapping.ts'
import { readDate } from '../mapping/read-date.ts'
import { explainUnreadDate } from '../mapping/readings.ts'
import { draftMapping } from './draft-mapping.ts'
import { type ManifestOptions, sourceOf } from './ingest-manifest.ts'
import { type Fields, type ManifestLine, RECORD_KINDS, type RecordKind } from './manifest-line.ts'
import { openManifest } from './open-manifest.ts'
import { namesOf, type TracedRecord, traceRecord } from './trace-record.ts'

/** The columns from which a field of the library gets its value, and its first value. */
export type PreviewedField = {
  readonly field: string
  readonly columns: readonly string[]
  readonly example: string
  /** The example as an ISO 8601 date, if it is a date in another form. */
  readonly date: string | null
}

/** What a mapping makes of the columns of a manifest, shown by its first records. */
export type Preview = {
  readonly manifest: string
  /** Number of records that were read. */
  readonly records: number
  /** Lines above the header of a table, which are left out. */
  readonly titles: readonly string[]
  readonly fields: readonly PreviewedField[]
  /** Columns with values that no field uses, each with its first value. */
  readonly unused: readonly { readonly column: string; readonly example: string }[]
  /** Names in the owner's mapping that no record has. */
  readonly missing: readonly string[]
  /** Dates that are kept as texts: their number, and the reason for the first one. */
  readonly unreadDates: { readonly count: number; readonly first: string } | null
  /** A draft of a mapping file, if there are unused columns. */
  readonly draft: string | null
}

const MAX_LINES = 1000
const MAX_EXAMPLE_CHARACTERS = 60
const DATES = new Set(['date_created', 'date_camera_shot'])

/** Reads the first lines of a manifest and returns what its mapping makes of their columns. Changes nothing. */
export async function previewManifest(options: ManifestOptions): Promise<Preview> {
  const lines = openManifest(options.manifest, options.format)
  const head = await readHead(lines, options.signal)
  await lines.return(undefined)
  return previewLines(head, options)
}

/** Takes as many lines from a manifest as a preview needs. */
export async function readHead(
  lines: AsyncGenerator<readonly ManifestLine[]>,
  signal: AbortSignal | undefined,
): Promise<readonly ManifestLine[]> {
  const head: ManifestLine[] = []
  while (head.length < MAX_LINES && !signal?.aborted) {
    const { done, value } = await lines.next()
    if (done) break
    head.push(...value)
  }
  return head
}

/** Returns what a mapping makes of the columns of these lines. */
export function previewLines(head: readonly ManifestLine[], options: ManifestOptions): Preview {
  const { manifest, mapping = readMapping() } = options
  const fields = new Map<string, PreviewedField>()
  const used = new Set<string>()
  const readNames = new Set<string>()
  const columns = new Map<string, string>()
  const unreadDates: string[] = []
  let records = 0
  let titles: readonly string[] = []
  for (const line of head.slice(0, MAX_LINES)) {
    if (!('fields' in line)) continue
    const { fields: record, aliases = NO_ALIASES } = line
    records++
    titles = line.titles ?? []
    for (const [name, value] of Object.entries(record))
      if (!aliases.has(name) && !columns.has(name)) columns.set(name, exampleOf(value))
    for (const { field, kind, read, value } of traceAll(mapping, record, sourceOf(options))) {
      for (const name of read.names) readNames.add(name)
      const from = read.used.map((name) => aliases.get(name) ?? name)
      for (const name of from) used.add(name)
      if (DATES.has(field) && typeof value === 'string' && !readDate(value)) unreadDates.push(value)
      const name = kind === 'asset' || kind === null ? field : `${kind}.${field}`
      if (value !== null && from.length > 0 && !fields.has(name))
        fields.set(name, { field: name, columns: [...new Set(from)], ...shownValue(field, value) })
    }
  }
  const unused = [...columns]
    .filter(([column]) => !used.has(column) && !used.has(column.replace(/\.[A-Za-z-]{2,}$/, '')))
    .map(([column, example]) => ({ column, example }))
  const defaultNames = namesOf(readMapping())
  return {
    manifest,
    records,
    titles: titles.map(exampleOf),
    fields: [...fields.values()],
    unused,
    missing: [...readNames].filter((name) => !defaultNames.has(name) && !columns.has(name)),
    unreadDates:
      unreadDates.length === 0
        ? null
        : { count: unreadDates.length, first: explainUnreadDate(unreadDates[0]!) },
    draft: unused.length === 0 ? null : draftMapping(unused, new Set(fields.keys())),
  }
}

const NO_ALIASES: ReadonlyMap<string, string> = new Map()

type Traced = TracedRecord & { readonly kind: RecordKind | null }

function* traceAll(mapping: Mapping, record: Fields, source: string): Generator<Traced> {
  const [kindOf] = traceRecord({ kind: mapping.kind }, record, source)
  yield { ...kindOf!, kind: null }
  const kind = RECORD_KINDS.find((it) => it === String(kindOf!.value).toLowerCase()) ?? 'asset'
  // A video has the fields of an asset, and its own.
  if (kind === 'video')
    for (const traced of traceRecord(mapping.asset, record, source)) yield { ...traced, kind: 'asset' }
  for (const traced of traceRecord(mapping[kind], record, source)) yield { ...traced, kind }
}

function shownValue(field: string, value: unknown): Pick<PreviewedField, 'example' | 'date'> {
  const date = DATES.has(field) && typeof value === 'string' ? readDate(value) : null
  return { example: exampleOf(value), date: date && date.iso !== value ? date.iso : null }
}

function exampleOf(value: unknown): string {
  const text = Array.isArray(value) && value.every((it) => typeof it === 'string') ? value.join('; ') : value
  const shown = (typeof text === 'string' ? text : JSON.stringify(text)).replaceAll(/\s+/g, ' ')
  return shown.length > MAX_EXAMPLE_CHARACTERS ? `${shown.slice(0, MAX_EXAMPLE_CHARACTERS)}…` : shown
}
