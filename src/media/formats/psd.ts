import { MediaProblem } from '../media-problem.ts'
import { type PhotoshopFile, readPhotoshopFile } from '../metadata/photoshop-file.ts'
import { resourcesById } from '../metadata/photoshop-resources.ts'
import type { Convertible } from './convertible.ts'
import { fromLab } from './lab.ts'
import { type Pixels, toTiff } from './pixels.ts'
import { channelReader } from './psd-channels.ts'

/** Image resources: the ICC profile, and whether the composite is that of the layers. */
const [ICC_PROFILE, VERSION_INFO] = [0x040f, 0x0421]
const [BITMAP, GREY, INDEXED, RGB, CMYK, DUOTONE, LAB] = [0, 1, 2, 3, 4, 8, 9]
const COLOUR_CHANNELS: Readonly<Record<number, number>> = {
  [BITMAP]: 1,
  [GREY]: 1,
  [INDEXED]: 1,
  [RGB]: 3,
  [CMYK]: 4,
  [DUOTONE]: 1,
  [LAB]: 3,
}

/**
 * Opens a PSD or PSB, of which the composite is shown that Photoshop stores after the layers. Where layers are
 * transparent, the composite is blended with white already.
 *
 * @throws MediaProblem `psd_kind` if it has no composite or one of a kind that is not read.
 */
export function openPsd(file: Uint8Array): Convertible {
  const psd = readPhotoshopFile(file)
  if (!psd) throw new MediaProblem('truncated')
  const { width, height, mode, depth } = psd
  const colours = COLOUR_CHANNELS[mode]
  if (colours === undefined || psd.channels < colours)
    throw new MediaProblem('psd_kind', `colour mode ${mode}`)
  if (![1, 8, 16, 32].includes(depth)) throw new MediaProblem('psd_kind', `${depth}-bit samples`)
  if (width === 0 || height === 0) throw new MediaProblem('unreadable')
  const resources = resourcesById(psd.resources)
  if (resources.get(VERSION_INFO)?.[4] === 0)
    throw new MediaProblem('psd_kind', 'it was saved without "Maximize Compatibility"')
  const icc = resources.get(ICC_PROFILE) ?? null
  return {
    size: { width, height },
    orientation: 1,
    convert: async () => ({
      file: toTiff({ icc, ...pixelsOf(psd, colours), width, height }),
      format: 'tiff',
    }),
  }
}

function pixelsOf(psd: PhotoshopFile, colours: number): Pick<Pixels, 'colour' | 'samples' | 'icc'> {
  const samples = interleaved(psd, colours)
  if (psd.mode === INDEXED && samples instanceof Uint8Array)
    return { colour: 'rgb', samples: looked(samples, psd.palette) }
  if (psd.mode === LAB) return { colour: 'rgb', samples: fromLab(samples, 'offset'), icc: null }
  // Photoshop stores CMYK as light: 0 is all ink.
  if (psd.mode === CMYK) return { colour: 'cmyk', samples: inverted(samples) }
  return { colour: colours === 1 ? 'grey' : 'rgb', samples }
}

/** The samples of the colour channels, pixel by pixel. */
function interleaved(psd: PhotoshopFile, colours: number): Pixels['samples'] {
  const { width, height, depth } = psd
  const length = width * height * colours
  const samples =
    depth === 32 ? new Float32Array(length) : depth === 16 ? new Uint16Array(length) : new Uint8Array(length)
  const read = channelReader(psd)
  for (let channel = 0; channel < colours; channel++)
    for (let row = 0; row < height; row++)
      read(channel, row, (x, value) => {
        samples[(row * width + x) * colours + channel] = value
      })
  return samples
}

function looked(indexes: Uint8Array, palette: Uint8Array): Uint8Array {
  const colours = palette.length / 3
  const samples = new Uint8Array(indexes.length * 3)
  for (const [at, index] of indexes.entries())
    for (let part = 0; part < 3; part++) samples[at * 3 + part] = palette[part * colours + index] ?? 0
  return samples
}

function inverted(samples: Pixels['samples']): Pixels['samples'] {
  const white = samples instanceof Uint8Array ? 255 : samples instanceof Uint16Array ? 65_535 : 1
  for (let at = 0; at < samples.length; at++) samples[at] = white - samples[at]!
  return samples
}
