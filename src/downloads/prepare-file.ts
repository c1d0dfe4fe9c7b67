import type { Asset } from '../catalogue/asset.ts'
import { Problem } from '../lib/problem.ts'
import { downloadRendition } from '../renditions/download-ladder.ts'
import type { FindRendition } from '../renditions/rendition.ts'
import type { OfferedSize } from './offered-sizes.ts'

/**
 * Makes sure that the file of a size can be delivered; returns the key of its bytes.
 *
 * @throws Problem OriginalNotFound when it cannot be made because its original is gone.
 */
export async function prepareFile(
  findRendition: FindRendition,
  { id: assetId, rasterHash, blob }: Asset,
  size: OfferedSize,
): Promise<string> {
  if (size.isOriginal) return blob!
  const name = downloadRendition(size.name)
  const raster = rasterHash!
  const found = await findRendition({ assetId, name, watermark: null, raster })
  if (!found) throw new Problem('OriginalNotFound')
  return found.blob
}
