import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DecodeLimits } from '../decode-limits.ts'
import { MediaProblem } from '../media-problem.ts'
import { hasTool, runTool } from './run-tool.ts'
import { DEFAULT_TOOLS } from './tool-paths.ts'
import { inWorkFolder } from './work-folder.ts'

/** A loader of libvips. The command names it, so that the bytes of a file cannot choose another one. */
export type VipsLoader = 'heifload' | 'jp2kload' | 'magickload' | 'tiffload'

/** Share of the time limit that a program may use, so that its decoder can report that it took too long. */
export const TIME_SHARE = 0.9

/**
 * Reads a picture with the `vips` program of the machine, whose libvips has more loaders than the one that comes with
 * sharp. Returns a TIFF.
 *
 * @throws MediaProblem `needs_tool` if it is not installed, with `alternative` as another remedy; as `runTool`.
 */
export async function readByVips(
  file: Uint8Array,
  loader: VipsLoader,
  limits: DecodeLimits,
  { format, alternative }: { format: string; alternative?: string },
): Promise<Buffer> {
  const { vips } = limits.tools ?? DEFAULT_TOOLS
  const remedy = 'the program vips (Debian: libvips-tools)'
  if (!hasTool(vips))
    throw new MediaProblem(
      'needs_tool',
      `${format}: install ${alternative ? `${alternative}, or ${remedy}` : remedy}`,
    )
  return inWorkFolder(async (folder) => {
    await writeFile(join(folder, 'input'), file)
    await runTool({
      program: vips,
      args: [loader, 'input', 'output.tif', '--fail-on', 'error'],
      folder,
      limits: toolLimits(limits),
      timeoutMs: limits.timeoutMs * TIME_SHARE,
    })
    return readFile(join(folder, 'output.tif'))
  })
}

/** What a program may use to read one file: as much memory as its decoder; a picture of the largest size in 16 bits. */
export const toolLimits = ({ maxMemoryBytes, maxPixels, timeoutMs }: DecodeLimits) => ({
  maxMemoryBytes,
  maxWrittenBytes: maxPixels * 8,
  maxCpuSeconds: Math.ceil(timeoutMs / 1000),
})
