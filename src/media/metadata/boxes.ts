import { latin1, viewOf } from './bytes.ts'

/** A box of the ISO base media file format, without its header. */
export type Box = { readonly type: string; readonly data: Uint8Array }

/** The sibling boxes in these bytes (ISO 14496-12, 4.2; the same in JPEG 2000 and JPEG XL). */
export function* boxesOf(bytes: Uint8Array): Generator<Box> {
  const view = viewOf(bytes)
  let at = 0
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at)
    const isLong = size === 1 && at + 16 <= bytes.length
    const length = size === 0 ? bytes.length - at : isLong ? Number(view.getBigUint64(at + 8)) : size
    if (length < 8) return
    const data = bytes.subarray(at + (isLong ? 16 : 8), at + length)
    yield { type: latin1(bytes.subarray(at + 4, at + 8)), data }
    at += length
  }
}

/** The content of the first box at the end of this path of nested boxes; no bytes if there is none. */
export function inside(bytes: Uint8Array, ...path: readonly string[]): Uint8Array {
  let found = bytes
  for (const wanted of path) found = [...boxesOf(found)].find(({ type }) => type === wanted)?.data ?? NOTHING
  return found
}

const NOTHING = new Uint8Array()

/** Returns whether the content of a "uuid" box has this UUID, in hexadecimal digits. */
export const hasUuid = (data: Uint8Array, uuid: string): boolean =>
  Buffer.from(data.buffer, data.byteOffset, Math.min(16, data.length)).toString('hex') === uuid
