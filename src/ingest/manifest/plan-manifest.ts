import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { saveOrder } from '../../purchases/save-order.ts'
import { saveSendEvent } from '../../sends/save-send-event.ts'
import { DEFAULT_MAPPING } from '../describe.ts'
import { type MappedOrder, toStated } from '../mapping/to-order.ts'
import type { MappedCollection, MappedEvent, MappedKeyword } from '../mapping/to-others.ts'
import type { MappedSendEvent } from '../mapping/to-send-event.ts'
import { examineFile, type FileToRead } from '../read-file.ts'
import { findSourceFolder } from '../source-folder.ts'
import { type AssetRecord, type DecisionContext, decideAsset } from './decide-asset.ts'
import { decideCollection, decideEvent } from './decide-others.ts'
import { type Difference, findDifferences } from './differences.ts'
import { findElsewhere } from './find-elsewhere.ts'
import { folderNames } from './find-file.ts'
import { type ManifestOptions, readManifest, refusalOf, sourceOf } from './ingest-manifest.ts'
import { findKnownRecords, type KnownRecords } from './known-records.ts'
import type { ManifestLine, Mistake } from './manifest-line.ts'
import { inMappingNames } from './mapping-names.ts'
import { openManifest } from './open-manifest.ts'
import { PlannedRecords } from './planned-records.ts'
import type { Prepared } from './prepare-record.ts'
import {
  idOf,
  isAsset,
  type LineOutcome,
  type LineResult,
  notesOf,
  type PreparedRecord,
} from './prepared-record.ts'
import { type Preview, previewLines, readHead } from './preview-manifest.ts'
import { saveKeyword } from './save-keyword.ts'

type Plan = {
  readonly description?: object
  readonly changes?: readonly Difference[]
  /** If the record names a file: whether it would be read, is known as it is, or is not there yet. */
  readonly file?: 'read' | 'known' | 'awaited'
}

/** What would happen to one line, with the description of what is new or the changes of what is known. */
export type PlannedLine = LineOutcome & Plan

/** `planned` has the records that the manifests before this one would add or change. */
export type PlanOptions = ManifestOptions & {
  readonly planned?: PlannedRecords
  /** Called once, before the first line. */
  readonly onPreview?: (preview: Preview) => void
}

/** Reports for each record of a manifest what an ingest would do with it. Changes nothing. */
export async function* planManifest(
  { db, blobs, decoder }: { db: Db; blobs: BlobStore; decoder: DecoderPool },
  options: PlanOptions,
): AsyncGenerator<PlannedLine> {
  const { manifest, mapping = DEFAULT_MAPPING, planned = new PlannedRecords(), onPreview } = options
  const reading = {
    db,
    blobs,
    decoder,
    processes: decoder.processes,
    namesIn: folderNames(),
    elsewhere: findElsewhere(),
    read: (file: FileToRead) => examineFile(decoder, file),
  }
  const folder = await findSourceFolder(db, await realpath(dirname(manifest)))
  const lines = openManifest(manifest, options.format)
  const head = await readHead(lines, options.signal)
  onPreview?.(previewLines(head, options))
  const planning = { db, planned, context: { mapping, source: sourceOf(options), folder } }
  for await (const record of readManifest(reading, options, withHead(head, lines)))
    yield { manifest, ...(await planRecord(planning, record)) }
}

async function* withHead(
  head: readonly ManifestLine[],
  rest: AsyncIterable<readonly ManifestLine[]>,
): AsyncGenerator<readonly ManifestLine[]> {
  yield head
  yield* rest
}

type Planning = {
  readonly db: Db
  readonly planned: PlannedRecords
  readonly context: DecisionContext
}

async function planRecord(planning: Planning, record: Prepared): Promise<LineResult & Plan> {
  if ('mistakes' in record) return refusalOf(record)
  const { db, planned } = planning
  const { mapped, line } = record
  const known = planned.over(await findKnownRecords(db, [record]))
  const named = { line, kind: mapped.kind, id: idOf(mapped), ...notesOf(record) }
  const plan = isAsset(record)
    ? await planAsset(planning, record, known)
    : await planOther(planning, record, known)
  if (!('is' in plan)) return { ...named, is: 'refused', ...plan }
  return { ...named, ...plan }
}

type Planned =
  | ({ readonly is: 'added' | 'updated' | 'unchanged'; readonly assetId?: number } & Plan)
  | Mistake

async function planAsset(
  { db, planned, context }: Planning,
  record: AssetRecord,
  known: KnownRecords,
): Promise<Planned> {
  const decision = await decideAsset(db, record, known, context)
  if (decision.is === 'refused') return decision.mistake
  const file = fileOf(record)
  if (decision.is === 'unchanged') return { ...decision, ...file }
  const { is, assetId, description } = decision
  const name = description.collection
  const code = record.mapped.collection?.code ?? null
  await planned.planCollection(db, await known.findCollection({ name }), { name, code })
  if (assetId === null) {
    if (record.mapped.id !== null) planned.planAsset(record.mapped.source, record.mapped.id)
    const { eventIds: _, ...added } = description
    return { is, description: inMappingNames(added), ...file }
  }
  return { is, assetId, changes: await findDifferences(db, assetId, description), ...file }
}

function fileOf({ file }: PreparedRecord): Pick<Plan, 'file'> & { readonly fileRefused?: string } {
  if (file === null) return {}
  if (file.refused !== null) return { fileRefused: file.refused }
  if (file.decoded) return { file: 'read' }
  return { file: file.exists ? 'known' : 'awaited' }
}

async function planOther(
  { db, planned }: Planning,
  record: PreparedRecord,
  known: KnownRecords,
): Promise<Planned> {
  const { recordHash } = record
  const { kind, ...description } = record.mapped
  if (kind === 'keyword' || kind === 'order' || kind === 'send_event') {
    const saved = await saveAndUndo(db, (tx) => saveUndecided(tx, record, planned))
    return 'is' in saved ? { ...saved, description } : saved
  }
  if (kind === 'collection') {
    const mapped = record.mapped as MappedCollection
    const decision = await decideCollection({ ...record, mapped }, known)
    if ('field' in decision) return decision
    const id = await planned.planCollection(db, decision.before, mapped)
    known.add(kind, mapped.source, mapped.id, { id, recordHash })
    return { is: decision.is, description }
  }
  const mapped = record.mapped as MappedEvent
  const decision = decideEvent({ ...record, mapped }, known)
  if ('field' in decision) return decision
  const id = decision.id ?? planned.newId()
  known.add('event', mapped.source, mapped.id, { id, recordHash: decision.recordHash })
  return { is: decision.is, description }
}

/** Saves a record of a kind whose saving is not split into a decision and its execution. */
function saveUndecided(
  tx: Db,
  { mapped, recordHash }: PreparedRecord,
  planned: PlannedRecords,
): Promise<Saved> {
  const now = new Date()
  if (mapped.kind === 'keyword') return saveKeyword(tx, mapped as MappedKeyword, now)
  if (mapped.kind === 'order')
    return saveOrder(tx, toStated(ofLibrary(mapped as MappedOrder, planned), recordHash), now)
  const { kind: _, ...event } = mapped as MappedSendEvent
  const asset = planned.hasAsset(event.source, event.asset) ? null : event.asset
  return saveSendEvent(tx, { ...event, asset, recordHash })
}

/** The order without the assets that are not in the library yet because the plan adds them. */
const ofLibrary = (order: MappedOrder, planned: PlannedRecords): MappedOrder => ({
  ...order,
  assets: order.assets.filter((name) => !planned.hasAsset(order.source, name)),
})

type Saved = { readonly is: 'added' | 'updated' | 'unchanged' } | Mistake

/** Saves a record to see what that does, and undoes the transaction. */
async function saveAndUndo(db: Db, save: (tx: Db) => Promise<Saved>): Promise<Saved> {
  const undo = new Error('A plan changes nothing.')
  let saved: Saved = { is: 'unchanged' }
  const saving = db.transaction().execute(async (tx) => {
    saved = await save(tx)
    throw undo
  })
  await saving.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return saved
}
