import { TAG } from '../metadata/tiff.ts'

/** Decoded samples, row by row, channels interleaved: 8-bit, or 16-bit in the byte order of this machine. */
export type Pixels = {
  readonly width: number
  readonly height: number
  readonly colour: keyof typeof PHOTOMETRIC
  readonly hasAlpha?: boolean
  readonly samples: Uint8Array | Uint16Array | Float32Array
  /** An ICC profile of the samples. */
  readonly icc?: Uint8Array | null
}

/** Photometric interpretation and number of channels (TIFF 6.0, tag 262). In CMYK, 0 is no ink. */
const PHOTOMETRIC = { grey: [1, 1], rgb: [2, 3], cmyk: [5, 4] } as const

const [SHORT, LONG, UNDEFINED] = [3, 4, 7]
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
const HEADER_BYTES = 8

/**
 * Writes pixels as an uncompressed TIFF (TIFF 6.0) for libvips, which takes nothing but their bytes from it: a simple way
 * to hand it a profile together with samples.
 */
export function toTiff({ width, height, colour, hasAlpha = false, samples, icc = null }: Pixels): Buffer {
  const [photometric, colours] = PHOTOMETRIC[colour]
  const channels = colours + Number(hasAlpha)
  const bits = samples.BYTES_PER_ELEMENT * 8
  const each = Array.from({ length: channels }, () => bits)
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const profile = icc ?? new Uint8Array()
  const fields: readonly (readonly [tag: number, type: number, value: readonly number[] | Uint8Array])[] = [
    [TAG.width, LONG, [width]],
    [TAG.height, LONG, [height]],
    [TAG.bitsPerSample, SHORT, each],
    [TAG.compression, SHORT, [1]],
    [TAG.photometric, SHORT, [photometric]],
    [TAG.stripOffsets, LONG, [HEADER_BYTES]],
    [TAG.samplesPerPixel, SHORT, [channels]],
    [TAG.rowsPerStrip, LONG, [height]],
    [TAG.stripByteCounts, LONG, [data.length]],
    ...(hasAlpha ? ([[TAG.extraSamples, SHORT, [2]]] as const) : []),
    [TAG.sampleFormat, SHORT, each.map(() => (samples instanceof Float32Array ? 3 : 1))],
    ...(profile.length > 0 ? ([[TAG.icc, UNDEFINED, profile]] as const) : []),
  ]
  return withDirectory(data, fields)
}

function withDirectory(
  data: Buffer,
  fields: readonly (readonly [tag: number, type: number, value: readonly number[] | Uint8Array])[],
): Buffer {
  const start = HEADER_BYTES + data.length + (data.length % 2)
  const directory = Buffer.alloc(2 + fields.length * 12 + 4)
  const write = writer(directory)
  write.short(0, fields.length)
  const beyond: Buffer[] = []
  let end = start + directory.length
  for (const [index, [tag, type, value]] of fields.entries()) {
    const at = 2 + index * 12
    write.short(at, tag)
    write.short(at + 2, type)
    write.long(at + 4, value.length)
    const bytes = bytesOf(type, value)
    if (bytes.length <= 4) bytes.copy(directory, at + 8)
    else {
      write.long(at + 8, end)
      beyond.push(bytes, Buffer.alloc(bytes.length % 2))
      end += bytes.length + (bytes.length % 2)
    }
  }
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(IS_LITTLE_ENDIAN ? 'II*\0' : 'MM\0*', 'latin1')
  writer(header).long(4, start)
  return Buffer.concat([header, data, Buffer.alloc(data.length % 2), directory, ...beyond])
}

function bytesOf(type: number, value: readonly number[] | Uint8Array): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value)
  return Buffer.from((type === SHORT ? Uint16Array.from(value) : Uint32Array.from(value)).buffer)
}

const writer = (bytes: Buffer) => ({
  short: (at: number, value: number) =>
    IS_LITTLE_ENDIAN ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at),
  long: (at: number, value: number) =>
    IS_LITTLE_ENDIAN ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at),
})
