/** A BMP to write: its rows as they are stored, without padding. */
export type BmpSpec = {
  readonly width: number
  /** Negative if the first row is the upper one. */
  readonly height: number
  readonly bits: number
  readonly rows: readonly Buffer[]
  readonly compression?: number
  /** Blue, green, red and a filling byte of each entry. */
  readonly palette?: Buffer
  readonly masks?: readonly number[]
  /** Whether it has the header of OS/2, with entries of three bytes. */
  readonly isOld?: boolean
}

/** Returns a BMP of Windows or OS/2. */
export function writeBmp(spec: BmpSpec): Buffer {
  const { width, height, bits, rows, compression = 0, palette = Buffer.alloc(0), masks = [], isOld } = spec
  const header = Buffer.alloc(isOld ? 12 : 40)
  header.writeUInt32LE(header.length)
  if (isOld) {
    header.writeUInt16LE(width, 4)
    header.writeInt16LE(height, 6)
    header.writeUInt16LE(1, 8)
    header.writeUInt16LE(bits, 10)
  } else {
    header.writeInt32LE(width, 4)
    header.writeInt32LE(height, 8)
    header.writeUInt16LE(1, 12)
    header.writeUInt16LE(bits, 14)
    header.writeUInt32LE(compression, 16)
  }
  const maskBytes = Buffer.from(Uint32Array.from(masks).buffer)
  const padded = rows.flatMap((row) => [
    row,
    Buffer.alloc(compression === 0 || compression === 3 ? (4 - (row.length % 4)) % 4 : 0),
  ])
  const start = 14 + header.length + maskBytes.length + palette.length
  const file = Buffer.alloc(14)
  file.write('BM', 'latin1')
  file.writeUInt32LE(start, 10)
  return Buffer.concat([file, header, maskBytes, palette, ...padded])
}
