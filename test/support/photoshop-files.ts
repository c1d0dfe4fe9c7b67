import { deflateSync } from 'node:zlib'

/** A composite to write: its samples as numbers, channel by channel, row by row. */
export type PsdSpec = {
  readonly width: number
  readonly height: number
  readonly channels: readonly (readonly number[])[]
  /** 3 is RGB. */
  readonly mode?: number
  readonly depth?: 1 | 8 | 16 | 32
  readonly isLarge?: boolean
  readonly isPacked?: boolean
  /** Compressed with zlib, perhaps as differences to the sample on the left. */
  readonly zip?: 'samples' | 'differences'
  readonly palette?: Buffer
  readonly resources?: Readonly<Record<number, Buffer>>
}

/** Returns a PSD, or PSB if it `isLarge`, with this composite and no layers (Adobe, Photoshop File Formats). */
export function writePsd(spec: PsdSpec): Buffer {
  const { width, height, channels, mode = 3, depth = 8, isLarge = false, isPacked = false, zip } = spec
  const { palette = Buffer.alloc(0), resources = {} } = spec
  const header = Buffer.alloc(26)
  header.write('8BPS', 'latin1')
  header.writeUInt16BE(isLarge ? 2 : 1, 4)
  header.writeUInt16BE(channels.length, 12)
  header.writeUInt32BE(height, 14)
  header.writeUInt32BE(width, 18)
  header.writeUInt16BE(depth, 22)
  header.writeUInt16BE(mode, 24)
  const rows = channels.flatMap((samples) =>
    Array.from({ length: height }, (_, row) => rowOf(samples.slice(row * width, (row + 1) * width), depth)),
  )
  const packed = isPacked ? rows.map(packBits) : zip ? [zipped(rows, spec)] : rows
  const method = isPacked ? 1 : zip ? ['samples', 'differences'].indexOf(zip) + 2 : 0
  const lengths = isPacked ? packed.map(({ length }) => number(length, isLarge ? 4 : 2)) : []
  return Buffer.concat([
    header,
    sized(palette),
    sized(Buffer.concat(Object.entries(resources).map(([id, data]) => resource(Number(id), data)))),
    number(0, isLarge ? 8 : 4),
    number(method, 2),
    ...lengths,
    ...packed,
  ])
}

function number(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes)
  written.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(6, bytes))
  return written
}

const sized = (bytes: Buffer) => Buffer.concat([number(bytes.length, 4), bytes])

function resource(id: number, data: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from('8BIM'), number(id, 2), Buffer.alloc(2), number(data.length, 4)])
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function rowOf(samples: readonly number[], depth: number): Buffer {
  if (depth === 8) return Buffer.from(samples)
  const row = Buffer.alloc(Math.ceil((samples.length * depth) / 8))
  for (const [x, value] of samples.entries()) {
    if (depth === 16) row.writeUInt16BE(value, x * 2)
    else if (depth === 32) row.writeFloatBE(value, x * 4)
    else row[x >> 3]! |= value << (7 - (x & 7))
  }
  return row
}

function zipped(rows: readonly Buffer[], { zip, width, depth = 8 }: PsdSpec): Buffer {
  return deflateSync(
    Buffer.concat(zip === 'samples' ? rows : rows.map((row) => differences(row, width, depth))),
  )
}

function differences(row: Buffer, width: number, depth: number): Buffer {
  const bytes =
    depth === 32 ? Buffer.from(row.map((_, at) => row[(at % width) * 4 + Math.floor(at / width)]!)) : row
  const written = Buffer.from(bytes)
  if (depth === 16)
    for (let at = 2; at < row.length; at += 2)
      written.writeUInt16BE((row.readUInt16BE(at) - row.readUInt16BE(at - 2)) & 0xffff, at)
  else for (let at = 1; at < bytes.length; at++) written[at] = bytes[at]! - bytes[at - 1]!
  return written
}

/** Packs runs of equal bytes, and everything else byte by byte. */
function packBits(row: Buffer): Buffer {
  const packed: number[] = []
  for (let at = 0; at < row.length; ) {
    let run = 1
    while (run < 128 && row[at + run] === row[at]) run++
    packed.push(run > 1 ? 257 - run : 0, row[at]!)
    at += run
  }
  return Buffer.from(packed)
}
