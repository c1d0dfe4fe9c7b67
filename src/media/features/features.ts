import sharp, { type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import type { Raster } from '../decode-strictly.ts'
import { describePlanes } from './descriptor.ts'
import { labPlanes, reducePlane } from './lab-planes.ts'
import { perceptualHash } from './perceptual-hash.ts'

/** What of a picture is compared with other pictures, and a placeholder for it. */
export type PictureFeatures = {
  /** Its edges and colours (`describePlanes`). */
  readonly descriptor: Int8Array
  /** 16 hexadecimal digits (`perceptualHash`). */
  readonly perceptualHash: string
  /** The picture in 32 × 32 greys, stretched to a square. */
  readonly miniature: Uint8Array
  /** A blurred placeholder of some 25 bytes (https://evanw.github.io/thumbhash/). */
  readonly thumbhash: Uint8Array
}

/** Side of the square that a picture is reduced to. */
const SIDE = 64
/** Side of a miniature. */
export const MINIATURE_SIDE = 32
/** A placeholder has at most seven waves in each direction, for which this is enough. */
const PLACEHOLDER_SIDE = 48

/** Makes the features of a picture. */
export async function featuresOf({ data, info }: Raster): Promise<PictureFeatures> {
  const { width, height, channels } = info
  const picture = () => sharp(data, { raw: { width, height, channels } }).toColourspace('srgb')
  const square = await pixelsOf(picture().removeAlpha().resize(SIDE, SIDE, { fit: 'fill' }))
  const planes = labPlanes({ data: square.data, side: SIDE })
  const lightness = reducePlane(planes.l, MINIATURE_SIDE)
  const small = picture().ensureAlpha().resize(PLACEHOLDER_SIDE, PLACEHOLDER_SIDE, { fit: 'inside' })
  const placeholder = await pixelsOf(small)
  return {
    descriptor: describePlanes(planes),
    perceptualHash: perceptualHash(lightness),
    miniature: Uint8Array.from(lightness, (l) => Math.round(l * 2.55)),
    thumbhash: rgbaToThumbHash(placeholder.info.width, placeholder.info.height, placeholder.data),
  }
}

const pixelsOf = (picture: Sharp) => picture.raw().toBuffer({ resolveWithObject: true })
