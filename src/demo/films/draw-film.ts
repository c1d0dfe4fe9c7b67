import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomFrom } from '../../lib/random.ts'
import { runTool } from '../../media/tools/run-tool.ts'
import type { Canvas } from '../paint.ts'
import type { Film, Layer } from './film.ts'

/** How a film is drawn. */
export type FilmSpec = {
  readonly film: Film
  readonly width: number
  readonly height: number
  readonly frameRate: number
  readonly seconds: number
  readonly seed: number
}

const LIMITS = { maxMemoryBytes: 2 ** 31, maxWrittenBytes: 2 ** 26, maxCpuSeconds: 300 }
const TIMEOUT_MS = 300_000
const ENCODING =
  '-c:v libx264 -preset veryfast -crf 22 -pix_fmt yuv420p -movflags +faststart -fflags +bitexact -f mp4'

/** Draws a film into an MP4 file of a folder with ffmpeg. @throws MediaProblem. */
export async function drawFilm(
  { film, width, height, frameRate, seconds, seed }: FilmSpec,
  { ffmpeg, folder, name }: { ffmpeg: string; folder: string; name: string },
): Promise<void> {
  const canvas: Canvas = { width, height, random: randomFrom(seed) }
  const background = { width, height, svg: film.background(canvas) }
  const layers = film.layers(canvas)
  const inputs: string[] = []
  for (const [at, layer] of [background, ...layers].entries()) {
    const file = `${name}-${at}.png`
    await writeFile(join(folder, file), await toPng(layer))
    inputs.push('-i', file)
  }
  const chain = layers.map(({ x, y }, at) => `[v${at}][${at + 1}:v]overlay=x='${x}':y='${y}'[v${at + 1}]`)
  await runTool({
    program: ffmpeg,
    args: [
      ...'-hide_banner -nostdin -loglevel error -y'.split(' '),
      ...inputs,
      '-filter_complex',
      // The background is repeated; each layer has one picture, which stays.
      [`[0:v]loop=loop=-1:size=1,setpts=N/${frameRate}/TB,fps=${frameRate}[v0]`, ...chain].join(';'),
      ...`-map [v${layers.length}] -t ${seconds} ${ENCODING}`.split(' '),
      name,
    ],
    folder,
    limits: LIMITS,
    timeoutMs: TIMEOUT_MS,
  })
}

const toPng = ({ width, height, svg }: Pick<Layer, 'width' | 'height' | 'svg'>): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width)}" height="${Math.round(height)}">${svg}</svg>`,
    ),
  )
    .png({ compressionLevel: 1 })
    .toBuffer()
