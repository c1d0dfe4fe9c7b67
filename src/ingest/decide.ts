import type { AssetDescription } from '../catalogue/asset-description.ts'
import type { Db } from '../db/database.ts'
import type { DecodedFile } from './decoded-file.ts'
import { describe } from './describe.ts'
import type { FileLocation, StatusOf } from './file-status.ts'
import { type Identity, identify } from './identify.ts'
import { describeByManifest } from './manifest/describe-by-manifest.ts'
import type { Mapping } from './mapping/mapping.ts'
import { absoluteOf, type SourceFolder } from './source-folder.ts'

/** A decoded file of a source folder, and the mapping that describes it if no manifest record does. */
export type FileToRecord = {
  readonly source: SourceFolder
  readonly decoded: DecodedFile
  readonly mapping: Mapping
}

/** What ingesting a file will do. */
export type Decision = {
  /** The outcome that is reported for the file. */
  readonly is: 'added' | 'updated' | 'unchanged' | 'noted' | 'moved' | 'restored'
  readonly identity: Identity
  readonly description: AssetDescription
  /** Whether the description is used: it is not if the file is unchanged, or a further copy. */
  readonly isDescribed: boolean
}

const REPORTED = {
  new: 'added',
  changed: 'updated',
  unchanged: 'unchanged',
  noted: 'noted',
  moved: 'moved',
} as const

/**
 * Decides what happens to a file. An ingest does it, in its transaction, and a plan reports it. `statusOf` was made from
 * the disk before the transaction (`checkLocations`).
 *
 * @throws Problem InvalidMetadata
 */
export async function decide(
  db: Db,
  { source, decoded, mapping }: FileToRecord,
  statusOf: StatusOf,
): Promise<Decision> {
  const { path, examination } = decoded
  const { sha256, metadata } = examination
  const location = { sourceId: source.id, path, absolute: absoluteOf(source, path) }
  const found = await identify(db, { ...location, sha256, documentId: metadata.documentId }, statusOf)
  const isRenewed = found.is === 'unchanged' && (await isDifferent(db, location, decoded))
  const identity: Identity = isRenewed ? { is: 'changed', assetId: found.assetId } : found
  const isReplaced = identity.is === 'changed' || identity.is === 'moved'
  const byManifest = isReplaced ? await describeByManifest(db, identity.assetId, decoded) : null
  const description = byManifest ?? describe(examination, { path, folder: source.name }, mapping)
  const isDescribed = isReplaced || identity.is === 'new'
  const isRestored = !isDescribed && (await isWithdrawn(db, identity.assetId))
  return { is: isRestored ? 'restored' : REPORTED[identity.is], identity, description, isDescribed }
}

/** Returns whether more is known of the same bytes: their sidecar has changed, or what draws them was installed. */
async function isDifferent(
  db: Db,
  { sourceId, path }: FileLocation,
  { examination, sidecar }: DecodedFile,
): Promise<boolean> {
  const known = await db
    .selectFrom('sourceFile')
    .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
    .select(['sourceFile.sidecar', 'master.rasterHash'])
    .where('sourceId', '=', sourceId)
    .where('path', '=', path)
    .executeTakeFirstOrThrow()
  return known.sidecar !== (sidecar ?? null) || (known.rasterHash === null && examination.rasterHash !== null)
}

/** Returns whether an asset was withdrawn because its file was missing. */
async function isWithdrawn(db: Db, assetId: number): Promise<boolean> {
  const file = await db
    .selectFrom('sourceFile')
    .select('assetId')
    .where('assetId', '=', assetId)
    .where('withdrawnMs', 'is not', null)
    .executeTakeFirst()
  return file !== undefined
}
