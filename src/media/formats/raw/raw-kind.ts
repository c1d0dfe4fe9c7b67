import { type Directory, TAG } from '../../metadata/tiff.ts'
import type { RawFormat } from '../../picture-format.ts'
import { picturesOf, tagNumber } from '../../tiff-pages.ts'

/** Tags that only raw files have (TIFF/EP; DNG 1.7), and those that may have values of raw files. */
const T = {
  compression: 259,
  photometric: 262,
  cfaPattern: 33422,
  leafData: 34310,
  dngVersion: 50706,
} as const

/** Photometric interpretations of sensor data: CFA (TIFF/EP) and LinearRaw (DNG). */
const SENSOR_PHOTOMETRICS = [32803, 34892]
/** Compression schemes of Sony, Samsung, Nikon, Kodak and Pentax, which only raw files use. */
const SENSOR_COMPRESSIONS = [32767, 32769, 32770, 34713, 65000, 65535]

/** The format of each maker's raw files. */
const MAKERS: readonly (readonly [RegExp, RawFormat])[] = [
  [/^nikon/i, 'nef'],
  [/^canon/i, 'cr2'],
  [/^sony/i, 'arw'],
  [/^(?:pentax|ricoh)/i, 'pef'],
  [/^samsung/i, 'srw'],
  [/^hasselblad/i, '3fr'],
  [/^phase one/i, 'iiq'],
  [/^leaf/i, 'mos'],
  [/^(?:seiko )?epson/i, 'erf'],
  [/^(?:eastman )?kodak/i, 'dcr'],
]

/** Returns the format of a raw file that is based on TIFF; null for any other TIFF. */
export function rawKindOf(file: Uint8Array): RawFormat | null {
  const directories = [...picturesOf(file)].map(({ directory }) => directory)
  const [first] = directories
  if (first?.has(T.dngVersion)) return 'dng'
  if (!first || !directories.some(isSensorData)) return null
  const maker = makerOf(first)
  return MAKERS.find(([name]) => name.test(maker))?.[1] ?? 'raw'
}

/** Returns whether a directory describes sensor data instead of a picture. */
export const isSensorData = (directory: Directory): boolean =>
  directory.has(T.cfaPattern) ||
  directory.has(T.leafData) ||
  SENSOR_PHOTOMETRICS.includes(tagNumber(directory, T.photometric) ?? 0) ||
  SENSOR_COMPRESSIONS.includes(tagNumber(directory, T.compression) ?? 0)

/** The camera maker named in the file, in printable ASCII. */
function makerOf(directory: Directory): string {
  const bytes = directory.get(TAG.make)?.bytes.subarray(0, 40) ?? new Uint8Array()
  return String.fromCharCode(...bytes.filter((byte) => byte >= 32 && byte < 127)).trim()
}
