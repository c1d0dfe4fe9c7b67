import { type Directory, TAG } from '../../metadata/tiff.ts'
import type { RawFormat } from '../../picture-format.ts'
import { picturesOf, tagNumber } from '../../tiff-pages.ts'

/** Photometric interpretations of sensor data: CFA (TIFF/EP) and LinearRaw (DNG). */
const SENSOR_PHOTOMETRICS = [32803, 34892]
/** Compression schemes of Sony, Samsung, Nikon, Kodak and Pentax, which only raw files use. */
const SENSOR_COMPRESSIONS = [32767, 32769, 32770, 34713, 65000, 65535]

/** The format of the raw files of each maker, followed by a blank and the model. */
const MAKERS: readonly (readonly [RegExp, RawFormat])[] = [
  [/^nikon.* coolpix/i, 'nrw'],
  [/^nikon/i, 'nef'],
  [/^canon/i, 'cr2'],
  [/^sony/i, 'arw'],
  [/^(?:pentax|ricoh)/i, 'pef'],
  [/^samsung/i, 'srw'],
  [/^hasselblad/i, '3fr'],
  [/^phase one/i, 'iiq'],
  [/^leaf/i, 'mos'],
  [/^(?:seiko )?epson/i, 'erf'],
  [/^(?:eastman )?kodak.* dcs/i, 'dcr'],
  [/^(?:eastman )?kodak/i, 'kdc'],
  [/^mamiya/i, 'mef'],
]
const LEICA = /^leica/i

/** Returns the format of a raw file that is based on TIFF; null for any other TIFF. */
export function rawKindOf(file: Uint8Array): RawFormat | null {
  const directories = [...picturesOf(file)].map(({ directory }) => directory)
  const [first] = directories
  if (first?.has(TAG.dngVersion)) return 'dng'
  if (!first || !directories.some(isSensorData)) return null
  const camera = cameraOf(first)
  return MAKERS.find(([name]) => name.test(camera))?.[1] ?? 'raw'
}

/** Returns the format of a raw file with the structure of Panasonic, which Leica uses under a name of its own. */
export function panasonicKindOf(file: Uint8Array): RawFormat {
  const [first] = picturesOf(file)
  return first && LEICA.test(cameraOf(first.directory)) ? 'rwl' : 'rw2'
}

/** Returns whether a directory describes sensor data instead of a picture. */
export const isSensorData = (directory: Directory): boolean =>
  directory.has(TAG.cfaPattern) ||
  directory.has(TAG.leafData) ||
  SENSOR_PHOTOMETRICS.includes(tagNumber(directory, TAG.photometric) ?? 0) ||
  SENSOR_COMPRESSIONS.includes(tagNumber(directory, TAG.compression) ?? 0)

/** The maker and the model of the camera, in printable ASCII. */
const cameraOf = (directory: Directory): string =>
  [TAG.make, TAG.model].map((tag) => asciiOf(directory.get(tag)?.bytes.subarray(0, 40))).join(' ')

const asciiOf = (bytes: Uint8Array = new Uint8Array()) =>
  String.fromCharCode(...bytes.filter((byte) => byte >= 32 && byte < 127)).trim()
