import type { Asset } from '../catalogue/asset.ts'
import type { AssetReader } from '../catalogue/asset-reader.ts'
import { visibleOf } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import { type Coverage, isCovered } from './coverage.ts'

/**
 * Who searches. With an access token only what the customer may license is found (contract 2.5); without one `coverage`
 * is null and everything visible is.
 */
export type SearchViewer = Viewer & { readonly coverage: Coverage | null }

/**
 * Returns those of the images or videos that a search may show to the viewer, in the order of the ids. Searches read the
 * assets that the index found here, because the index may be behind the records.
 */
export async function findLicensable(
  assets: AssetReader,
  mediaKind: MediaKind,
  ids: readonly number[],
  viewer: SearchViewer,
): Promise<Asset[]> {
  const { coverage } = viewer
  const visible = visibleOf(await assets.read(ids), ids, viewer)
  const ofKind = visible.filter((asset) => asset.mediaKind === mediaKind)
  return coverage === null ? ofKind : ofKind.filter((asset) => isCovered(coverage, asset))
}
