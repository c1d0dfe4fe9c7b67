import { MediaProblem } from '../media-problem.ts'
import type { Convertible } from './convertible.ts'
import { jxlSize } from './jxl-header.ts'
import { toTiff } from './pixels.ts'
import { wasmLibrary } from './wasm-library.ts'

/** What is used of @jsquash/jxl, which is libjxl. */
type LibJxl = { decode(file: Uint8Array): ImageDataLike | null }
type ImageDataLike = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

const FOLDER = '@jsquash/jxl/codec/dec'
const startLibrary = wasmLibrary<LibJxl>(`${FOLDER}/jxl_dec.js`, `${FOLDER}/jxl_dec.wasm`)

/** The type of browsers that the library returns its pixels in. */
class PixelData implements ImageDataLike {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

/** Opens a JPEG XL (ISO 18181). libjxl returns its first frame upright, in 8-bit sRGB whatever its colours are. */
export function openJxl(file: Uint8Array): Convertible {
  const size = jxlSize(file)
  if (!size) throw new MediaProblem('unreadable', 'there is no codestream')
  return {
    size,
    orientation: 1,
    convert: async () => {
      Object.assign(globalThis, { ImageData: PixelData })
      const decoded = (await startLibrary()).decode(file)
      if (!decoded) throw new MediaProblem('unreadable')
      const { width, height, data } = decoded
      return {
        file: toTiff({
          width,
          height,
          colour: 'rgb',
          hasAlpha: true,
          samples: new Uint8Array(data.buffer, data.byteOffset, data.length),
        }),
        format: 'tiff',
      }
    },
  }
}
