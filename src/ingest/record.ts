import type { Insertable } from 'kysely'
import { restoreAsset } from '../catalogue/asset-life.ts'
import { forgetPurged } from '../catalogue/purged-files.ts'
import { type AssetDescription, addAsset, type Master, updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { SourceFileTable } from '../db/tables.ts'
import type { ExaminedPicture } from '../media/decoder-pool.ts'
import type { InPlace } from '../renditions/original.ts'
import { type NewRendition, recordRenditions } from '../renditions/store-renditions.ts'
import { describe, USUAL_MAPPING } from './describe.ts'
import { type Identity, identify } from './identify.ts'
import { describeByManifest } from './manifest/describe-by-manifest.ts'
import { absoluteOf } from './manifest/named-file.ts'
import type { Mapping } from './mapping/mapping.ts'
import type { Source } from './source.ts'
import { lookAround } from './whereabouts.ts'

/** A file that was read and decoded, and whose bytes are in the blob store. */
export type Arrival = {
  readonly path: string
  readonly modifiedMs: number
  /** Where the bytes are, when the blob store does not have them. */
  readonly inPlace?: InPlace | null
  readonly examination: Omit<ExaminedPicture, 'renditions'>
  readonly renditions: readonly NewRendition[]
}

export type Recorded = {
  readonly is: 'added' | 'updated' | 'unchanged' | 'noted' | 'moved' | 'restored'
  readonly assetId: number
}

/** How it is told what the identity of a file turned out to be. */
export const REPORTED = {
  new: 'added',
  changed: 'updated',
  unchanged: 'unchanged',
  noted: 'noted',
  moved: 'moved',
} as const
const FILE_TYPES = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  tiff: 'tif',
  gif: 'gif',
  avif: 'avif',
  svg: 'svg',
} as const

/** Makes one file's asset, sighting, renditions and log entry, in one transaction: all of it or nothing. */
export async function record(
  db: Db,
  {
    source,
    arrival,
    now,
    mapping = USUAL_MAPPING,
  }: {
    source: Source
    arrival: Arrival
    now: Date
    mapping?: Mapping
  },
): Promise<Recorded> {
  const { path, modifiedMs, examination } = arrival
  const { sha256, fileBytes: bytes, metadata } = examination
  const sighting = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
  const lies = await lookAround(db, sighting)
  return db.transaction().execute(async (tx) => {
    const identity = await identify(tx, { ...sighting, absolute: absoluteOf(source, path) }, lies)
    const byManifest =
      identity.is === 'changed' || identity.is === 'moved'
        ? await describeByManifest(tx, identity.assetId, arrival)
        : null
    const description =
      byManifest ?? describe(metadata, { path, folder: source.name, format: examination.format }, mapping)
    const isBack = identity.is !== 'new' && (await restoreReturned(tx, identity.assetId, now))
    const assetId = await save(tx, identity, { description, arrival, now })
    await retirePlaces(tx, identity)
    await noteSighting(tx, { ...sighting, assetId, bytes, modifiedMs })
    const isAsItWas = identity.is === 'unchanged' || identity.is === 'noted'
    return { is: isBack && isAsItWas ? 'restored' : REPORTED[identity.is], assetId }
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
    const said = { description, master: toMaster(arrival), now }
    const assetId = identity.is === 'new' ? await addAsset(tx, said) : identity.assetId
    if (identity.is === 'changed') await updateAsset(tx, assetId, said)
    await recordRenditions(tx, rasterHash, arrival.renditions)
    await forgetPurged(tx, sha256)
    return assetId
  }
  const { assetId } = identity
  if (identity.is === 'moved') await updateAsset(tx, assetId, { description, master: null, now })
  if (arrival.inPlace) await refreshPlace(tx, assetId, arrival)
  return assetId
}

/** Shows an asset again that was withdrawn because its file had gone. Returns whether it was one. */
export async function restoreReturned(tx: Db, assetId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sourceFile')
    .set({ withdrawnMs: null })
    .where('assetId', '=', assetId)
    .where('withdrawnMs', 'is not', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await restoreAsset(tx, assetId, now)
  return numUpdatedRows > 0n
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

/** The file of an asset, as it was decoded. */
export function toMaster({ inPlace, examination }: Arrival): Master {
  const { palette, format, fileBytes, sha256, ...it } = examination
  const { width, height, colorType, rasterHash } = it
  return {
    ...{ width, height, colorType, rasterHash, bytes: fileBytes, blob: sha256 },
    inPlace: inPlace ? JSON.stringify(inPlace) : null,
    fileType: FILE_TYPES[format],
    palette: JSON.stringify(palette),
  }
}
