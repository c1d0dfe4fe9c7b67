/** A run of this many trailing zero bytes counts as the unwritten part of a file rather than as data. */
const PADDING_BYTES = 16
const EOI = 0xd9
const SOS = 0xda
/** Valid entropy-coded data that encoders do not write at the end of a picture. */
const FILLER = Buffer.alloc(512, Uint8Array.of(0xb5, 0x2a, 0x6d, 0x93, 0x1e, 0xc7, 0x58))

/** Markers without a length: TEM, RST0 to RST7, SOI (ITU T.81, table B.1). */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
const isInScan = (marker: number) => marker === 0 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * Completes a JPEG that lacks its end marker in two ways: with the marker alone, and with other data before it. Both
 * decode to the same pixels if, and only if, the data of all pixels is there. Null when the marker is present.
 */
export function completions(file: Uint8Array): readonly [Uint8Array, Uint8Array] | null {
  const { length } = file
  if ((file[length - 2] === 0xff && file[length - 1] === EOI) || hasEnd(file)) return null
  const written = withoutRest(file)
  const end = Uint8Array.of(0xff, EOI)
  return [Buffer.concat([written, end]), Buffer.concat([written, FILLER, end])]
}

/** Walks the segments and scans up to the end marker of the picture; the one of a thumbnail is inside a segment. */
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

/** Without unwritten bytes and a partial marker: in entropy-coded data FF is followed by 00 (T.81, B.1.1.5). */
function withoutRest(file: Uint8Array): Uint8Array {
  let end = file.length
  while (end > 0 && file[end - 1] === 0) end--
  if (file.length - end < PADDING_BYTES) end = file.length
  else if (file[end - 1] === 0xff) end++
  return file.subarray(0, file[end - 1] === 0xff ? end - 1 : end)
}
