import { globSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { type Cost, costOf } from './support/cpu-of.ts'
import { median, report, round, say } from './support/report.ts'
import { testData } from './support/test-data.ts'

/**
 * Thumb, preview and watermarked comp of thirty JPEGs of 24 megapixels against `vipsthumbnail`, which makes the same
 * three sizes of the same files, without a watermark, once for each size. What counts is cpu.
 */
const PICTURES = 30
const ROUNDS = 3
const GOAL = 0.7
const WIDTH = 6000
const HEIGHT = 4000
/** The boxes of thumb, preview and comp for a picture of 3:2. */
const BOXES = ['170x170', '506x337', '612x612']
const RENDER = fileURLToPath(new URL('support/render-pictures.ts', import.meta.url))

const photos = testData('media', 'photos')
const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
try {
  await mkdir(join(folder, 'theirs'))
  await makePictures()
  await measure()
} finally {
  await rm(folder, { recursive: true })
}

/** The noise keeps the files from being smoother, and so cheaper to decode, than what a camera makes. */
async function makePictures(): Promise<void> {
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

async function measure(): Promise<void> {
  const turns: { ours: Cost; theirs: Cost }[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    const ours = await costOf([process.execPath, RENDER, folder])
    const theirs = await costOf(['bash', '-c', vipsthumbnail(join(folder, 'theirs'))])
    say(`ours ${round(ours.cpuMs)} ms of cpu, vipsthumbnail ${round(theirs.cpuMs)} ms`)
    turns.push({ ours, theirs })
  }
  const ratio = median(turns.map(({ ours, theirs }) => ours.cpuMs / theirs.cpuMs))
  report({
    ...{ bench: 'renditions', ratio: round(ratio), goal: GOAL, ok: ratio <= GOAL },
    oursCpuMsPerPicture: round(median(turns.map(({ ours }) => ours.cpuMs)) / PICTURES),
    theirsCpuMsPerPicture: round(median(turns.map(({ theirs }) => theirs.cpuMs)) / PICTURES),
    wallRatio: round(median(turns.map(({ ours, theirs }) => ours.wallMs / theirs.wallMs))),
  })
}

function vipsthumbnail(out: string): string {
  const each = BOXES.map(
    (box) => `vipsthumbnail --size ${box} -o '${out}/%s-${box}.jpg[Q=82,strip]' '${folder}'/*.jpg`,
  )
  return each.join(' && ')
}
