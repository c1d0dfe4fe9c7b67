import type { DecodeLimits } from '../decode-limits.ts'
import { MediaProblem } from '../media-problem.ts'
import type { Dimensions } from '../size-of.ts'
import { readByVips } from '../tools/read-by-vips.ts'
import { hasTool } from '../tools/run-tool.ts'
import { DEFAULT_TOOLS } from '../tools/tool-paths.ts'
import type { Convertible } from './convertible.ts'
import { JP2_SPACES, type Jp2Header, readJp2Header } from './jp2-header.ts'
import { type Pixels, toTiff } from './pixels.ts'
import { wasmLibrary } from './wasm-library.ts'

/** What is used of codec-openjpeg, which is OpenJPEG. */
type OpenJpeg = { readonly J2KDecoder: new () => Decoder }
type Decoder = {
  getEncodedBuffer(length: number): Uint8Array
  /** Decodes at the size halved `level` times, all quality layers. */
  decodeSubResolution(level: number, layer: 0): void
  getDecodedBuffer(): Uint8Array
  getFrameInfo(): {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
    readonly isSigned: boolean
  }
  delete(): void
}

const PACKAGE = '@cornerstonejs/codec-openjpeg'
const startLibrary = wasmLibrary<OpenJpeg>(`${PACKAGE}/decodewasmjs`, `${PACKAGE}/decodewasm`)

/**
 * Opens a JPEG 2000 (ISO 15444-1). Components of different resolutions are left to the `vips` of the machine, and so is what
 * this build of OpenJPEG gives up on, such as very long pictures, if the machine has it.
 */
export function openJp2(file: Uint8Array, limits: DecodeLimits): Convertible {
  const header = readJp2Header(file)
  if (!header || header.width <= 0 || header.height <= 0)
    throw new MediaProblem('unreadable', 'there is no codestream')
  const byVips = async (failure?: Error) => {
    if (failure && !hasTool((limits.tools ?? DEFAULT_TOOLS).vips)) throw failure
    return readByVips(file, 'jp2kload', limits, { format: 'JPEG 2000 with subsampled colours' })
  }
  return {
    size: { width: header.width, height: header.height },
    orientation: 1,
    convert: async (size) => {
      const made = header.isEven ? await decode(file, header, size).catch(byVips) : await byVips()
      return { file: made, format: 'tiff' }
    },
  }
}

async function decode(file: Uint8Array, header: Jp2Header, size: Dimensions): Promise<Buffer> {
  const decoder = new (await startLibrary()).J2KDecoder()
  decoder.getEncodedBuffer(file.length).set(file)
  try {
    decoder.decodeSubResolution(levelFor(header, size), 0)
  } catch {
    throw new MediaProblem('unreadable', 'OpenJPEG cannot decode it')
  }
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo()
  const values = samplesOf(decoder.getDecodedBuffer(), bitsPerSample, isSigned)
  if (width === 0 || values.length < width * height * componentCount) throw new MediaProblem('unreadable')
  const made = toTiff({ width, height, samples: values, ...coloured(values, componentCount, header) })
  decoder.delete()
  return made
}

/** How often a picture may be halved and still have this size. */
function levelFor({ width, height, halvings }: Jp2Header, size: Dimensions): number {
  const times = Math.floor(Math.log2(Math.min(width / size.width, height / size.height)))
  return Math.max(0, Math.min(halvings, times))
}

/** The samples as 8 or 16 bits, from black to white. */
function samplesOf(bytes: Uint8Array, bits: number, isSigned: boolean): Uint8Array | Uint16Array {
  const white = 2 ** bits - 1
  const offset = isSigned ? 2 ** (bits - 1) : 0
  if (bits <= 8) {
    const values = isSigned ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes
    return Uint8Array.from(values, (value) => ((value + offset) * 255) / white + 0.5)
  }
  const stored = bytes.slice()
  const values = isSigned ? new Int16Array(stored.buffer) : new Uint16Array(stored.buffer)
  return Uint16Array.from(values, (value) => ((value + offset) * 65_535) / white + 0.5)
}

/** What the components are: colours, and transparency if there is one more. */
function coloured(
  values: Uint8Array | Uint16Array,
  components: number,
  { space, icc }: Jp2Header,
): Pick<Pixels, 'colour' | 'hasAlpha' | 'icc'> {
  if (components > 4 || (space === JP2_SPACES.cmyk && components !== 4))
    throw new MediaProblem('unreadable', `${components} components`)
  if (space === JP2_SPACES.cmyk || isCmyk(icc)) return { colour: 'cmyk', icc }
  if (space === JP2_SPACES.sycc && components >= 3) fromYcc(values, components)
  return { colour: components < 3 ? 'grey' : 'rgb', hasAlpha: components % 2 === 0, icc }
}

const isCmyk = (icc: Uint8Array | null) =>
  icc !== null && Buffer.from(icc).toString('latin1', 16, 20) === 'CMYK'

/** Converts sYCC (IEC 61966-2-1, annex F) to sRGB in place. */
function fromYcc(values: Uint8Array | Uint16Array, components: number): void {
  const white = values instanceof Uint8Array ? 255 : 65_535
  const within = (value: number) => Math.min(white, Math.max(0, value + 0.5))
  const middle = (white + 1) / 2
  for (let at = 0; at < values.length; at += components) {
    const [y, cb, cr] = [values[at]!, values[at + 1]! - middle, values[at + 2]! - middle]
    values[at] = within(y + 1.402 * cr)
    values[at + 1] = within(y - 0.344136 * cb - 0.714136 * cr)
    values[at + 2] = within(y + 1.772 * cb)
  }
}
