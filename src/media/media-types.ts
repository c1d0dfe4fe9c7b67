import type { PictureFormat } from './picture-format.ts'
import type { VideoFormat } from './video-format.ts'

/** The extension of files of each format of pictures whose extension is not the name of the format. */
const EXTENSIONS: Readonly<Partial<Record<string, string>>> = { jpeg: 'jpg', tiff: 'tif' }

/** Media types by the usual extension. Those of raw files are not registered, but what programs and systems use. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  tif: 'image/tiff',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  heic: 'image/heic',
  jxl: 'image/jxl',
  jp2: 'image/jp2',
  psd: 'image/vnd.adobe.photoshop',
  bmp: 'image/bmp',
  eps: 'application/postscript',
  pdf: 'application/pdf',
  dng: 'image/x-adobe-dng',
  nef: 'image/x-nikon-nef',
  cr2: 'image/x-canon-cr2',
  cr3: 'image/x-canon-cr3',
  crw: 'image/x-canon-crw',
  arw: 'image/x-sony-arw',
  raf: 'image/x-fuji-raf',
  rw2: 'image/x-panasonic-rw2',
  orf: 'image/x-olympus-orf',
  pef: 'image/x-pentax-pef',
  srw: 'image/x-samsung-srw',
  '3fr': 'image/x-hasselblad-3fr',
  iiq: 'image/x-phaseone-iiq',
  erf: 'image/x-epson-erf',
  dcr: 'image/x-kodak-dcr',
  kdc: 'image/x-kodak-kdc',
  mos: 'image/x-leaf-mos',
  mef: 'image/x-mamiya-mef',
  mrw: 'image/x-minolta-mrw',
  nrw: 'image/x-nikon-nrw',
  rwl: 'image/x-leica-rwl',
  x3f: 'image/x-sigma-x3f',
  raw: 'image/x-dcraw',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/matroska',
  avi: 'video/vnd.avi',
  wmv: 'video/x-ms-wmv',
  mpg: 'video/mpeg',
  ogv: 'video/ogg',
  flv: 'video/x-flv',
  mxf: 'application/mxf',
  dv: 'video/DV',
}

/** The usual extension of files of a format. */
export const extensionOf = (format: PictureFormat | VideoFormat): string => EXTENSIONS[format] ?? format

/** The media type of files with an extension that `extensionOf` returns. */
export const mediaTypeOf = (extension: string): string => MEDIA_TYPES[extension]!
