import { hash } from 'node:crypto'
import type { EmbeddedBlocks, PlainTexts } from './embedded-blocks.ts'
import { type ExifWords, readExif } from './exif.ts'
import { type IimRecord, readIim } from './iim.ts'
import { MAX_PACKETS, readXmp } from './xmp.ts'
import { isBlank, type XmpProperties } from './xmp-values.ts'

const MAX_PACKETS_BYTES = 16 * 1024 * 1024

/** Everything that a file says, by the block that says it. */
export type Sources = {
  readonly xmp: XmpProperties
  readonly iim: IimRecord
  readonly exif: ExifWords | null
  readonly plain: PlainTexts
  /** Whether a program has changed the IIM that knows nothing of XMP: then the IIM counts before it. */
  readonly isIimNewer: boolean
}

/** Reads the blocks of a file; a damaged one says less. */
export function readSources({ xmp, iim, iimDigest, exif, texts }: EmbeddedBlocks): Sources {
  const packets = firstPackets(xmp).map((packet) => readXmp(packet))
  const words = exif.flatMap((block) => attempt(() => readExif(block)) ?? [])
  const records = iim.map((block) => ({ block, record: readIim(block) }))
  const { block, record } = records.find(({ record }) => record.size > 0) ?? {}
  return {
    // An empty packet, or one with empty values, takes nothing from the next one.
    xmp: new Map(packets.toReversed().flatMap((it) => [...it].filter(([, value]) => !isBlank(value)))),
    iim: record ?? new Map(),
    exif: words[0] ?? null,
    plain: texts ?? {},
    isIimNewer: block !== undefined && iimDigest != null && !isDigestOf(iimDigest, block),
  }
}

/** The first value that says something: XMP before IIM, unless the IIM is newer (MWG Guidelines 2.0, 3.3.1). */
export function preferred<T>({ isIimNewer }: Sources, xmp: T | null, iim: T | null): T | null {
  return isIimNewer ? (iim ?? xmp) : (xmp ?? iim)
}

/** NOTE: in a TIFF the IIM may be filled up to whole numbers, and the digest is of what was there before. */
function isDigestOf(digest: Uint8Array, block: Uint8Array): boolean {
  const filling = /\0{0,3}$/.exec(Buffer.from(block.subarray(-3)).toString('latin1'))![0].length
  for (let cut = 0; cut <= filling; cut++) {
    const bytes = block.subarray(0, block.length - cut)
    if (Buffer.from(digest).equals(hash('md5', bytes, 'buffer'))) return true
  }
  return false
}

/** What is beyond the first few, or makes them larger than 16 MiB together, no program wrote for a reader. */
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
