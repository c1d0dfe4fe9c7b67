import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { USUAL_MAPPING } from '../describe.ts'
import type { MappedKeyword } from '../mapping/to-others.ts'
import { type FileToRead, lookAtFile } from '../read-file.ts'
import { findSource } from '../source.ts'
import { type Difference, findDifferences } from './differences.ts'
import { type ManifestOptions, readManifest, refusalOf, sourceOf } from './ingest-manifest.ts'
import { findKnownRecords, type KnownRecords } from './known-records.ts'
import type { Prepared } from './prepare-record.ts'
import { idOf, isAsset, type LineOutcome, type LineResult, type PreparedRecord } from './prepared-record.ts'
import { type AssetRecord, identifyRecord, mergeFile } from './save-asset-record.ts'
import { saveKeyword } from './save-keyword.ts'

type Plan = {
  readonly description?: object
  readonly changes?: readonly Difference[]
  /** Whether its file lies where the record says, for one that names a file. */
  readonly file?: 'read' | 'awaited'
}

/** What would become of one line, with all that would be said of it, or with what would change. */
export type PlannedLine = LineOutcome & Plan

/** Tells of each record of a manifest what an ingest would do with it, and does nothing. */
export async function* planManifest(
  { db, blobs, decoder }: { db: Db; blobs: BlobStore; decoder: DecoderPool },
  options: ManifestOptions,
): AsyncGenerator<PlannedLine> {
  const reading = {
    db,
    blobs,
    processes: decoder.processes,
    read: (file: FileToRead) => lookAtFile(decoder, file),
  }
  const folder = await findSource(db, await realpath(dirname(options.manifest)))
  const { mapping = USUAL_MAPPING } = options
  const events = new Set<string>()
  for await (const record of readManifest(reading, options)) {
    yield { manifest: options.manifest, ...(await plan(record)) }
  }

  async function plan(record: Prepared): Promise<LineResult & Plan> {
    if ('mistakes' in record) return refusalOf(record)
    const known = withEvents(await findKnownRecords(db, [record]), events)
    const { mapped, line } = record
    const named = { line, kind: mapped.kind, id: idOf(mapped) }
    if (mapped.kind === 'event') events.add(keyOf(mapped.source, mapped.id))
    if (isAsset(record)) return { ...named, ...(await planAsset(record, known)) }
    const description = descriptionOf(mapped)
    if (mapped.kind === 'keyword') {
      const saved = await planKeyword(db, mapped)
      return 'is' in saved ? { ...named, ...saved, description } : { ...named, is: 'refused', ...saved }
    }
    return { ...named, ...planOther(record, known), description }
  }

  async function planAsset(record: AssetRecord, known: KnownRecords) {
    const identity = await identifyRecord(db, record, known, folder)
    if (identity.is === 'refused') return { is: 'refused' as const, ...identity.mistake }
    const merged = mergeFile(record, { mapping, source: sourceOf(options) })
    if (!('description' in merged)) return { is: 'refused' as const, ...merged }
    const file = fileOf(record)
    const { description } = merged
    if (identity.is === 'new') return { is: 'added' as const, description, ...file }
    const { assetId } = identity
    if (identity.said === record.said && !record.file?.arrival)
      return { is: 'unchanged' as const, assetId, ...file }
    const eventIds = record.mapped.eventIds.map((id) => known.find('event', record.mapped.source, id)!.id)
    const changes = await findDifferences(db, assetId, { ...description, eventIds })
    return { is: 'updated' as const, assetId, changes, ...file }
  }
}

function fileOf({ file }: PreparedRecord) {
  if (file === null) return {}
  if (file.refused !== null) return { fileRefused: file.refused }
  return { file: file.arrival ? ('read' as const) : ('awaited' as const) }
}

function planOther({ mapped, said }: PreparedRecord, known: KnownRecords) {
  if (mapped.kind === 'keyword') throw new TypeError('A keyword has no id.')
  if (
    mapped.kind === 'event' &&
    mapped.parentId !== null &&
    !known.find('event', mapped.source, mapped.parentId)
  ) {
    const reason = `There is no event '${mapped.parentId}' that it can be a part of.`
    return { is: 'refused' as const, field: 'parent_event_id', reason }
  }
  const before = known.find(mapped.kind, mapped.source, mapped.id!)
  if (before === null || before.id === PLANNED) return { is: 'added' as const }
  return { is: before.said === said ? ('unchanged' as const) : ('updated' as const) }
}

/** What saving it would do: it is saved, and the transaction undone. */
async function planKeyword(db: Db, keyword: MappedKeyword): ReturnType<typeof saveKeyword> {
  const undone = new Error('A plan changes nothing.')
  let saved: Awaited<ReturnType<typeof saveKeyword>> = { is: 'unchanged' }
  const saving = db.transaction().execute(async (tx) => {
    saved = await saveKeyword(tx, keyword)
    throw undone
  })
  await saving.catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return saved
}

const descriptionOf = ({ kind: _, ...rest }: PreparedRecord['mapped']): object => rest

/** Stands for the id of a record that this plan would add. */
const PLANNED = 0

const keyOf = (source: string, id: string) => `${source}\n${id}`

/** What is known, and the events that lines before would add, which are there for the pictures after them. */
function withEvents(known: KnownRecords, events: ReadonlySet<string>): KnownRecords {
  return {
    ...known,
    find: (kind, source, value) =>
      known.find(kind, source, value) ??
      (kind === 'event' && events.has(keyOf(source, value)) ? { id: PLANNED, said: null } : null),
  }
}
