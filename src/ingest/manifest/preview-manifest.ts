import { type Mapping, readMapping } from '../mapping/mapping.ts'
import { readDate } from '../mapping/read-date.ts'
import { unreadDate } from '../mapping/readings.ts'
import { draftMapping } from './draft-mapping.ts'
import type { ManifestOptions } from './ingest-manifest.ts'
import { sourceOf } from './ingest-manifest.ts'
import { type Fields, RECORD_KINDS, type RecordKind } from './manifest-line.ts'
import { openManifest } from './open-manifest.ts'
import { namesOf, type TracedRecord, traceRecord } from './trace-record.ts'

/** Where a field of the library gets its value from, with the first value that it gets. */
export type PreviewedField = {
  readonly field: string
  readonly columns: readonly string[]
  readonly example: string
  /** The same as a date, where it is one that is not written so. */
  readonly date: string | null
}

/** What a manifest means by its mapping, as its first records show. */
export type Preview = {
  readonly manifest: string
  /** How many records were looked at. */
  readonly records: number
  /** Lines above the names of a table's columns, which are left out. */
  readonly titles: readonly string[]
  readonly fields: readonly PreviewedField[]
  /** Columns that have values and go nowhere, each with its first value. */
  readonly unused: readonly { readonly column: string; readonly example: string }[]
  /** Names that the mapping of the owner has and no record. */
  readonly missing: readonly string[]
  /** Dates that are kept as texts: how many, and why the first one is. */
  readonly unreadDates: { readonly count: number; readonly first: string } | null
  /** A mapping file to start from, where columns are left over. */
  readonly draft: string | null
}

const MAX_RECORDS = 1000
const MAX_EXAMPLE_CHARACTERS = 60
const DATES = new Set(['date_created', 'date_camera_shot'])

/** Looks at the first records of a manifest and says what its mapping makes of their columns. Changes nothing. */
export async function previewManifest(options: ManifestOptions): Promise<Preview> {
  const { manifest, mapping = readMapping() } = options
  const fields = new Map<string, PreviewedField>()
  const used = new Set<string>()
  const asked = new Set<string>()
  const columns = new Map<string, string>()
  const unreadDates: string[] = []
  let records = 0
  let titles: readonly string[] = []
  for await (const sample of firstRecords(options)) {
    const { record, aliases } = sample
    records++
    titles = sample.titles
    for (const [name, value] of Object.entries(record))
      if (!aliases.has(name) && !columns.has(name)) columns.set(name, exampleOf(value))
    for (const { field, kind, read, value } of traceAll(mapping, record, sourceOf(options))) {
      for (const name of read.asked) asked.add(name)
      const from = read.taken.map((name) => aliases.get(name) ?? name)
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
  const usual = namesOf(readMapping())
  return {
    manifest,
    records,
    titles: titles.map(exampleOf),
    fields: [...fields.values()],
    unused,
    missing: [...asked].filter((name) => !usual.has(name) && !columns.has(name)),
    unreadDates:
      unreadDates.length === 0 ? null : { count: unreadDates.length, first: unreadDate(unreadDates[0]!) },
    draft: unused.length === 0 ? null : draftMapping(unused, new Set(fields.keys())),
  }
}

type Sample = {
  readonly record: Fields
  readonly aliases: ReadonlyMap<string, string>
  readonly titles: readonly string[]
}

const NO_ALIASES: ReadonlyMap<string, string> = new Map()

async function* firstRecords({ manifest, format, signal }: ManifestOptions): AsyncGenerator<Sample> {
  let left = MAX_RECORDS
  for await (const lines of openManifest(manifest, format))
    for (const line of lines) {
      if (left === 0 || signal?.aborted) return
      if (!('fields' in line)) continue
      left--
      yield { record: line.fields, aliases: line.aliases ?? NO_ALIASES, titles: line.titles ?? [] }
    }
}

type Traced = TracedRecord & { readonly kind: RecordKind | null }

function* traceAll(mapping: Mapping, record: Fields, source: string): Generator<Traced> {
  const [kindOf] = traceRecord({ kind: mapping.kind }, record, source)
  yield { ...kindOf!, kind: null }
  const kind = RECORD_KINDS.find((it) => it === String(kindOf!.value).toLowerCase()) ?? 'asset'
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
