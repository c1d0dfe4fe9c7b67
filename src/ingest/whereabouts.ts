import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'

/** A place where a file was seen. */
export type Place = { readonly sourceId: number; readonly path: string }

/**
 * What lies there now: the file as it was seen (by size and time), another one, or none. Of a place that nobody
 * looked at it says `same`, which takes nothing away from anybody.
 */
export type Whereabouts = (place: Place) => 'same' | 'other' | 'gone'

type Seen = Place & { readonly folder: string; readonly bytes: number; readonly modifiedMs: number }

/** Of a file with more copies than this, nobody asks whether all of them have moved. */
const MAX_COPIES = 50

/**
 * Looks at every place on which the identity of a file may depend: those of the asset that is known by its path, of
 * all assets with its document id, and of the asset with its bytes. It asks the disk, so it is called before the
 * transaction.
 */
export async function lookAround(
  db: Db,
  file: Place & { readonly sha256: string; readonly documentId: string | null },
): Promise<Whereabouts> {
  const seen = db
    .selectFrom('sourceFile')
    .innerJoin('source', 'source.id', 'sourceFile.sourceId')
    .select(['source.path as folder', 'sourceFile.sourceId', 'sourceFile.path'])
    .select(['sourceFile.bytes', 'sourceFile.modifiedMs'])
  const assets = db
    .selectFrom('sourceFile')
    .select('assetId')
    .where((eb) =>
      eb.or([
        eb('documentId', '=', file.documentId),
        eb.and([eb('sourceId', '=', file.sourceId), eb('path', '=', file.path)]),
      ]),
    )
  const places = [
    ...(await seen.where('sourceFile.assetId', 'in', assets).execute()),
    ...(await seen.where('sourceFile.sha256', '=', file.sha256).limit(MAX_COPIES).execute()),
  ]
  const found = new Map<string, 'same' | 'other' | 'gone'>()
  for (const place of places) found.set(keyOf(place), await lookAt(place))
  return (place) => found.get(keyOf(place)) ?? 'same'
}

async function lookAt({ folder, path, bytes, modifiedMs }: Seen): Promise<'same' | 'other' | 'gone'> {
  try {
    const { size, mtimeMs } = await stat(join(folder, path))
    return size === bytes && mtimeMs === modifiedMs ? 'same' : 'other'
  } catch (error) {
    // NOTE: what cannot be looked at, for want of a permission say, has not gone.
    return ['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code)) ? 'gone' : 'same'
  }
}

const keyOf = ({ sourceId, path }: Place) => `${sourceId}/${path}`
