import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why tests that draw videos are skipped; false if ffmpeg is installed. */
export const WITHOUT_FFMPEG: string | false =
  spawnSync('ffmpeg', ['-version']).error !== undefined && 'ffmpeg is not installed'

/** Draws a video of moving bars with a tone, in H.264 and AAC unless `flags` say otherwise. */
export function drawVideo(
  folder: string,
  name: string,
  { size = '1280x720', seconds = 1, flags = [] }: { size?: string; seconds?: number; flags?: string[] } = {},
): string {
  const path = join(folder, name)
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=${seconds}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`]
  const coding = ['-pix_fmt', 'yuv420p', '-preset', 'ultrafast', ...flags]
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...pictures, ...sound, ...coding, path])
  return path
}

/** Draws a video that looks whole from outside, but of which no frame can be decoded. */
export function drawUndecodableVideo(folder: string, name: string): void {
  const path = drawVideo(folder, name, { size: '1920x1080' })
  const file = readFileSync(path)
  const media = file.indexOf('mdat') + 4
  file.fill(0x5a, media, media + file.readUInt32BE(media - 8) - 8)
  writeFileSync(path, file)
}

/** The size of the frames of a video, as ffprobe reports it: "1024x576". */
export const frameSizeOf = (path: string): string =>
  execFileSync(
    'ffprobe',
    `-v error -select_streams v:0 -show_entries stream=width,height -of csv=s=x:p=0`.split(' ').concat(path),
  )
    .toString()
    .trim()
