import type { Carrier } from './carrier.ts'
import { gifCarrier } from './gif-carrier.ts'
import { heifCarrier } from './heif-carrier.ts'
import { jp2Carrier } from './jp2-carrier.ts'
import { jpegCarrier } from './jpeg-carrier.ts'
import { jxlCarrier } from './jxl-carrier.ts'
import { mp4Carrier } from './mp4-carrier.ts'
import { pngCarrier } from './png-carrier.ts'
import { psdCarrier } from './psd-carrier.ts'
import { svgCarrier } from './svg-carrier.ts'
import { tiffCarrier } from './tiff-carrier.ts'
import { webpCarrier } from './webp-carrier.ts'

/** The formats whose files are stamped, by their extension. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  jpg: jpegCarrier,
  png: pngCarrier,
  webp: webpCarrier,
  gif: gifCarrier,
  tif: tiffCarrier,
  dng: tiffCarrier,
  psd: psdCarrier,
  jp2: jp2Carrier,
  jxl: jxlCarrier,
  avif: heifCarrier,
  heic: heifCarrier,
  svg: svgCarrier,
  mp4: mp4Carrier,
  mov: mp4Carrier,
}
