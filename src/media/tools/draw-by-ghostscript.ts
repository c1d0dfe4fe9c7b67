import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { DecodeLimits } from '../decode-limits.ts'
import { MediaProblem } from '../media-problem.ts'
import { type Dimensions, sizeOf } from '../size-of.ts'
import { TIME_SHARE, toolLimits } from './read-by-vips.ts'
import { hasTool, runTool } from './run-tool.ts'
import { DEFAULT_TOOLS } from './tool-paths.ts'
import { inWorkFolder } from './work-folder.ts'

/** The resolution at which a page has its size in CSS pixels (CSS Values and Units 4, 6.2), as SVG drawings have. */
const DPI = 96

/**
 * The first page, cropped to its box, without access to files except for input and output; damage ends it instead of being
 * repaired.
 */
const ARGUMENTS =
  '-q -dSAFER -dBATCH -dNOPAUSE -sstdout=%stderr -dEPSCrop -dUseCropBox -dLastPage=1 -dPDFSTOPONERROR'.split(
    ' ',
  )
/** The least longest side at which a page is drawn, because Ghostscript draws small letters too boldly. */
const LEAST_DRAWN_PX = 1600
/** Draws nothing, so that only the size of the page is found out. */
const EMPTY_PAGE = ['-dFILTERIMAGE', '-dFILTERTEXT', '-dFILTERVECTOR', `-r${DPI}`, '-sDEVICE=pngmono']
/** NOTE: an EPS may leave it to its surroundings to show the page. */
const SHOW_PAGE = ['-c', 'showpage']

/** What it writes about files that are whole, and cannot be drawn all the same. */
const REASONS = [[/requires a password/, 'it opens only with a password']] as const

/** A page that Ghostscript draws. */
export type Page = {
  /** Its size in CSS pixels, within the limit of pixels. */
  readonly size: Dimensions
  /** Draws it at about this size or larger, as TIFF in sRGB. */
  draw(size: Dimensions): Promise<Buffer>
}

/**
 * Opens the first page of an EPS, PostScript or PDF file with the Ghostscript of the machine.
 *
 * @throws MediaProblem `undrawn` if it is not installed; as `runTool`.
 */
export async function openPage(file: Uint8Array, limits: DecodeLimits): Promise<Page> {
  const { ghostscript } = limits.tools ?? DEFAULT_TOOLS
  if (!hasTool(ghostscript))
    throw new MediaProblem('undrawn', 'install Ghostscript (Debian: ghostscript), then ingest the file again')
  const run = async (args: readonly string[]) =>
    inWorkFolder(async (folder) => {
      await writeFile(join(folder, 'input'), file)
      await runTool({
        program: ghostscript,
        args: [...ARGUMENTS, ...args, '-sOutputFile=output', 'input', ...SHOW_PAGE],
        folder,
        limits: toolLimits(limits),
        timeoutMs: limits.timeoutMs * TIME_SHARE,
        reasons: REASONS,
      })
      return readFile(join(folder, 'output')).catch(() => {
        throw new MediaProblem('unreadable', 'it has no page')
      })
    })
  const { width, height } = await sharp(await run(EMPTY_PAGE), { limitInputPixels: false }).metadata()
  const whole = { width, height, isVector: true }
  const draw = (size: Dimensions) => {
    const room = Math.sqrt(limits.maxPixels / (size.width * size.height))
    const dpi = DPI * Math.max(1, Math.min(room, LEAST_DRAWN_PX / Math.max(size.width, size.height)))
    const resolution = `-r${(dpi * size.width) / width}x${(dpi * size.height) / height}`
    return run(['-dTextAlphaBits=4', '-dGraphicsAlphaBits=4', resolution, '-sDEVICE=tiff24nc'])
  }
  return {
    size: width * height > limits.maxPixels ? sizeOf(whole, { areaPx: limits.maxPixels }) : whole,
    draw,
  }
}
