import { foreignFormat } from './foreign-formats.ts'
import { MediaProblem } from './media-problem.ts'

/** The picture formats that libvips reads as it comes with sharp. */
export type NativeFormat = (typeof NATIVE_FORMATS)[number]
const NATIVE_FORMATS = ['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif', 'svg'] as const

/** Raw formats of cameras, by the extensions of their files; `raw` is any other that is based on TIFF. */
const RAW_FORMATS = [
  ...(['dng', 'nef', 'cr2', 'cr3', 'crw', 'arw', 'raf', 'rw2', 'orf', 'pef', 'srw'] as const),
  ...(['3fr', 'iiq', 'erf', 'dcr', 'kdc', 'mos', 'mef', 'mrw', 'nrw', 'rwl', 'x3f', 'raw'] as const),
] as const
/** One of these formats. */
export type RawFormat = (typeof RAW_FORMATS)[number]

/** Other picture formats that are read. */
export type OtherFormat = 'heic' | 'jxl' | 'jp2' | 'psd' | 'bmp' | 'eps' | 'pdf'

/** The picture formats that are supported. */
export type PictureFormat = NativeFormat | RawFormat | OtherFormat

/** Returns whether libvips reads a format as it comes with sharp. */
export const isNative = (format: PictureFormat): format is NativeFormat =>
  (NATIVE_FORMATS as readonly string[]).includes(format)

/** Bytes that `sniff` needs: an SVG may begin with a licence and the entities of a drawing program. */
export const SNIFF_BYTES = 16_384

const ascii = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
const begins = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)

/** Major brands of still pictures in general, with which a file may be an AVIF by a compatible brand. */
const STILL_BRANDS = new Set(['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'mif1', 'msf1'])
const TIFF_MAGIC = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']

/**
 * How files of other formats begin (bytes as Latin-1). Raw files that are not among them are TIFF files until their
 * directories are read.
 */
const HEADS: readonly (readonly [RawFormat | OtherFormat, RegExp])[] = [
  ['cr2', /^(?:II\*\0|MM\0\*).{4}CR/s],
  ['cr3', /^.{4}ftypcrx /s],
  ['crw', /^II\x1a\0.{4}HEAPCCDR/s],
  ['iiq', /^(?:II\*\0|MM\0\*).{4}(?:IIIITwaR|MMMMRawT)/s],
  ['raf', /^FUJIFILMCCD-RAW/],
  ['rw2', /^IIU\0/],
  ['orf', /^(?:IIR[OS]|MMOR)/],
  ['x3f', /^FOVb/],
  ['mrw', /^\0MRM/],
  ['jxl', /^(?:\xff\x0a|\0\0\0\x0cJXL |.{4}ftypjxl )/s],
  ['jp2', /^(?:\0\0\0\x0cjP {2}|\xff\x4f\xff\x51)/],
  ['psd', /^8BPS/],
  ['eps', /^(?:%!PS|\xc5\xd0\xd3\xc6)/],
  ['pdf', /^\s*%PDF-/],
  ['bmp', /^BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0/s],
]
const HEIC_HEAD = /^.{4}ftyp(?:hei[cxms]|hev[cxms]|mif[12]|msf1)/s
const HEAD_BYTES = 32

/**
 * Recognises a picture by its first bytes, whatever its file name: JPEG (ITU T.81), PNG (W3C), WebP (RFC 9649),
 * TIFF and BigTIFF (TIFF 6.0), GIF (89a), AVIF and HEIC (AV1 Image File Format 1.1, ISO 23008-12, by their brands), SVG (SVG
 * 2, by its root), JPEG XL, JPEG 2000, PSD, BMP, EPS (and other
 * PostScript), PDF, and the raw files of cameras. Those that are based on TIFF may pass for TIFF: see `formatOf`.
 *
 * @throws MediaProblem `empty`, or the reason why another format is not supported.
 */
export function sniff(head: Uint8Array): PictureFormat {
  if (head.length === 0) throw new MediaProblem('empty')
  if (begins(head, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (begins(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'webp'
  const start = ascii(head, 0, HEAD_BYTES)
  const other = HEADS.find(([, pattern]) => pattern.test(start))
  if (other) return other[0]
  if (TIFF_MAGIC.includes(ascii(head, 0, 4))) return 'tiff'
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'gif'
  if (isAvif(head)) return 'avif'
  if (HEIC_HEAD.test(start)) return 'heic'
  if (isSvg(head)) return 'svg'
  throw foreignFormat(head)
}

/** By major brand, or by a compatible brand if the major brand is one of still pictures in general. */
function isAvif(head: Uint8Array): boolean {
  if (ascii(head, 4, 8) !== 'ftyp') return false
  if (ascii(head, 8, 11) === 'avi') return true
  const length = Math.min(new DataView(head.buffer, head.byteOffset).getUint32(0), 256)
  const brands: string[] = ascii(head, 16, length).match(/.{4}/gs) ?? []
  return STILL_BRANDS.has(ascii(head, 8, 12)) && brands.includes('avif')
}

/** XML whose root is svg, after any declaration, comments and document type. */
function isSvg(head: Uint8Array): boolean {
  const encoding = begins(head, 0xff, 0xfe) ? 'utf-16le' : begins(head, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(encoding).decode(head)
  if (!/^\s*</.test(text)) return false
  const root = text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE\s[^[>]*(?:\[[\s\S]*?\]\s*)?>/g, '')
  return /^\s*<(?:[\w.-]+:)?svg[\s/>]/.test(root)
}
