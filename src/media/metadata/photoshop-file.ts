import { hasText, viewOf } from './bytes.ts'

/** The parts of a PSD or PSB (Adobe, Photoshop File Formats). */
export type PhotoshopFile = {
  readonly isLarge: boolean
  readonly channels: number
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly depth: number
  /** 0 bitmap, 1 grey, 2 indexed, 3 RGB, 4 CMYK, 7 multichannel, 8 duotone, 9 Lab. */
  readonly mode: number
  /** The palette of an indexed picture: 256 red, green and blue values each. */
  readonly palette: Uint8Array
  /** The image resources. */
  readonly resources: Uint8Array
  /** The composite: the method of compression (2 bytes), then the pixels, one channel after the other. */
  readonly composite: Uint8Array
}

const HEADER_BYTES = 26

/** Reads the structure of a PSD or PSB; null if it ends before the composite. */
export function readPhotoshopFile(file: Uint8Array): PhotoshopFile | null {
  if (!hasText(file, 0, '8BPS') || file.length < HEADER_BYTES + 4) return null
  const view = viewOf(file)
  const isLarge = view.getUint16(4) === 2
  try {
    const [palette, afterPalette] = section(file, HEADER_BYTES)
    const [resources, afterResources] = section(file, afterPalette)
    const layers = isLarge
      ? 8 + Number(view.getBigUint64(afterResources))
      : 4 + view.getUint32(afterResources)
    const composite = file.subarray(afterResources + layers)
    if (composite.length < 2) return null
    const [channels, height, width] = [view.getUint16(12), view.getUint32(14), view.getUint32(18)]
    const [depth, mode] = [view.getUint16(22), view.getUint16(24)]
    return { isLarge, channels, width, height, depth, mode, palette, resources, composite }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function section(file: Uint8Array, at: number): [bytes: Uint8Array, end: number] {
  const end = at + 4 + viewOf(file).getUint32(at)
  return [file.subarray(at + 4, end), end]
}
