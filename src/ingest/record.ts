import type { Insertable } from 'kysely'
import type { AssetDescription } from '../catalogue/asset-description.ts'
import { restoreAsset } from '../catalogue/asset-lifecycle.ts'
import { forgetPurgedFile } from '../catalogue/purged-files.ts'
import { addAsset, updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { SourceFileTable } from '../db/tables/sources.ts'
import { recordRenditions } from '../renditions/store-renditions.ts'
import { type Arrival, toMaster } from './arrival.ts'
import { type Decision, decide, type Found } from './decide.ts'
import { checkLocations } from './file-status.ts'
import type { Identity } from './identify.ts'

/** Makes one file's asset, sighting, renditions and log entry, in one transaction: all of it or nothing. */
export async function record(
  db: Db,
  found: Found,
  now: Date,
): Promise<{ readonly is: Decision['is']; readonly assetId: number }> {
  const { source, arrival } = found
  const { path, modifiedMs, examination } = arrival
  const { sha256, fileBytes: bytes, metadata } = examination
  const sighting = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
  const whereabouts = await checkLocations(db, sighting)
  return db.transaction().execute(async (tx) => {
    const { is, identity, description } = await decide(tx, found, whereabouts)
    if (identity.is !== 'new') await restoreReturned(tx, identity.assetId, now)
    const assetId = await save(tx, identity, { description, arrival, now })
    await retirePlaces(tx, identity)
    await noteSighting(tx, { ...sighting, assetId, bytes, modifiedMs })
    return { is, assetId }
  })
}

/** Adds the asset of a new file, or brings a known one up to what its file is and says now. Returns its id. */
async function save(
  tx: Db,
  identity: Identity,
  { description, arrival, now }: { description: AssetDescription; arrival: Arrival; now: Date },
): Promise<number> {
  const { sha256, rasterHash } = arrival.examination
  if (identity.is === 'new' || identity.is === 'changed') {
    const input = { description, master: toMaster(arrival), now }
    const assetId = identity.is === 'new' ? await addAsset(tx, input) : identity.assetId
    if (identity.is === 'changed') await updateAsset(tx, assetId, input)
    await recordRenditions(tx, rasterHash, arrival.renditions)
    await forgetPurgedFile(tx, sha256)
    return assetId
  }
  const { assetId } = identity
  if (identity.is === 'moved') await updateAsset(tx, assetId, { description, master: null, now })
  if (arrival.inPlace) await refreshPlace(tx, assetId, arrival)
  return assetId
}

/** Shows an asset again if it was withdrawn because its file had gone. */
export async function restoreReturned(tx: Db, assetId: number, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('sourceFile')
    .set({ withdrawnMs: null })
    .where('assetId', '=', assetId)
    .where('withdrawnMs', 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await restoreAsset(tx, assetId, now)
}

/**
 * Forgets the places that no longer have what the asset shows, so that a place always says what its asset's bytes
 * are, and a file that vanished has one successor.
 */
async function retirePlaces(tx: Db, identity: Identity): Promise<void> {
  const places = tx.deleteFrom('sourceFile')
  if (identity.is === 'changed') await places.where('assetId', '=', identity.assetId).execute()
  for (const { sourceId, path } of 'gone' in identity ? identity.gone : [])
    await places.where('sourceId', '=', sourceId).where('path', '=', path).execute()
}

/** Notes where a file of an asset was seen. */
export async function noteSighting(tx: Db, file: Insertable<SourceFileTable>): Promise<void> {
  await tx
    .insertInto('sourceFile')
    .values(file)
    .onConflict((conflict) => conflict.columns(['sourceId', 'path']).doUpdateSet(file))
    .execute()
}

/** The same bytes with another time, or in another place: from now on they are read there. */
async function refreshPlace(tx: Db, assetId: number, { inPlace, examination }: Arrival): Promise<void> {
  await tx
    .updateTable('master')
    .set({ inPlace: JSON.stringify(inPlace) })
    .where('assetId', '=', assetId)
    .where('blob', '=', examination.sha256)
    .where('inPlace', 'is not', null)
    .execute()
}
