import { basename } from 'node:path/posix'
import type { Db } from '../db/database.ts'
import type { Place, Whereabouts } from './whereabouts.ts'

/** A file at its place, and what tells it from others. */
export type Sighting = Place & {
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
  /** The same bytes are known from other places, which this one is noted beside; those of `gone` have them no more. */
  | { readonly is: 'noted'; readonly assetId: number; readonly gone: readonly Place[] }
  /** The same bytes, which are in none of the places any more where they were. */
  | { readonly is: 'moved'; readonly assetId: number; readonly gone: readonly Place[] }

/**
 * The identity rule of assets. A file is known again by the path below its source, unless another place still has
 * what the asset shows: then this one was a copy, and goes its own way. Else by the
 * whole path, by which a manifest's record may have named it. Else by its bytes: one whose file is in none of its
 * places any more was moved. Else by the XMP document
 * id, when every file of the asset that carried it is gone: one that was moved and changed. As derivatives of one
 * original share its id, a vanished asset is followed only when it is the only one, or the one of that file name.
 */
export async function identify(tx: Db, sighting: Sighting, lies: Whereabouts): Promise<Identity> {
  const { sourceId, path, sha256, documentId } = sighting
  const known = tx.selectFrom('sourceFile').select(['sourceId', 'path', 'assetId', 'sha256'])
  const here = await known.where('sourceId', '=', sourceId).where('path', '=', path).executeTakeFirst()
  if (here?.sha256 === sha256) return { is: 'unchanged', assetId: here.assetId }
  const placesOf = async (assetId: number) => {
    const places = await known.where('assetId', '=', assetId).execute()
    return places.filter((place) => place.sourceId !== sourceId || place.path !== path)
  }
  if (here && !(await placesOf(here.assetId)).some((place) => lies(place) === 'same'))
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
    const gone = places.filter((place) => lies(place) === 'gone')
    if (gone.length === places.length) return { is: 'moved', assetId, gone }
    noted ??= { is: 'noted', assetId, gone }
  }
  if (noted) return noted

  const carriers = await known.where('documentId', '=', documentId).orderBy('assetId').execute()
  const vanished: typeof carriers = []
  for (const [assetId, [carrier]] of Map.groupBy(carriers, (carrier) => carrier.assetId)) {
    const isGone = assetId !== here?.assetId && (await placesOf(assetId)).every((it) => lies(it) === 'gone')
    if (isGone) vanished.push(carrier!)
  }
  const [successorOf, ...others] = vanished
  const namesake = vanished.find((carrier) => basename(carrier.path) === basename(path))
  const followed = others.length === 0 ? successorOf : namesake
  return followed ? { is: 'changed', assetId: followed.assetId } : { is: 'new' }
}
