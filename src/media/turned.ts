import sharp, { type Sharp } from 'sharp'
import type { Raster } from './decode-strictly.ts'
import type { Shape } from './size-of.ts'

/** What makes a picture upright, by its orientation (TIFF 6.0, tag 274): mirrored left to right first, then turned clockwise. */
const TURNS: Readonly<Record<number, { readonly isMirrored: boolean; readonly degrees: number }>> = {
  2: { isMirrored: true, degrees: 0 },
  3: { isMirrored: false, degrees: 180 },
  4: { isMirrored: true, degrees: 180 },
  5: { isMirrored: true, degrees: 270 },
  6: { isMirrored: false, degrees: 90 },
  7: { isMirrored: true, degrees: 90 },
  8: { isMirrored: false, degrees: 270 },
}

/** Returns the size of a picture when it is upright; of an upright one, the size as it is stored. */
export function uprightSize(orientation: number, shape: Shape): Shape {
  const { width, height } = shape
  return (TURNS[orientation]?.degrees ?? 0) % 180 === 0 ? shape : { ...shape, width: height, height: width }
}

/** Returns the pixels upright. For what the decoder does not turn itself. */
export async function turned(raster: Raster, orientation: number): Promise<Raster> {
  const turn = TURNS[orientation]
  if (!turn) return raster
  const mirrored = turn.isMirrored ? await pixelsOf(pictureOf(raster).flop()) : raster
  return pixelsOf(pictureOf(mirrored).rotate(turn.degrees))
}

const pictureOf = ({ data, info: { width, height, channels } }: Raster) =>
  sharp(data, { raw: { width, height, channels } })

const pixelsOf = (picture: Sharp): Promise<Raster> => picture.raw().toBuffer({ resolveWithObject: true })
