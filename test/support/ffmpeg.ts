import { spawnSync } from 'node:child_process'
import { hasTool } from '../../src/media/tools/run-tool.ts'

/** An option of tests that need ffmpeg and ffprobe. */
export const NEEDS_FFMPEG = {
  skip: hasTool('ffmpeg') && hasTool('ffprobe') ? false : 'ffmpeg is not installed.',
}

/** Makes a file with ffmpeg from these arguments, the last of which is its path. @throws Error with what ffmpeg wrote. */
export function ffmpeg(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Returns what ffprobe says of the first stream of pictures of a file, such as `codec_name` and `width`. */
export function probe(path: string): Record<string, unknown> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_streams', '-of', 'json', path]
  return JSON.parse(spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout).streams[0]
}
