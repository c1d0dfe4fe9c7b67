import type { Insertable } from 'kysely'
import type { AssetDescription } from '../catalogue/asset-description.ts'
import { restoreAsset } from '../catalogue/asset-lifecycle.ts'
import { forgetPurgedFile } from '../catalogue/purged-files.ts'
import { addAsset, updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { SourceFileTable } from '../db/tables/sources.ts'
import { recordRenditions } from '../renditions/store-renditions.ts'
import { type Decision, decide, type FileToRecord } from './decide.ts'
import { type DecodedFile, toFrames, toMaster } from './decoded-file.ts'
import { checkLocations } from './file-status.ts'
import type { Identity } from './identify.ts'

/** What was recorded of a file. */
export type Recorded = { readonly is: Decision['is']; readonly assetId: number }

/**
 * Saves one file's asset, location and renditions, and the change log entry, in one transaction, which ends with
 * `alsoSave`.
 */
export async function record(
  db: Db,
  file: FileToRecord,
  now: Date,
  alsoSave: (tx: Db, recorded: Recorded) => Promise<void> = async () => {},
): Promise<Recorded> {
  const { source, decoded } = file
  const { path, modifiedMs, examination } = decoded
  const { sha256, fileBytes: bytes, metadata } = examination
  const located = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
  const statusOf = await checkLocations(db, located)
  return db.transaction().execute(async (tx) => {
    const { is, identity, description } = await decide(tx, file, statusOf)
    if (identity.is !== 'new') await restoreIfWithdrawn(tx, identity.assetId, now)
    const assetId = await save(tx, identity, { description, decoded, now })
    await removeLocations(tx, identity)
    await saveSourceFile(tx, { ...located, assetId, bytes, modifiedMs, sidecar: decoded.sidecar ?? null })
    await alsoSave(tx, { is, assetId })
    return { is, assetId }
  })
}

/** Adds the asset of a new file, or updates a known one by its file. Returns its id. */
async function save(
  tx: Db,
  identity: Identity,
  { description, decoded, now }: { description: AssetDescription; decoded: DecodedFile; now: Date },
): Promise<number> {
  const { sha256, rasterHash } = decoded.examination
  if (identity.is === 'new' || identity.is === 'changed') {
    const input = { description, master: toMaster(decoded), frames: toFrames(decoded), now }
    const assetId = identity.is === 'new' ? await addAsset(tx, input) : identity.assetId
    if (identity.is === 'changed') await updateAsset(tx, assetId, input)
    if (rasterHash !== null) await recordRenditions(tx, rasterHash, decoded.renditions)
    await forgetPurgedFile(tx, sha256)
    return assetId
  }
  const { assetId } = identity
  if (identity.is === 'moved') await updateAsset(tx, assetId, { description, master: null, now })
  if (decoded.inPlace) await updateInPlace(tx, assetId, decoded)
  return assetId
}

/** Restores an asset if it was withdrawn because its file was missing. */
export async function restoreIfWithdrawn(tx: Db, assetId: number, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('sourceFile')
    .set({ withdrawnMs: null })
    .where('assetId', '=', assetId)
    .where('withdrawnMs', 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await restoreAsset(tx, assetId, now)
}

/**
 * Removes the locations that do not have the current bytes of the asset any more. So each location of an asset has its
 * bytes, and a missing file has one successor.
 */
async function removeLocations(tx: Db, identity: Identity): Promise<void> {
  const locations = tx.deleteFrom('sourceFile')
  if (identity.is === 'changed') await locations.where('assetId', '=', identity.assetId).execute()
  for (const { sourceId, path } of 'missing' in identity ? identity.missing : [])
    await locations.where('sourceId', '=', sourceId).where('path', '=', path).execute()
}

/** Saves the location of a file of an asset. */
export async function saveSourceFile(tx: Db, file: Insertable<SourceFileTable>): Promise<void> {
  await tx
    .insertInto('sourceFile')
    .values(file)
    .onConflict((conflict) => conflict.columns(['sourceId', 'path']).doUpdateSet(file))
    .execute()
}

/** Updates where the bytes of an asset are read in place, when the file has another time or location. */
async function updateInPlace(tx: Db, assetId: number, { inPlace, examination }: DecodedFile): Promise<void> {
  await tx
    .updateTable('master')
    .set({ inPlace: JSON.stringify(inPlace) })
    .where('assetId', '=', assetId)
    .where('blob', '=', examination.sha256)
    .where('inPlace', 'is not', null)
    .execute()
}
