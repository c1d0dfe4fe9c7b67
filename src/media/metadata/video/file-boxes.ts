import { latin1, viewOf } from '../bytes.ts'
import type { ReadPart } from './read-part.ts'

/** A box in a file (ISO 14496-12, 4.2), with where its content begins and ends. */
export type FileBox = { readonly type: string; readonly start: number; readonly end: number }

const HEADER_BYTES = 16
/** Fragmented files have two boxes for each fragment; those of a day of video are fewer. */
const MAX_BOXES = 200_000
/** Metadata that is longer was not written by any normal program. */
const MAX_CONTENT_BYTES = 16 * 1024 * 1024

/** The boxes between two positions of a file, of which only the headers are read; ends at damage. */
export async function* fileBoxes(read: ReadPart, start: number, end: number): AsyncGenerator<FileBox> {
  let at = start
  for (let count = 0; count < MAX_BOXES && at + 8 <= end; count++) {
    const header = await read(at, HEADER_BYTES)
    if (header.length < 8) return
    const view = viewOf(header)
    const size = view.getUint32(0)
    const isLong = size === 1 && header.length === HEADER_BYTES
    const length = size === 0 ? end - at : isLong ? Number(view.getBigUint64(8)) : size
    if (length < (isLong ? HEADER_BYTES : 8)) return
    const contentAt = at + (isLong ? HEADER_BYTES : 8)
    yield { type: latin1(header.subarray(4, 8)), start: contentAt, end: Math.min(at + length, end) }
    at += length
  }
}

/** The content of a box; no bytes if it is too long to be metadata. */
export const contentOf = async (read: ReadPart, { start, end }: FileBox): Promise<Uint8Array> =>
  end - start > MAX_CONTENT_BYTES ? new Uint8Array() : read(start, end - start)
