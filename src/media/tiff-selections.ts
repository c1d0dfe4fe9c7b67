import sharp, { type Sharp } from 'sharp'
import type { ExtraChannels } from './tiff-image.ts'

/**
 * A picture without the channels that only an editor understands, which libvips would take for transparency. It is decoded
 * as a whole first, because sharp multiplies colours by the last channel before it resizes them.
 */
export async function withoutSelections(picture: Sharp, extras: ExtraChannels): Promise<Sharp> {
  const { count, beginsWithAlpha } = extras
  if (count === Number(beginsWithAlpha)) return picture
  const { data, info } = await picture
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const kept = (channels - count + Number(beginsWithAlpha)) as 1 | 2 | 3 | 4
  for (let from = 0, to = 0; from < data.length; from += channels, to += kept)
    data.copyWithin(to, from, from + kept)
  const pixels = data.subarray(0, width * height * kept)
  return sharp(pixels, { raw: { width, height, channels: kept }, limitInputPixels: false })
}
