import { latin1 } from '../../media/metadata/bytes.ts'
import type { Content } from './carrier.ts'
import { STAMP_MARK } from './stamped-packet.ts'

/** The text of a stamp, and where it is in the file. */
export type StampAt = { readonly text: string; readonly at: number }

const READ_BYTES = 1024 * 1024
/** Longer than any stamp. */
const MAX_STAMP_BYTES = 64 * 1024
/** A file that was delivered more often than this is none that anybody needs to verify. */
const MAX_STAMPS = 16
const STAMP = new RegExp(`(?<=${STAMP_MARK})[\\w-]+\\.[\\w-]+\\.[\\w-]+(?=<)`, 'g')

/** The stamps in a file, whatever its format: they are written uncompressed and as ASCII in all of them. */
export async function* findStamps({ read, bytes }: Content): AsyncGenerator<StampAt> {
  let count = 0
  for (let at = 0; at < bytes; at += READ_BYTES) {
    const text = latin1(await read(at, Math.min(READ_BYTES + MAX_STAMP_BYTES, bytes - at)))
    for (const { index, 0: stamp } of text.matchAll(STAMP)) {
      // What begins in the part that overlaps is found there.
      const isHere = index - STAMP_MARK.length < READ_BYTES
      if (isHere && ++count <= MAX_STAMPS) yield { text: stamp, at: at + index }
    }
  }
}
