import { addAsset, type Master, updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { ExaminedPicture } from '../media/decoder-pool.ts'
import type { InPlace } from '../renditions/original.ts'
import { type NewRendition, recordRenditions } from '../renditions/store-renditions.ts'
import { describe } from './describe.ts'
import { identify } from './identify.ts'
import type { Source } from './source.ts'

/** A file that was read and decoded, and whose bytes are in the blob store. */
export type Arrival = {
  readonly path: string
  readonly modifiedMs: number
  /** Where the bytes are, when the blob store does not have them. */
  readonly inPlace?: InPlace | null
  readonly examination: Omit<ExaminedPicture, 'renditions'>
  readonly renditions: readonly NewRendition[]
}

export type Recorded = { readonly is: 'added' | 'updated' | 'unchanged' | 'noted'; readonly assetId: number }

const REPORTED = { new: 'added', changed: 'updated', unchanged: 'unchanged', noted: 'noted' } as const
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
  }: {
    source: Source
    arrival: Arrival
    now: Date
  },
): Promise<Recorded> {
  const { path, modifiedMs, examination, renditions } = arrival
  const { sha256, fileBytes: bytes, metadata } = examination
  return db.transaction().execute(async (tx) => {
    const sighting = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
    const identity = await identify(tx, sighting)
    const said = {
      description: describe(metadata, { path, folder: source.name, format: examination.format }),
      master: toMaster(arrival),
      now,
    }
    const assetId = identity.is === 'new' ? await addAsset(tx, said) : identity.assetId
    if (identity.is === 'changed') await updateAsset(tx, assetId, said)
    if (identity.is === 'new' || identity.is === 'changed') {
      await recordRenditions(tx, examination.rasterHash, renditions)
    } else if (arrival.inPlace) await refreshPlace(tx, assetId, arrival)
    const file = { ...sighting, assetId, bytes, modifiedMs }
    await tx
      .insertInto('sourceFile')
      .values(file)
      .onConflict((conflict) => conflict.columns(['sourceId', 'path']).doUpdateSet(file))
      .execute()
    return { is: REPORTED[identity.is], assetId }
  })
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

function toMaster({ inPlace, examination }: Arrival): Master {
  const { palette, format, fileBytes, sha256, ...it } = examination
  const { width, height, colorType, rasterHash } = it
  return {
    ...{ width, height, colorType, rasterHash, bytes: fileBytes, blob: sha256 },
    inPlace: inPlace ? JSON.stringify(inPlace) : null,
    fileType: FILE_TYPES[format],
    palette: JSON.stringify(palette),
  }
}
