import type { AssetDescription } from '../../catalogue/asset-description.ts'
import { ensureCollection } from '../../catalogue/collections.ts'
import type { IdCache } from '../../catalogue/id-cache.ts'
import { addAsset, updateAsset } from '../../catalogue/save-asset.ts'
import type { Db } from '../../db/database.ts'
import { recordRenditions } from '../../renditions/store-renditions.ts'
import { toMaster } from '../arrival.ts'
import { identify } from '../identify.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { fileInput } from '../mapping/mapping-input.ts'
import { namesOnPath } from '../mapping/names-on-path.ts'
import { type MappedAsset, toAsset } from '../mapping/to-asset.ts'
import { noteSighting } from '../record.ts'
import type { SourceFolder } from '../source-folder.ts'
import type { KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { NamedFile, PreparedRecord } from './prepared-record.ts'
import { changeCollection, noteExternalId } from './save-others.ts'

/** A prepared record that describes an asset. */
export type AssetRecord = PreparedRecord & { readonly mapped: MappedAsset }

/** What a manifest's records are written with. */
export type SavingContext = {
  readonly mapping: Mapping
  readonly mappingId: number
  /** Name of the manifest's source, which its mapping may put another in the place of. */
  readonly source: string
  /** The manifest's folder, where files that records name lie. */
  readonly folder: SourceFolder | null
  readonly idCache: IdCache
  readonly now: Date
}

/** The asset that a record means: by its own id, else by its file. */
export type RecordIdentity =
  | { readonly is: 'new' }
  | { readonly is: 'known'; readonly assetId: number; readonly recordHash: string | null }
  | { readonly is: 'refused'; readonly mistake: Mistake }

type Saved = { readonly is: 'added' | 'updated' | 'unchanged'; readonly assetId: number }

/** Adds or changes the asset of a record, with its file if that came, in the transaction of its caller. */
export async function saveAssetRecord(
  tx: Db,
  record: AssetRecord,
  known: KnownRecords,
  context: SavingContext,
): Promise<Saved | Mistake> {
  const identity = await identifyRecord(tx, record, known, context.folder)
  if (identity.is === 'refused') return identity.mistake
  const { mapped, file, recordHash } = record
  if (identity.is === 'known' && identity.recordHash === recordHash && !file?.arrival)
    return { is: 'unchanged', assetId: identity.assetId }
  const merged = mergeFile(record, context)
  if (!('description' in merged)) return merged
  const description: AssetDescription = {
    ...merged.description,
    eventIds: mapped.eventIds.map((id) => known.find('event', mapped.source, id)!.id),
  }
  if (mapped.collection) {
    const id = await ensureCollection(tx, description.collection, context.now)
    const wrong = await changeCollection(tx, id, mapped.collection, context.now)
    if (wrong) return { ...wrong, field: `collection_${wrong.field}` }
  }
  const master = file?.arrival ? toMaster(file.arrival) : null
  const input = { description, master, now: context.now, idCache: context.idCache }
  let assetId: number
  if (identity.is === 'known') {
    assetId = identity.assetId
    await updateAsset(tx, assetId, input)
  } else assetId = await addAsset(tx, input)
  if (mapped.id !== null) {
    await noteExternalId(tx, {
      kind: 'asset',
      source: mapped.source,
      value: mapped.id,
      id: assetId,
      recordHash: recordHash,
    })
    known.add('asset', mapped.source, mapped.id, { id: assetId, recordHash: recordHash })
  }
  if (file) await noteFile(tx, { assetId, record, file }, context)
  return { is: identity.is === 'known' ? 'updated' : 'added', assetId }
}

/** Finds what a record means; one that refers to an event which there is not, or names another's file, is refused. */
export async function identifyRecord(
  db: Db,
  { mapped, file }: AssetRecord,
  known: KnownRecords,
  folder: SourceFolder | null,
): Promise<RecordIdentity> {
  const missing = mapped.eventIds.find((id) => known.find('event', mapped.source, id) === null)
  if (missing !== undefined) return refused('event_ids', `There is no event '${missing}'.`)
  const byId = mapped.id === null ? null : known.find('asset', mapped.source, mapped.id)
  if (byId) return { is: 'known', assetId: byId.id, recordHash: byId.recordHash }
  if (file === null) return { is: 'new' }
  const named = known.findFile(file.absolute)
  const found = named ?? (folder && (await findByFile(db, folder, file)))
  if (!found) return { is: 'new' }
  const other = mapped.id === null ? null : await otherIdOf(db, mapped.source, found.id)
  if (other === null) return { is: 'known', assetId: found.id, recordHash: named?.recordHash ?? null }
  return named ? refused('file', `The record '${other}' names this file.`) : { is: 'new' }
}

const refused = (field: string, reason: string) => ({ is: 'refused', mistake: { field, reason } }) as const

/** The asset that folder ingest knows by this file: by its path, its document id or its bytes. */
async function findByFile(
  db: Db,
  folder: SourceFolder,
  { absolute, path, arrival, statusOf: lies }: NamedFile,
): Promise<{ id: number } | null> {
  const sources = await db.selectFrom('source').select(['id', 'path']).execute()
  for (const source of sources) {
    if (!absolute.startsWith(`${source.path}/`)) continue
    const found = await db
      .selectFrom('sourceFile')
      .select('assetId as id')
      .where('sourceId', '=', source.id)
      .where('path', '=', absolute.slice(source.path.length + 1))
      .executeTakeFirst()
    if (found) return found
  }
  if (!arrival) return null
  const { sha256, metadata } = arrival.examination
  const sighting = { sourceId: folder.id, path, absolute, sha256, documentId: metadata.documentId }
  const identity = await identify(db, sighting, lies)
  return identity.is === 'new' ? null : { id: identity.assetId }
}

/** What the same source calls this asset already: copies of one picture may have a record each. */
async function otherIdOf(db: Db, source: string, id: number): Promise<string | null> {
  const found = await db
    .selectFrom('externalId')
    .select('value')
    .where('kind', '=', 'asset')
    .where('id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  return found?.value ?? null
}

/** The record read together with what its file says of itself, where there is one. */
export function mergeFile(
  { mapped, fields, file }: AssetRecord,
  { mapping, source }: Pick<SavingContext, 'mapping' | 'source'>,
): MappedAsset | Mistake {
  if (!file?.arrival) return mapped
  const { metadata, format } = file.arrival.examination
  const merged = toAsset(mapping, {
    manifest: fields,
    ...fileInput(metadata, format),
    path: namesOnPath(file.path),
    source: { name: source },
  })
  return 'kind' in merged ? merged : merged[0]!
}

async function noteFile(
  tx: Db,
  { assetId, record, file }: { assetId: number; record: AssetRecord; file: NamedFile },
  { folder, mappingId, source }: SavingContext,
): Promise<void> {
  // A record that names another file than before lets go of that one.
  const before = tx.deleteFrom('manifestFile').where('assetId', '=', assetId).where('source', '=', source)
  await before.where('path', '!=', file.absolute).execute()
  const row = {
    assetId,
    source,
    recordHash: record.recordHash,
    record: JSON.stringify(record.fields),
    mappingId,
  }
  await tx
    .insertInto('manifestFile')
    .values({ ...row, path: file.absolute })
    .onConflict((conflict) => conflict.column('path').doUpdateSet(row))
    .execute()
  if (!file.arrival || !folder) return
  const { path, modifiedMs, examination, renditions } = file.arrival
  const { sha256, fileBytes: bytes, metadata, rasterHash } = examination
  await recordRenditions(tx, rasterHash, renditions)
  const { documentId } = metadata
  // Places that have other bytes show something else than the asset does now.
  const places = tx.deleteFrom('sourceFile').where('assetId', '=', assetId)
  await places.where('sha256', '!=', sha256).execute()
  await noteSighting(tx, { sourceId: folder.id, path, assetId, sha256, bytes, modifiedMs, documentId })
}
