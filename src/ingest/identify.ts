import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'

/** A source folder, and what tells its pictures from one another. */
export type Sighting = {
  readonly sourceId: number
  readonly path: string
  readonly sha256: string
  readonly documentId: string | null
  /** The whole path, by which a manifest's record may have named the file. */
  readonly absolute: string
}

export type Identity =
  | { readonly is: 'new' }
  /** The asset is known by its path or, when its file was moved, by its document id; its bytes differ. */
  | { readonly is: 'changed'; readonly assetId: number }
  /** The same bytes in the same place. */
  | { readonly is: 'unchanged'; readonly assetId: number }
  /** The same bytes are known from another place, which this one is noted beside. */
  | { readonly is: 'noted'; readonly assetId: number }

/**
 * The identity rule of assets: known by the path below their source, or by which a
 * manifest's record names its file, else by the XMP document id when the file
 * that carried it is gone from its path (copies of one original often share an id), else by their bytes.
 */
export async function identify(db: Db, sighting: Sighting): Promise<Identity> {
  const files = db.selectFrom('sourceFile').innerJoin('source', 'source.id', 'sourceFile.sourceId')
  const known = files.select([
    'source.path as folder',
    'sourceFile.path',
    'sourceFile.assetId',
    'sourceFile.sha256',
  ])
  const here = await known
    .where('sourceFile.sourceId', '=', sighting.sourceId)
    .where('sourceFile.path', '=', sighting.path)
    .executeTakeFirst()
  if (here)
    return here.sha256 === sighting.sha256 ? { is: 'unchanged', assetId: here.assetId } : changed(here)

  const named = await db
    .selectFrom('manifestFile')
    .select('assetId')
    .where('path', '=', sighting.absolute)
    .executeTakeFirst()
  if (named) return changed(named)

  const carriers = await known.where('sourceFile.documentId', '=', sighting.documentId).execute()
  for (const carrier of carriers) {
    if (carrier.sha256 !== sighting.sha256 && !(await exists(carrier))) return changed(carrier)
  }
  const twin = await known.where('sourceFile.sha256', '=', sighting.sha256).executeTakeFirst()
  return twin ? { is: 'noted', assetId: twin.assetId } : { is: 'new' }
}

const changed = ({ assetId }: { assetId: number }): Identity => ({ is: 'changed', assetId })

const exists = ({ folder, path }: { folder: string; path: string }) =>
  access(join(folder, path)).then(
    () => true,
    () => false,
  )
