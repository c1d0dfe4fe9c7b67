import { boxesOf, inside } from '../metadata/boxes.ts'
import { hasText, viewOf } from '../metadata/bytes.ts'

/** What the header of a JPEG 2000 says of its picture. */
export type Jp2Header = {
  readonly width: number
  readonly height: number
  /** Whether all components have the resolution of the picture. */
  readonly isEven: boolean
  /** How often it can be halved without decoding more. */
  readonly halvings: number
  /** The enumerated colour space (ISO 15444-1, I.5.3.3; 15444-2, M.11.7.3); null if there is none. */
  readonly space: number | null
  readonly icc: Uint8Array | null
}

/** Enumerated colour spaces that are shown; any other than these is shown as sRGB or grey. */
export const JP2_SPACES = { cmyk: 12, sycc: 18 } as const

const CONTAINER = '\0\0\0\x0cjP  '
const [SIZ, COD, SOT] = [0xff51, 0xff52, 0xff90]

/** Reads the header of a JPEG 2000 (ISO 15444-1): a JP2 or JPX file, or a codestream. Null if it is damaged. */
export function readJp2Header(file: Uint8Array): Jp2Header | null {
  const isContainer = hasText(file, 0, CONTAINER)
  const stream = isContainer ? inside(file, 'jp2c') : file
  const sizes = segment(stream, SIZ)
  if (!sizes || sizes.length < 38) return null
  const view = viewOf(sizes)
  const components = view.getUint16(36)
  const separations = sizes.subarray(38, 38 + components * 3)
  return {
    width: view.getUint32(4) - view.getUint32(12),
    height: view.getUint32(8) - view.getUint32(16),
    isEven: separations.every((value, index) => index % 3 === 0 || value === 1),
    halvings: segment(stream, COD)?.[7] ?? 0,
    ...colourOf(isContainer ? inside(file, 'jp2h') : new Uint8Array()),
  }
}

/** A segment of the main header, from its length on. */
function segment(stream: Uint8Array, wanted: number): Uint8Array | null {
  const view = viewOf(stream)
  for (let at = 2; at + 4 <= stream.length; ) {
    const marker = view.getUint16(at)
    if (marker === wanted) return stream.subarray(at + 2)
    if (marker === SOT || marker < 0xff00) return null
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}

/** The first "colr" box that says something: by number (method 1), or as a profile (method 2 or 3). */
function colourOf(header: Uint8Array): { space: number | null; icc: Uint8Array | null } {
  for (const { type, data } of boxesOf(header)) {
    if (type !== 'colr' || data.length < 7) continue
    if (data[0] === 1) return { space: viewOf(data).getUint32(3), icc: null }
    if (data[0] === 2 || data[0] === 3) return { space: null, icc: data.subarray(3) }
  }
  return { space: null, icc: null }
}
