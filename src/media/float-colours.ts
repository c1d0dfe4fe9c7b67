import sharp, { type SharpOptions } from 'sharp'
import { toTiff } from './formats/pixels.ts'
import type { ExtraChannels } from './tiff-image.ts'

const COLOURS = 3

/**
 * The colours of a picture with floating-point samples and further channels, upright, as a TIFF without these; transparency becomes
 * white light. It is decoded as a whole, because sharp multiplies colours by the last channel when it resizes them, whatever that
 * channel is.
 */
export async function floatColours(
  file: Uint8Array,
  options: SharpOptions,
  { beginsWithAlpha }: ExtraChannels,
): Promise<Buffer> {
  const { data, info } = await sharp(file, { ...options, ignoreIcc: true })
    .autoOrient()
    .pipelineColourspace('scrgb')
    .toColourspace('scrgb')
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const values = new Float32Array(data.buffer, data.byteOffset, data.length / 4)
  const samples = new Float32Array(width * height * COLOURS)
  for (let from = 0, to = 0; to < samples.length; from += channels, to += COLOURS) {
    const opacity = beginsWithAlpha ? Math.min(1, Math.max(0, values[from + COLOURS]!)) : 1
    for (let colour = 0; colour < COLOURS; colour++)
      samples[to + colour] = values[from + colour]! * opacity + 1 - opacity
  }
  return toTiff({ width, height, colour: 'rgb', samples })
}
