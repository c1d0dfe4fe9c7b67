import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { vitrine } from './processes.ts'

/** Adds a picture to a library that has none yet, so that its id is 100000001. */
export async function ingestPicture(folder: string, data: string): Promise<void> {
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
    .jpeg()
    .toFile(join(pictures, 'a.jpg'))
  await vitrine(['ingest', pictures, '--data', data])
}
