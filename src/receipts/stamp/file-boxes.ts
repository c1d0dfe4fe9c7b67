import { latin1, viewOf } from '../../media/metadata/bytes.ts'
import type { Content, ReadAt } from './carrier.ts'

/** A box of the ISO base media file format in a file (ISO 14496-12, 4.2; also of JPEG 2000 and JPEG XL). */
export type FileBox = {
  readonly type: string
  readonly at: number
  readonly end: number
  /** Where its content begins; for a `uuid` box behind the UUID. */
  readonly contentAt: number
  /** In hexadecimal digits; empty for other boxes. */
  readonly uuid: string
  /** Whether it reaches to the end of the file by having no length, so that nothing can be appended. */
  readonly isOpenEnded: boolean
}

/** A file with more boxes in one place is none of the usual ones. */
const MAX_BOXES = 10_000
const UUID_BYTES = 16
const MAX_HEAD_BYTES = 16 + UUID_BYTES

/** What readers skip in all of these formats. */
export const FREE = Buffer.from('free', 'latin1')

/** The sibling boxes between two positions of a file; null where one is damaged, or there are too many. */
export async function boxesBetween(read: ReadAt, start: number, end: number): Promise<FileBox[] | null> {
  const boxes: FileBox[] = []
  for (let at = start; at < end; ) {
    const head = await read(at, Math.min(MAX_HEAD_BYTES, end - at))
    if (head.length < 8 || boxes.length === MAX_BOXES) return null
    const size = viewOf(head).getUint32(0)
    const type = latin1(head.subarray(4, 8))
    if (size === 1 && head.length < 16) return null
    const length = size === 0 ? end - at : size === 1 ? Number(viewOf(head).getBigUint64(8)) : size
    const headBytes = size === 1 ? 16 : 8
    const isUuid = type === 'uuid'
    const contentAt = at + headBytes + (isUuid ? UUID_BYTES : 0)
    if (at + length > end || at + length < contentAt) return null
    const uuid = isUuid ? Buffer.from(head.subarray(headBytes, headBytes + UUID_BYTES)).toString('hex') : ''
    boxes.push({ type, at, end: at + length, contentAt, uuid, isOpenEnded: size === 0 })
    at += length
  }
  return boxes
}

/** The boxes of a whole file. */
export const boxesOfFile = ({ read, bytes }: Content): Promise<FileBox[] | null> =>
  boxesBetween(read, 0, bytes)

/** What hides a box: another type. */
export const hidingBox = ({ at }: Pick<FileBox, 'at'>) => ({ at: at + 4, bytes: FREE })

/** The content of a box that is metadata; null if it is too long to be that. */
export async function contentOfBox(read: ReadAt, box: FileBox): Promise<Uint8Array | null> {
  const length = box.end - box.contentAt
  return length > MAX_METADATA_BYTES ? null : read(box.contentAt, length)
}

const MAX_METADATA_BYTES = 8 * 1024 * 1024

/** A box with this content. */
export function boxOf(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.reduce((sum, { length }) => sum + length, 8))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...content])
}
