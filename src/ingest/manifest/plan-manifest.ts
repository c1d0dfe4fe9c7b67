import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { DEFAULT_MAPPING } from '../describe.ts'
import type { MappedEvent } from '../mapping/to-others.ts'
import { type FileToRead, lookAtFile } from '../read-file.ts'
import { findSourceFolder } from '../source-folder.ts'
import { type Difference, findDifferences } from './differences.ts'
import { findElsewhere } from './find-elsewhere.ts'
import { folderNames } from './find-file.ts'
import { type ManifestOptions, readManifest, refusalOf, sourceOf } from './ingest-manifest.ts'
import { findKnownRecords, type KnownRecord, type KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import { inMappingNames } from './mapping-names.ts'
import type { Prepared } from './prepare-record.ts'
import {
  idOf,
  isAsset,
  type LineOutcome,
  type LineResult,
  notesOf,
  type PreparedRecord,
} from './prepared-record.ts'
import { type AssetRecord, identifyRecord, mergeFile } from './save-asset-record.ts'
import { saveKeyword } from './save-keyword.ts'
import { findParent, saveCollectionRecord } from './save-others.ts'

type Plan = {
  readonly description?: object
  readonly changes?: readonly Difference[]
  /** For a record that names a file: whether that would be read, is known as it is, or does not lie there yet. */
  readonly file?: 'read' | 'known' | 'awaited'
}

/** What would become of one line, with all that would be said of it, or with what would change. */
export type PlannedLine = LineOutcome & Plan

/** The events that a plan would add, with what would be said of them: they are there for all that comes after. */
export type PlannedEvents = Map<string, KnownRecord>

/**
 * Tells of each record of a manifest what an ingest would do with it, and does nothing. `events` are those that
 * manifests before this one would add.
 */
export async function* planManifest(
  { db, blobs, decoder }: { db: Db; blobs: BlobStore; decoder: DecoderPool },
  options: ManifestOptions,
  events: PlannedEvents = new Map(),
): AsyncGenerator<PlannedLine> {
  const reading = {
    db,
    blobs,
    processes: decoder.processes,
    namesIn: folderNames(),
    elsewhere: findElsewhere(),
    read: (file: FileToRead) => lookAtFile(decoder, file),
  }
  const folder = await findSourceFolder(db, await realpath(dirname(options.manifest)))
  const { mapping = DEFAULT_MAPPING } = options
  for await (const record of readManifest(reading, options)) {
    yield { manifest: options.manifest, ...(await plan(record)) }
  }

  async function plan(record: Prepared): Promise<LineResult & Plan> {
    if ('mistakes' in record) return refusalOf(record)
    const known = withEvents(await findKnownRecords(db, [record]), events)
    const { mapped, line } = record
    const named = { line, kind: mapped.kind, id: idOf(mapped), ...notesOf(record) }
    if (isAsset(record)) return { ...named, ...(await planAsset(record, known)) }
    const planned = await planOther(db, record, known)
    if (!('is' in planned)) return { ...named, is: 'refused', ...planned }
    if (mapped.kind === 'event') {
      const id = known.find('event', mapped.source, mapped.id)?.id ?? PLANNED
      if (planned.is !== 'unchanged')
        events.set(keyOf(mapped.source, mapped.id), { id, recordHash: record.recordHash })
    }
    return { ...named, ...planned, description: descriptionOf(mapped) }
  }

  async function planAsset(record: AssetRecord, known: KnownRecords) {
    const identity = await identifyRecord(db, record, known, folder)
    if (identity.is === 'refused') return { is: 'refused' as const, ...identity.mistake }
    const merged = mergeFile(record, { mapping, source: sourceOf(options) })
    if (!('description' in merged)) return { is: 'refused' as const, ...merged }
    const file = fileOf(record)
    const { description } = merged
    if (identity.is === 'new')
      return { is: 'added' as const, description: inMappingNames(description), ...file }
    const { assetId } = identity
    if (identity.recordHash === record.recordHash && !record.file?.arrival)
      return { is: 'unchanged' as const, assetId, ...file }
    const eventIds = record.mapped.eventIds.map((id) => known.find('event', record.mapped.source, id)!.id)
    const changes = await findDifferences(db, assetId, { ...description, eventIds })
    return { is: 'updated' as const, assetId, changes, ...file }
  }
}

function fileOf({ file }: PreparedRecord): Pick<Plan, 'file'> & { readonly fileRefused?: string } {
  if (file === null) return {}
  if (file.refused !== null) return { fileRefused: file.refused }
  if (file.arrival) return { file: 'read' }
  return { file: file.isThere ? 'known' : 'awaited' }
}

type Planned = { readonly is: 'added' | 'updated' | 'unchanged' } | Mistake

async function planOther(db: Db, record: PreparedRecord, known: KnownRecords): Promise<Planned> {
  const { mapped, recordHash } = record
  if (mapped.kind === 'keyword') return undone(db, (tx) => saveKeyword(tx, mapped, new Date()))
  if (mapped.kind === 'collection')
    return undone(db, (tx) => saveCollectionRecord(tx, { ...record, mapped }, known, new Date()))
  const event = mapped as MappedEvent
  const parent = event.parentId === null ? null : findParent(event, known)
  if (parent && 'field' in parent) return parent
  const before = known.find('event', event.source, event.id)
  return { is: before === null ? 'added' : before.recordHash === recordHash ? 'unchanged' : 'updated' }
}

/** What saving something would do: it is saved, and the transaction undone. */
async function undone(db: Db, save: (tx: Db) => Promise<Planned>): Promise<Planned> {
  const undo = new Error('A plan changes nothing.')
  let saved: Planned = { is: 'unchanged' }
  const saving = db.transaction().execute(async (tx) => {
    saved = await save(tx)
    throw undo
  })
  await saving.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return 'is' in saved ? { is: saved.is } : saved
}

const descriptionOf = ({ kind: _, ...rest }: PreparedRecord['mapped']): object => rest

/** Stands for the id of a record that this plan would add. */
const PLANNED = 0

const keyOf = (source: string, id: string) => `${source}\n${id}`

/** What is known, and the events that lines before would add or change. */
function withEvents(known: KnownRecords, events: PlannedEvents): KnownRecords {
  return {
    ...known,
    find: (kind, source, value) =>
      (kind === 'event' ? events.get(keyOf(source, value)) : null) ?? known.find(kind, source, value),
  }
}
