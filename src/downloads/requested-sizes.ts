import type { Asset } from '../catalogue/asset.ts'
import { assetNotFound } from '../catalogue/find-visible.ts'
import { Problem } from '../lib/problem.ts'
import { type OfferedSize, offeredSizes, type SizedAsset, type VideoOffer } from './offered-sizes.ts'

/** Which file of an asset a caller asks for; what is left out is left to the server. */
export type FileChoice = {
  readonly height?: number | undefined
  readonly fileType?: string | undefined
  /** The name of a size, in any case. */
  readonly size?: string | undefined
}

/**
 * Returns those of the sizes in which an asset is offered that a caller asks for, largest first.
 *
 * @throws Problem ImageNotFound or VideoNotFound if it has no file, MissingRequiredQueryParameters naming what is offered
 *   if no size fits.
 */
export function requestedSizes(
  asset: SizedAsset & Pick<Asset, 'id'>,
  { height, fileType, size }: FileChoice,
  offer: VideoOffer,
): readonly OfferedSize[] {
  const offered = offeredSizes(asset, offer)
  if (offered.length === 0)
    throw assetNotFound(asset.mediaKind, `${asset.id}. It has no file that can be downloaded.`)
  const ofHeight = fitting(offered, 'height', height, (it) => it.height)
  const ofType = fitting(ofHeight, 'file_type', fileType, (it) => it.fileType)
  return fitting(ofType, 'size', size?.toLowerCase(), (it) => it.name)
}

function fitting<Value>(
  sizes: readonly OfferedSize[],
  parameter: string,
  wanted: Value | undefined,
  read: (size: OfferedSize) => Value | null,
): readonly OfferedSize[] {
  const found = wanted === undefined ? sizes : sizes.filter((size) => read(size) === wanted)
  if (found.length > 0) return found
  const values = [...new Set(sizes.map(read))].join(', ')
  throw new Problem('MissingRequiredQueryParameters', `${parameter} must be one of ${values}.`)
}
