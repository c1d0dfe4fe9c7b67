import { declaredSpace } from '../declared-colours.ts'
import type { DecodeLimits } from '../decode-limits.ts'
import { MediaProblem } from '../media-problem.ts'
import { heifPicture } from '../metadata/heif-properties.ts'
import { readByVips } from '../tools/read-by-vips.ts'
import type { Convertible } from './convertible.ts'
import { toTiff } from './pixels.ts'
import { wasmLibrary } from './wasm-library.ts'

/** What is used of libheif-js; a failed call returns an object with `code` instead of a handle. */
type LibHeif = {
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown }
  readonly heif_chroma: {
    readonly heif_chroma_interleaved_RGB: unknown
    readonly heif_chroma_interleaved_RGBA: unknown
  }
  heif_context_alloc(): unknown
  heif_context_read_from_memory(context: unknown, file: Uint8Array): Failure
  heif_js_context_get_primary_image_handle(context: unknown): Failure | unknown
  heif_image_handle_has_alpha_channel(handle: unknown): boolean | number
  heif_js_decode_image2(handle: unknown, space: unknown, chroma: unknown): Promise<Decoded & Failure>
}
type Failure = { readonly code?: unknown; readonly message?: string }
type Decoded = {
  readonly channels: readonly {
    readonly width: number
    readonly height: number
    readonly stride: number
    readonly data: Uint8Array
  }[]
}

const PACKAGE = 'libheif-js'
const startLibrary = wasmLibrary<LibHeif>(
  `${PACKAGE}/libheif-wasm/libheif.js`,
  `${PACKAGE}/libheif-wasm/libheif.wasm`,
)

/**
 * Opens a HEIC or HEIF (ISO 23008-12), decoded by libheif: from the optional package libheif-js, else by the `vips` of the
 * machine. Its own rotation and clean aperture apply, and not the orientation in its EXIF (6.5.10, 6.5.9).
 */
export function openHeic(file: Uint8Array, limits: DecodeLimits): Convertible {
  const picture = heifPicture(file)
  if (!picture) throw new MediaProblem('unreadable', 'there is no primary picture')
  return {
    size: picture,
    orientation: 1,
    convert: async () => {
      const library = await startLibrary().catch(unlessMissing)
      const made = library
        ? await decode(library, file, picture.icc)
        : await readByVips(file, 'heifload', limits, {
            format: 'HEIC or HEIF',
            alternative: `the npm package ${PACKAGE} beside vitrine`,
          })
      return { file: made, format: 'tiff', space: declaredSpace(file, 'avif') }
    },
  }
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND') return null
  throw error
}

async function decode(library: LibHeif, file: Uint8Array, icc: Uint8Array | null): Promise<Buffer> {
  const context = library.heif_context_alloc()
  check(library.heif_context_read_from_memory(context, file))
  const handle = library.heif_js_context_get_primary_image_handle(context)
  check(handle as Failure)
  const hasAlpha = Boolean(library.heif_image_handle_has_alpha_channel(handle))
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } = library.heif_chroma
  const space = library.heif_colorspace.heif_colorspace_RGB
  const decoded = await library.heif_js_decode_image2(handle, space, hasAlpha ? rgba : rgb)
  check(decoded)
  const [{ width, height, stride, data }] = decoded.channels as [Decoded['channels'][number]]
  return toTiff({
    width,
    height,
    colour: 'rgb',
    hasAlpha,
    icc,
    samples: packed(data, stride, width * (hasAlpha ? 4 : 3), height),
  })
}

/** Rows without what libheif adds at their ends. */
function packed(data: Uint8Array, stride: number, rowBytes: number, height: number): Uint8Array {
  if (stride === rowBytes) return data
  const rows = new Uint8Array(rowBytes * height)
  for (let row = 0; row < height; row++)
    rows.set(data.subarray(row * stride, row * stride + rowBytes), row * rowBytes)
  return rows
}

/** @throws MediaProblem with the message of libheif. */
function check(result: Failure | null | undefined): void {
  const code = result?.code as { readonly value?: number } | number | undefined
  const number = typeof code === 'object' ? code.value : code
  if (!result || number) throw new MediaProblem('unreadable', result?.message?.trim())
}
