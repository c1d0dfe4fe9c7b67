import { open } from 'node:fs/promises'
import type { PictureFormat } from './picture-format.ts'
import type { VideoFormat } from './video-format.ts'

/** How a C2PA manifest store begins in every format: the description of a JUMBF box with C2PA's UUID (C2PA 2.1, 11.1.4.2). */
const MANIFEST = Buffer.concat([Buffer.from('jumd'), Buffer.from('6332706100110010800000aa00389b71', 'hex')])
/** How SVG has it, in Base64 (C2PA 2.1, A.3.5). */
const IN_SVG = Buffer.from('c2pa:manifest')
/** The manifest of a video is in front of its frames (C2PA 2.1, A.5.1). */
const VIDEO_HEAD_BYTES = 4 * 1024 * 1024

/** Returns whether a file has Content Credentials, a C2PA manifest. It is not verified. */
export function hasContentCredentials(file: Uint8Array, format: PictureFormat | VideoFormat): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  return bytes.includes(MANIFEST) || (format === 'svg' && bytes.includes(IN_SVG))
}

/** The same of a video, of which only the start is read. */
export async function videoHasContentCredentials(path: string, format: VideoFormat): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(VIDEO_HEAD_BYTES), 0, VIDEO_HEAD_BYTES, 0)
    return hasContentCredentials(buffer.subarray(0, bytesRead), format)
  } finally {
    await file.close()
  }
}
