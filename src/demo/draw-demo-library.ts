import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { mapInOrder } from '../lib/map-in-order.ts'
import { randomFrom } from '../lib/random.ts'
import { DEMO_PICTURES, type DemoPicture } from './demo-pictures.ts'
import { toXmp } from './to-xmp.ts'

const AT_ONCE = 3
const GRAIN_SIDE = 256

/**
 * Draws the demo library into a folder. Existing files are kept, so that an interrupted start can be resumed. The
 * result is the same each time.
 */
export async function drawDemoLibrary(
  folder: string,
  { onPicture }: { onPicture?: (done: number, total: number) => void } = {},
): Promise<void> {
  await mkdir(folder, { recursive: true })
  let done = 0
  const drawn = mapInOrder(DEMO_PICTURES, AT_ONCE, async (picture) => {
    const path = join(folder, picture.file)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return
    await writeFile(`${path}.partial`, await drawPicture(picture))
    await rename(`${path}.partial`, path)
  })
  for await (const _ of drawn) onPicture?.(++done, DEMO_PICTURES.length)
}

/** The file of one picture, with its XMP inside. */
export async function drawPicture(picture: DemoPicture): Promise<Buffer> {
  const { format, drawn } = picture
  const image = sharp(Buffer.from(toSvg(picture))).flatten({ background: '#ffffff' })
  const grained = drawn
    ? image
    : image.composite([
        { input: grain, raw: { width: GRAIN_SIDE, height: GRAIN_SIDE, channels: 4 }, tile: true },
      ])
  const options = {
    jpeg: { quality: 88 },
    png: { compressionLevel: 6 },
    webp: { quality: 88, effort: 2 },
    tiff: { compression: 'lzw' },
  } as const
  return grained.withXmp(toXmp(picture)).toFormat(format, options[format]).toBuffer()
}

/** Scenes are drawn at this size and scaled, so that lines keep their weight in large pictures. */
const DRAWN_SIDE = 1500

function toSvg({ width, height, draw, seed }: DemoPicture): string {
  const scale = DRAWN_SIDE / Math.max(width, height)
  const canvas = { width: width * scale, height: height * scale, random: randomFrom(seed) }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${canvas.width} ${canvas.height}" preserveAspectRatio="none">${draw(canvas)}</svg>`
}

/** Film grain, which makes gradients look photographed. */
const grain = makeGrain()

function makeGrain(): Buffer {
  const random = randomFrom(35)
  const pixels = Buffer.alloc(GRAIN_SIDE * GRAIN_SIDE * 4)
  for (let at = 0; at < pixels.length; at += 4) {
    const value = random.next() + random.next() - 1
    pixels.fill(value > 0 ? 255 : 0, at, at + 3)
    pixels[at + 3] = Math.round(Math.abs(value) * 26)
  }
  return pixels
}
