import { MediaProblem } from './media-problem.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'tiff'

/** Bytes that `sniff` needs to see. */
export const SNIFF_BYTES = 64

const ascii = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
const begins = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)

/** ISO base media brands of still pictures, which share their container with films. */
const STILL_BRANDS = new Set(['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'mif1', 'msf1', 'jxl ', 'crx '])

/**
 * Recognises a picture by its first bytes, whatever its name says: JPEG (ITU T.81), PNG (W3C), WebP (RFC 9649),
 * TIFF and BigTIFF (TIFF 6.0).
 *
 * @throws MediaProblem `empty`, `video` for films, `unsupported` for everything else.
 */
export function sniff(head: Uint8Array): PictureFormat {
  if (head.length === 0) throw new MediaProblem('empty')
  if (begins(head, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (begins(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'webp'
  const tiff = ascii(head, 0, 4)
  if (tiff === 'II*\0' || tiff === 'MM\0*' || tiff === 'II+\0' || tiff === 'MM\0+') return 'tiff'
  throw new MediaProblem(isVideo(head) ? 'video' : 'unsupported')
}

function isVideo(head: Uint8Array): boolean {
  if (ascii(head, 4, 8) === 'ftyp') return !STILL_BRANDS.has(ascii(head, 8, 12))
  if (['moov', 'mdat', 'wide', 'free'].includes(ascii(head, 4, 8))) return true
  if (begins(head, 0x1a, 0x45, 0xdf, 0xa3)) return true
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'AVI ') return true
  return begins(head, 0, 0, 1, 0xba) || begins(head, 0, 0, 1, 0xb3) || ascii(head, 0, 4) === 'OggS'
}
