import { isDrawing } from '../catalogue/download-sizes.ts'
import type { MasterTable } from '../db/tables/assets.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { isVideoFormat } from '../media/video-format.ts'

/** Returns whether a file that is not shown may be shown now, since what draws it may have been installed meanwhile. */
export const mayBeDrawn = (
  { rasterHash, fileType }: { readonly [Name in 'rasterHash' | 'fileType']: MasterTable[Name] | null },
  { showsVideos }: Pick<DecoderPool, 'showsVideos'>,
): boolean => rasterHash === null && (isDrawing(fileType) || (showsVideos && isVideoFormat(fileType)))
