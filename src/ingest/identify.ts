import { basename } from 'node:path/posix'
import type { Db } from '../db/database.ts'
import type { FileLocation, StatusOf } from './file-status.ts'

/** A file at its location, with what identifies its content. */
export type LocatedFile = FileLocation & {
  readonly sha256: string
  readonly documentId: string | null
  /** The absolute path, by which a record of a manifest may have named the file. */
  readonly absolute: string
}

/** How a file relates to the assets of the library. */
export type Identity =
  | { readonly is: 'new' }
  /** The file has other bytes than its asset, which was found by path, by a manifest or by document id. */
  | { readonly is: 'changed'; readonly assetId: number }
  /** The same bytes at the same location. */
  | { readonly is: 'unchanged'; readonly assetId: number }
  /** A further copy of the bytes; of the locations known before, those in `missing` do not exist any more. */
  | { readonly is: 'noted'; readonly assetId: number; readonly missing: readonly FileLocation[] }
  /** The same bytes, which are at none of their known locations any more. */
  | { readonly is: 'moved'; readonly assetId: number; readonly missing: readonly FileLocation[] }

/**
 * Finds the asset that a file belongs to, in this order:
 * 1. the asset at the same path in the source folder, unless the asset's previous content still exists elsewhere: then
 *    this file was a copy and becomes an asset of its own;
 * 2. the asset whose manifest record names this absolute path;
 * 3. the asset with the same bytes; if its file is in none of its known locations any more, it has moved;
 * 4. the asset with the same XMP document id, if all of its files are missing: it was moved and edited. Derivatives of
 *    one original share its id, so a missing asset is matched only if it is the only one, or has the same file name.
 */
export async function identify(tx: Db, file: LocatedFile, statusOf: StatusOf): Promise<Identity> {
  const { sourceId, path, sha256, documentId } = file
  const sourceFiles = tx.selectFrom('sourceFile').select(['sourceId', 'path', 'assetId', 'sha256'])
  const here = await sourceFiles.where('sourceId', '=', sourceId).where('path', '=', path).executeTakeFirst()
  if (here?.sha256 === sha256) return { is: 'unchanged', assetId: here.assetId }
  const otherLocationsOf = async (assetId: number) => {
    const all = await sourceFiles.where('assetId', '=', assetId).execute()
    return all.filter((it) => it.sourceId !== sourceId || it.path !== path)
  }
  if (here && !(await otherLocationsOf(here.assetId)).some((it) => statusOf(it) === 'unchanged'))
    return { is: 'changed', assetId: here.assetId }

  const named = await tx
    .selectFrom('manifestFile')
    .select('assetId')
    .where('path', '=', file.absolute)
    .executeTakeFirst()
  if (named && !here) return { is: 'changed', assetId: named.assetId }

  const copies = Map.groupBy(
    await sourceFiles.where('sha256', '=', sha256).orderBy('assetId').execute(),
    (copy) => copy.assetId,
  )
  let noted: Identity | null = null
  for (const assetId of copies.keys()) {
    const locations = await otherLocationsOf(assetId)
    const missing = locations.filter((it) => statusOf(it) === 'missing')
    if (missing.length === locations.length) return { is: 'moved', assetId, missing }
    noted ??= { is: 'noted', assetId, missing }
  }
  if (noted) return noted

  const withDocumentId = await sourceFiles.where('documentId', '=', documentId).orderBy('assetId').execute()
  const missingAssets: typeof withDocumentId = []
  for (const [assetId, [first]] of Map.groupBy(withDocumentId, (it) => it.assetId)) {
    const isMissing =
      assetId !== here?.assetId && (await otherLocationsOf(assetId)).every((it) => statusOf(it) === 'missing')
    if (isMissing) missingAssets.push(first!)
  }
  const [only, ...others] = missingAssets
  const sameName = missingAssets.find((it) => basename(it.path) === basename(path))
  const previous = others.length === 0 ? only : sameName
  return previous ? { is: 'changed', assetId: previous.assetId } : { is: 'new' }
}
