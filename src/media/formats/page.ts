import type { DecodeLimits } from '../decode-limits.ts'
import { openPage } from '../tools/draw-by-ghostscript.ts'
import type { Convertible } from './convertible.ts'
import { withBoxAtStart } from './eps-box.ts'

/** Opens an EPS, PostScript or PDF file: its first page is the picture, and it can be drawn at any size. */
export async function openPageFile(file: Uint8Array, limits: DecodeLimits): Promise<Convertible> {
  const { size, draw } = await openPage(withBoxAtStart(file), limits)
  return {
    size: { ...size, isVector: true },
    orientation: 1,
    convert: async (wanted) => ({ file: await draw(wanted), format: 'tiff' }),
  }
}
