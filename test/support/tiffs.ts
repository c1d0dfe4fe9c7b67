/** One page of a TIFF: its fields by tag, its uncompressed or compressed samples, its SubIFDs. */
export type TiffSpec = {
  readonly width: number
  readonly height: number
  readonly samples: Uint8Array
  /** Additional fields by tag, which override the derived ones. Numbers are SHORT, texts ASCII, buffers UNDEFINED. */
  readonly fields?: Readonly<Record<number, number | string | readonly number[] | Buffer>>
  /** Whether the samples are referred to as JPEGInterchangeFormat instead of as strips. */
  readonly hasJpegTags?: boolean
  readonly below?: readonly TiffSpec[]
  /** Lengths of the tiles that the samples consist of, instead of one strip. */
  readonly tiles?: readonly number[]
}

type Entry = { readonly tag: number; readonly type: number; readonly count: number; readonly value: Buffer }

const ASCII = 2
const SHORT = 3
const LONG = 4
const UNDEFINED = 7

/** Returns a little-endian TIFF (TIFF 6.0) of these pages; by default the samples are 8-bit grey with 0 as black. Raw files may have a signature `afterHeader`. */
export function writeTiff(pages: readonly TiffSpec[], afterHeader: Buffer = Buffer.alloc(0)): Buffer {
  const parts: Buffer[] = [Buffer.from('II*\0\0\0\0\0', 'latin1'), afterHeader]
  const end = () => parts.reduce((sum, { length }) => sum + length, 0)
  const append = (bytes: Uint8Array) => {
    const at = end()
    parts.push(Buffer.from(bytes), Buffer.alloc(bytes.length % 2))
    return at
  }
  const places = pages.map((page) => writeDirectory(page, append))
  parts[0]!.writeUInt32LE(places[0]!.at, 4)
  const file = Buffer.concat(parts)
  for (const [index, { next }] of places.entries()) file.writeUInt32LE(places[index + 1]?.at ?? 0, next)
  return file
}

function writeDirectory(spec: TiffSpec, append: (bytes: Uint8Array) => number): { at: number; next: number } {
  const below = (spec.below ?? []).map((sub) => writeDirectory(sub, append).at)
  const fields: Record<number, number | string | readonly number[] | Buffer> = {
    258: 8,
    259: 1,
    262: 1,
    277: 1,
    ...spec.fields,
  }
  const entries: Entry[] = [
    ...longs(256, [spec.width]),
    ...longs(257, [spec.height]),
    ...dataOf(spec, append(spec.samples)),
    ...longs(330, below),
    ...Object.entries(fields).map(([tag, value]) => entryOf(Number(tag), value)),
  ].sort((a, b) => a.tag - b.tag)
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  directory.writeUInt16LE(entries.length, 0)
  for (const [index, { tag, type, count, value }] of entries.entries()) {
    const at = 2 + index * 12
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(type, at + 2)
    directory.writeUInt32LE(count, at + 4)
    if (value.length <= 4) value.copy(directory, at + 8)
    else directory.writeUInt32LE(append(value), at + 8)
  }
  const at = append(directory)
  return { at, next: at + directory.length - 4 }
}

/** Where the samples are: in a strip, tiles or a JPEG. */
function dataOf({ samples, height, tiles, hasJpegTags }: TiffSpec, at: number): Entry[] {
  if (hasJpegTags) return [...longs(513, [at]), ...longs(514, [samples.length])]
  if (!tiles) return [...longs(273, [at]), ...longs(278, [height]), ...longs(279, [samples.length])]
  const places = tiles.map((_, index) => at + tiles.slice(0, index).reduce((sum, length) => sum + length, 0))
  return [...longs(324, places), ...longs(325, tiles)]
}

function entryOf(tag: number, value: number | string | readonly number[] | Buffer): Entry {
  if (Buffer.isBuffer(value)) return { tag, type: UNDEFINED, count: value.length, value }
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`, 'latin1')
    return { tag, type: ASCII, count: text.length, value: text }
  }
  const numbers = [value].flat()
  return {
    tag,
    type: SHORT,
    count: numbers.length,
    value: Buffer.from(Uint16Array.from(numbers).buffer),
  }
}

function longs(tag: number, values: readonly number[]): Entry[] {
  if (values.length === 0) return []
  return [{ tag, type: LONG, count: values.length, value: Buffer.from(Uint32Array.from(values).buffer) }]
}
