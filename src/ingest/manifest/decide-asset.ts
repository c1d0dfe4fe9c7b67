import type { AssetDescription } from '../../catalogue/asset-description.ts'
import type { Db } from '../../db/database.ts'
import { identify } from '../identify.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { fileInput } from '../mapping/mapping-input.ts'
import { namesOnPath } from '../mapping/names-on-path.ts'
import { type MappedAsset, toAsset } from '../mapping/to-asset.ts'
import type { SourceFolder } from '../source-folder.ts'
import { findCodeConflict } from './decide-others.ts'
import type { KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { NamedFile, PreparedRecord } from './prepared-record.ts'

/** A record that describes an asset. */
export type AssetRecord = PreparedRecord & { readonly mapped: MappedAsset }

/** What the decision about a record depends on besides the library. */
export type DecisionContext = {
  readonly mapping: Mapping
  /** Name of the manifest's source, unless the mapping sets another. */
  readonly source: string
  /** The folder of the manifest, which contains the files that its records name; null if it was never ingested. */
  readonly folder: SourceFolder | null
}

/** What happens to the asset of a record. */
export type AssetDecision =
  | { readonly is: 'refused'; readonly mistake: Mistake }
  | { readonly is: 'unchanged'; readonly assetId: number }
  | {
      readonly is: 'added' | 'updated'
      /** Null if the asset is new. */
      readonly assetId: number | null
      readonly description: AssetDescription & { readonly eventIds: readonly number[] }
    }

/** Decides what happens to the asset of a record. An ingest does it in its transaction, and a plan reports it. */
export async function decideAsset(
  db: Db,
  record: AssetRecord,
  known: KnownRecords,
  context: DecisionContext,
): Promise<AssetDecision> {
  const { mapped, file, recordHash } = record
  const identity = await identifyRecord(db, record, known, context.folder)
  if (identity.is === 'refused') return identity
  if (identity.is === 'known' && identity.recordHash === recordHash && !file?.decoded)
    return { is: 'unchanged', assetId: identity.assetId }
  const merged = mergeFile(record, context)
  if (!('description' in merged)) return { is: 'refused', mistake: merged }
  const eventIds = mapped.eventIds.map((id) => known.find('event', mapped.source, id)!.id)
  const description = { ...merged.description, eventIds }
  const conflict = await findCodeConflict(
    known,
    mapped.collection?.code ?? null,
    ({ name }) => name === description.collection,
  )
  if (conflict) return refused(`collection_${conflict.field}`, conflict.reason)
  return identity.is === 'new'
    ? { is: 'added', assetId: null, description }
    : { is: 'updated', assetId: identity.assetId, description }
}

/** The asset that a record belongs to: by its own id, else by its file. */
type RecordIdentity =
  | { readonly is: 'new' }
  | { readonly is: 'known'; readonly assetId: number; readonly recordHash: string | null }
  | { readonly is: 'refused'; readonly mistake: Mistake }

/** Identifies a record; one that refers to an unknown event, or names the file of another record, is refused. */
async function identifyRecord(
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
  const other = mapped.id === null ? null : await findOtherId(db, mapped.source, found.id)
  if (other === null) return { is: 'known', assetId: found.id, recordHash: named?.recordHash ?? null }
  return named ? refused('file', `The record '${other}' names this file.`) : { is: 'new' }
}

const refused = (field: string, reason: string) => ({ is: 'refused', mistake: { field, reason } }) as const

/** Finds the asset that an ingested folder has for this file: by its path, its document id or its bytes. */
async function findByFile(
  db: Db,
  folder: SourceFolder,
  { absolute, path, decoded, statusOf }: NamedFile,
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
  if (!decoded) return null
  const { sha256, metadata } = decoded.examination
  const sighting = { sourceId: folder.id, path, absolute, sha256, documentId: metadata.documentId }
  const identity = await identify(db, sighting, statusOf)
  return identity.is === 'new' ? null : { id: identity.assetId }
}

/** Finds the id that the same source already has for an asset: copies of one picture may have a record each. */
async function findOtherId(db: Db, source: string, assetId: number): Promise<string | null> {
  const found = await db
    .selectFrom('externalId')
    .select('value')
    .where('kind', '=', 'asset')
    .where('id', '=', assetId)
    .where('source', '=', source)
    .executeTakeFirst()
  return found?.value ?? null
}

/** Maps the record again together with the metadata of its file, if that was read. */
function mergeFile(
  { mapped, fields, file }: AssetRecord,
  { mapping, source }: Pick<DecisionContext, 'mapping' | 'source'>,
): MappedAsset | Mistake {
  if (!file?.decoded) return mapped
  const merged = toAsset(mapping, {
    manifest: fields,
    ...fileInput(file.decoded.examination),
    path: namesOnPath(file.path),
    source: { name: source },
  })
  return 'kind' in merged ? merged : merged[0]!
}
