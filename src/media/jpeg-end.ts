/** Trailing zero bytes that are taken for the unwritten part of a file rather than for data. */
const PADDING_BYTES = 16
const EOI = 0xd9
const SOS = 0xda
/** Valid entropy-coded data that no encoder writes at the end of a picture. */
const FILLER = Buffer.alloc(512, Uint8Array.of(0xb5, 0x2a, 0x6d, 0x93, 0x1e, 0xc7, 0x58))

/** Markers that have no length: TEM, RST0 to RST7, SOI (ITU T.81, table B.1). */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
const isInScan = (marker: number) => marker === 0 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * A JPEG that lacks its end marker, completed in two ways: by the marker alone, and by other data before it. Both show
 * the same pixels if, and only if, the file has the data of all its pixels. Null when the marker is there.
 */
export function completions(file: Uint8Array): readonly [Uint8Array, Uint8Array] | null {
  const { length } = file
  if ((file[length - 2] === 0xff && file[length - 1] === EOI) || hasEnd(file)) return null
  const written = withoutRest(file)
  const end = Uint8Array.of(0xff, EOI)
  return [Buffer.concat([written, end]), Buffer.concat([written, FILLER, end])]
}

/** Walks the segments and scans up to the end marker of the picture; that of a thumbnail lies inside a segment. */
function hasEnd(file: Uint8Array): boolean {
  let at = 2
  while (at !== -1 && at + 1 < file.length) {
    const marker = file[at + 1]!
    if (file[at] !== 0xff || marker === 0xff) at++
    else if (marker === EOI) return true
    else if (isAlone(marker)) at += 2
    else {
      at += 2 + (file[at + 2]! << 8) + file[at + 3]!
      if (marker === SOS) at = endOfScan(file, at)
    }
  }
  return false
}

function endOfScan(file: Uint8Array, from: number): number {
  let at = file.indexOf(0xff, from)
  while (at !== -1 && isInScan(file[at + 1] ?? 0)) at = file.indexOf(0xff, at + 1)
  return at
}

/** Without unwritten bytes and the beginning of the marker: a data byte FF is followed by 00 (T.81, B.1.1.5). */
function withoutRest(file: Uint8Array): Uint8Array {
  let end = file.length
  while (end > 0 && file[end - 1] === 0) end--
  if (file.length - end < PADDING_BYTES) end = file.length
  else if (file[end - 1] === 0xff) end++
  return file.subarray(0, file[end - 1] === 0xff ? end - 1 : end)
}
