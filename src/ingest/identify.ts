import { basename } from 'node:path/posix'
import type { Db } from '../db/database.ts'
import type { FileLocation, StatusOf } from './file-status.ts'

/** A file at its place, and what tells it from others. */
export type Sighting = FileLocation & {
  readonly sha256: string
  readonly documentId: string | null
  /** The whole path, by which a manifest's record may have named the file. */
  readonly absolute: string
}

/** How a file relates to the assets of the library. */
export type Identity =
  | { readonly is: 'new' }
  /** The asset is known by its path or, when its file was moved, by its document id; its bytes differ. */
  | { readonly is: 'changed'; readonly assetId: number }
  /** The same bytes in the same place. */
  | { readonly is: 'unchanged'; readonly assetId: number }
  /** The same bytes are known from other places, which this one is noted beside; those of `gone` have them no more. */
  | { readonly is: 'noted'; readonly assetId: number; readonly gone: readonly FileLocation[] }
  /** The same bytes, which are in none of their known locations any more. */
  | { readonly is: 'moved'; readonly assetId: number; readonly gone: readonly FileLocation[] }

/**
 * Finds the asset that a file belongs to, in this order:
 * 1. the asset at the same path in the source folder, unless the asset's previous content still exists elsewhere: then
 *    this file was a copy and becomes an asset of its own;
 * 2. the asset whose manifest record names this absolute path;
 * 3. the asset with the same bytes; if its file is in none of its known locations any more, it has moved;
 * 4. the asset with the same XMP document id, if all of its files are missing: it was moved and edited. Derivatives of
 *    one original share its id, so a missing asset is matched only if it is the only one, or has the same file name.
 */
export async function identify(tx: Db, sighting: Sighting, statusOf: StatusOf): Promise<Identity> {
  const { sourceId, path, sha256, documentId } = sighting
  const known = tx.selectFrom('sourceFile').select(['sourceId', 'path', 'assetId', 'sha256'])
  const here = await known.where('sourceId', '=', sourceId).where('path', '=', path).executeTakeFirst()
  if (here?.sha256 === sha256) return { is: 'unchanged', assetId: here.assetId }
  const placesOf = async (assetId: number) => {
    const places = await known.where('assetId', '=', assetId).execute()
    return places.filter((place) => place.sourceId !== sourceId || place.path !== path)
  }
  if (here && !(await placesOf(here.assetId)).some((place) => statusOf(place) === 'unchanged'))
    return { is: 'changed', assetId: here.assetId }

  const named = await tx
    .selectFrom('manifestFile')
    .select('assetId')
    .where('path', '=', sighting.absolute)
    .executeTakeFirst()
  if (named && !here) return { is: 'changed', assetId: named.assetId }

  const twins = Map.groupBy(
    await known.where('sha256', '=', sha256).orderBy('assetId').execute(),
    (twin) => twin.assetId,
  )
  let noted: Identity | null = null
  for (const assetId of twins.keys()) {
    const places = await placesOf(assetId)
    const gone = places.filter((place) => statusOf(place) === 'missing')
    if (gone.length === places.length) return { is: 'moved', assetId, gone }
    noted ??= { is: 'noted', assetId, gone }
  }
  if (noted) return noted

  const carriers = await known.where('documentId', '=', documentId).orderBy('assetId').execute()
  const vanished: typeof carriers = []
  for (const [assetId, [carrier]] of Map.groupBy(carriers, (carrier) => carrier.assetId)) {
    const isMissing =
      assetId !== here?.assetId && (await placesOf(assetId)).every((it) => statusOf(it) === 'missing')
    if (isMissing) vanished.push(carrier!)
  }
  const [successorOf, ...others] = vanished
  const namesake = vanished.find((carrier) => basename(carrier.path) === basename(path))
  const followed = others.length === 0 ? successorOf : namesake
  return followed ? { is: 'changed', assetId: followed.assetId } : { is: 'new' }
}
