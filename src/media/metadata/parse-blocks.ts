import { hash } from 'node:crypto'
import type { EmbeddedBlocks, PlainTexts } from './blocks.ts'
import { type ExifWords, readExif } from './exif.ts'
import { type IimRecord, readIim } from './iim.ts'
import { MAX_PACKETS, readXmp } from './xmp.ts'
import { isBlank, type XmpProperties } from './xmp-values.ts'

const MAX_PACKETS_BYTES = 16 * 1024 * 1024

/** The parsed metadata blocks of a file. */
export type Blocks = {
  readonly xmp: XmpProperties
  readonly iim: IimRecord
  readonly exif: ExifWords | null
  readonly plain: PlainTexts
  /** Whether a program unaware of XMP has changed the IIM, which then takes precedence. */
  readonly isIimNewer: boolean
}

/** Parses the metadata blocks of a file; a damaged block yields less. */
export function parseBlocks({ xmp, iim, iimDigest, exif, texts }: EmbeddedBlocks): Blocks {
  const packets = firstPackets(xmp).map((packet) => readXmp(packet))
  const words = exif.flatMap((block) => attempt(() => readExif(block)) ?? [])
  const records = iim.map((block) => ({ block, record: readIim(block) }))
  const { block, record } = records.find(({ record }) => record.size > 0) ?? {}
  return {
    // An empty packet, or one with empty values, does not hide the next one.
    xmp: new Map(packets.toReversed().flatMap((it) => [...it].filter(([, value]) => !isBlank(value)))),
    iim: record ?? new Map(),
    exif: words.length === 0 ? null : words.reduce(completed),
    plain: texts ?? {},
    isIimNewer: block !== undefined && iimDigest != null && !isDigestOf(iimDigest, block),
  }
}

/** EXIF with the dates of a later block, if it has none: CR3 files have one block for each directory. */
const completed = (first: ExifWords, later: ExifWords): ExifWords => ({
  ...first,
  dateTaken: first.dateTaken ?? later.dateTaken,
  dateDigitized: first.dateDigitized ?? later.dateDigitized,
})

/** Returns the first value present: XMP before IIM, unless the IIM is newer (MWG Guidelines 2.0, 3.3.1). */
export function preferred<T>({ isIimNewer }: Blocks, xmp: T | null, iim: T | null): T | null {
  return isIimNewer ? (iim ?? xmp) : (xmp ?? iim)
}

/** NOTE: in a TIFF the IIM may be padded to a multiple of four bytes, while the digest covers the unpadded data. */
function isDigestOf(digest: Uint8Array, block: Uint8Array): boolean {
  const filling = /\0{0,3}$/.exec(Buffer.from(block.subarray(-3)).toString('latin1'))![0].length
  for (let cut = 0; cut <= filling; cut++) {
    const bytes = block.subarray(0, block.length - cut)
    if (Buffer.from(digest).equals(hash('md5', bytes, 'buffer'))) return true
  }
  return false
}

/** Packets beyond the first few, or beyond 16 MiB in total, were not written by any normal program. */
function firstPackets(packets: readonly Uint8Array[]): Uint8Array[] {
  let bytes = 0
  const some = packets.filter(({ length }) => length > 0).slice(0, MAX_PACKETS)
  return some.filter((packet) => {
    bytes += packet.length
    return bytes <= MAX_PACKETS_BYTES
  })
}

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
