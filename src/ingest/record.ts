import { addAsset, type Master, updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import type { ExaminedPicture } from '../media/decoder-pool.ts'
import { type NewRendition, recordRenditions } from '../renditions/store-renditions.ts'
import { describe } from './describe.ts'
import { identify } from './identify.ts'
import type { Source } from './source.ts'

/** A file that was read and decoded, and whose bytes are in the blob store. */
export type Arrival = {
  readonly path: string
  readonly modifiedMs: number
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
      master: toMaster(examination),
      now,
    }
    const assetId = identity.is === 'new' ? await addAsset(tx, said) : identity.assetId
    if (identity.is === 'changed') await updateAsset(tx, assetId, said)
    if (identity.is === 'new' || identity.is === 'changed') {
      await recordRenditions(tx, examination.rasterHash, renditions)
    }
    const file = { ...sighting, assetId, bytes, modifiedMs }
    await tx
      .insertInto('sourceFile')
      .values(file)
      .onConflict((conflict) => conflict.columns(['sourceId', 'path']).doUpdateSet(file))
      .execute()
    return { is: REPORTED[identity.is], assetId }
  })
}

function toMaster({ palette, format, fileBytes, sha256, ...it }: Arrival['examination']): Master {
  const { width, height, colorType, rasterHash } = it
  return {
    ...{ width, height, colorType, rasterHash, bytes: fileBytes, blob: sha256, inPlace: null },
    fileType: FILE_TYPES[format],
    palette: JSON.stringify(palette),
  }
}
