import { open } from 'node:fs/promises'
import type { VideoFormat } from '../video-format.ts'
import type { EmbeddedBlocks } from './blocks.ts'
import type { EmbeddedMetadata } from './embedded-metadata.ts'
import { metadataIn } from './read-metadata.ts'
import { matroskaBlocks } from './video/matroska-blocks.ts'
import { mp4Blocks } from './video/mp4-blocks.ts'
import { partsOf, type ReadPart } from './video/read-part.ts'

type Walker = (read: ReadPart, fileBytes: number) => Promise<EmbeddedBlocks>

const WALKERS: Readonly<Partial<Record<VideoFormat, Walker>>> = {
  mp4: mp4Blocks,
  mov: mp4Blocks,
  webm: matroskaBlocks,
  mkv: matroskaBlocks,
}

/**
 * Reads the metadata of a video, by the same rules as that of a picture. Only the parts that hold it are read, so a large
 * file takes no more time and memory than a small one. A damaged file yields less. `sidecar` is the content of its sidecar.
 *
 * @throws Error with `code` when the file cannot be read.
 */
export async function readVideoMetadata(
  path: string,
  format: VideoFormat,
  sidecar: Uint8Array | null = null,
): Promise<EmbeddedMetadata> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const blocks = await (WALKERS[format] ?? noBlocks)(partsOf(file), size)
    return metadataIn(blocks, sidecar)
  } finally {
    await file.close()
  }
}

const noBlocks: Walker = async () => ({ xmp: [], iim: [], exif: [] })
