import { globSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { sizeOf } from '../../src/media/size-of.ts'
import { type RenditionName, sizeNamed } from '../../src/renditions/ladder.ts'
import { type Cost, costOf } from './cpu-of.ts'
import { median, report, round, say } from './report.ts'
import { testData } from './test-data.ts'

const PICTURES = 30
const ROUNDS = 3
const WIDTH = 6000
const HEIGHT = 4000
const RENDER = fileURLToPath(new URL('render-pictures.ts', import.meta.url))

/** The sizes to measure, and the maximum ratio of CPU times. */
type Bench = { readonly bench: string; readonly goal: number; readonly sizes: readonly RenditionName[] }

/**
 * Makes sizes of thirty JPEGs of 24 megapixels, watermarked where the ladder says so, and compares the CPU time with that of
 * `vipsthumbnail`, which runs once for each size and adds no watermark.
 */
export async function benchRenditions(bench: Bench): Promise<void> {
  const photos = testData('media', 'photos')
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    await mkdir(join(folder, 'theirs'))
    await makePictures(photos, folder)
    await measure(folder, bench)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Makes the pictures. Added noise keeps them from being smoother, and so cheaper to decode, than those of a camera. */
async function makePictures(photos: string, folder: string): Promise<void> {
  say(`Making ${PICTURES} pictures of ${WIDTH} × ${HEIGHT} …`)
  const noise = await sharp({
    create: {
      width: 1500,
      height: 1000,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .png()
    .toBuffer()
  const sources = globSync('*.{jpg,jpeg}', { cwd: photos }).sort()
  for (let index = 0; index < PICTURES; index++) {
    await sharp(join(photos, sources[index % sources.length]!))
      .rotate()
      .resize(WIDTH, HEIGHT, { fit: 'cover' })
      .composite([{ input: noise, tile: true, blend: 'overlay' }])
      .jpeg({ quality: 92 })
      .toFile(join(folder, `${index}.jpg`))
  }
}

async function measure(folder: string, { bench, goal, sizes }: Bench): Promise<void> {
  const turns: { ours: Cost; theirs: Cost }[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    const ours = await costOf([process.execPath, RENDER, folder, ...sizes])
    const theirs = await costOf(['bash', '-c', vipsthumbnail(folder, sizes)])
    say(`ours ${round(ours.cpuMs)} ms of CPU time, vipsthumbnail ${round(theirs.cpuMs)} ms`)
    turns.push({ ours, theirs })
  }
  const ratio = median(turns.map(({ ours, theirs }) => ours.cpuMs / theirs.cpuMs))
  report({
    bench,
    ratio: round(ratio),
    goal,
    ok: ratio <= goal,
    oursCpuMsPerPicture: round(median(turns.map(({ ours }) => ours.cpuMs)) / PICTURES),
    theirsCpuMsPerPicture: round(median(turns.map(({ theirs }) => theirs.cpuMs)) / PICTURES),
    wallRatio: round(median(turns.map(({ ours, theirs }) => ours.wallMs / theirs.wallMs))),
  })
}

function vipsthumbnail(folder: string, sizes: readonly RenditionName[]): string {
  const each = sizes.map((name) => {
    const { width, height } = sizeOf({ width: WIDTH, height: HEIGHT }, sizeNamed(name).bound)
    const out = join(folder, 'theirs', `%s-${name}.jpg`)
    return `vipsthumbnail --size ${width}x${height} -o '${out}[Q=82,strip]' '${folder}'/*.jpg`
  })
  return each.join(' && ')
}
