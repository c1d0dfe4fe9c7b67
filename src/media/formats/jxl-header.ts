import { boxesOf } from '../metadata/boxes.ts'
import { hasText } from '../metadata/bytes.ts'
import type { Dimensions } from '../size-of.ts'
import { uprightSize } from '../turned.ts'

/** The signature of the container (ISO 18181-2, 9.1); a bare codestream begins with FF 0A. */
const CONTAINER = '\0\0\0\x0cJXL '
const [SIGNATURE_BITS, DIMENSION_BITS] = [16, [9, 13, 18, 30]] as const
/** Width for each height, by the ratio in the header (ISO 18181-1, D.2). */
const RATIOS = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const

/** The upright size of a JPEG XL by its header (ISO 18181-1, D.2 and D.3); null if there is none. */
export function jxlSize(file: Uint8Array): Dimensions | null {
  const stream = codestreamOf(file)
  if (stream[0] !== 0xff || stream[1] !== 0x0a) return null
  const take = bitsOf(stream, SIGNATURE_BITS)
  const isSmall = take(1) === 1
  const length = () => 1 + take(DIMENSION_BITS[take(2)]!)
  const smallLength = () => (take(5) + 1) * 8
  const height = isSmall ? smallLength() : length()
  const ratio = RATIOS[take(3) - 1]
  const width = ratio ? Math.floor((height * ratio[0]) / ratio[1]) : isSmall ? smallLength() : length()
  const hasDefaults = take(1) === 1
  const orientation = !hasDefaults && take(1) === 1 ? take(3) + 1 : 1
  return uprightSize(orientation, { width, height })
}

/** The beginning of the codestream: in a container, the box that has it or its first part. */
function codestreamOf(file: Uint8Array): Uint8Array {
  if (!hasText(file, 0, CONTAINER)) return file
  for (const { type, data } of boxesOf(file)) {
    if (type === 'jxlc') return data
    if (type === 'jxlp') return data.subarray(4)
  }
  return new Uint8Array()
}

/** Reads numbers bit by bit, the least significant first; 0 behind the end. */
function bitsOf(bytes: Uint8Array, start: number): (bits: number) => number {
  let at = start
  return (bits) => {
    let value = 0
    for (let index = 0; index < bits; index++, at++)
      value += (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** index
    return value
  }
}
