import { join } from 'node:path'
import sharp from 'sharp'
import { vitrine } from './processes.ts'
import { withFolder } from './with-library.ts'

/** Adds a picture to a library that has none yet, so that its id is 100000001. */
export const ingestPicture = (data: string): Promise<void> =>
  withFolder(async (pictures) => {
    await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
      .jpeg()
      .toFile(join(pictures, 'a.jpg'))
    await vitrine(['ingest', pictures, '--data', data])
  })
