import type { OpenFile } from '../../blobs/open-file.ts'
import type { Content, Insertion, ReadAt } from './carrier.ts'

/** A part of a file that is sent: bytes of the original from `start` to before `end`, or others. */
export type Piece = Uint8Array | Span

type Span = { readonly start: number; readonly end: number }

/** The metadata of most pictures fits into it; a longer block is read at once. */
const WINDOW_BYTES = 64 * 1024
/** What is read at a place further on: the header of a box or a directory. */
const DISTANT_BYTES = 4096

const lengthOf = (piece: Piece): number =>
  piece instanceof Uint8Array ? piece.length : piece.end - piece.start

/** A file with one block inserted, and some bytes overwritten, in pieces. */
export function piecesOf(
  { block, overwrites }: Insertion,
  { insertAt, bytes }: { insertAt: number; bytes: number },
): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const upTo = (end: number) => {
    if (end > at) pieces.push({ start: at, end })
    at = end
  }
  const changes = [...overwrites, { at: insertAt, block }].sort((a, b) => a.at - b.at)
  for (const change of changes) {
    upTo(change.at)
    if ('block' in change) pieces.push(change.block)
    else {
      pieces.push(change.bytes)
      at += change.bytes.length
    }
  }
  upTo(bytes)
  return pieces
}

/** A file of these pieces of an open file, which is closed with it. */
export function assembled(pieces: readonly Piece[], original: OpenFile): OpenFile {
  const bytes = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)
  return {
    bytes,
    async read(into, position) {
      let read = 0
      for (const piece of cut(pieces, position, position + into.length)) {
        const rest = into.subarray(read, read + lengthOf(piece))
        if (piece instanceof Uint8Array) rest.set(piece)
        const length = piece instanceof Uint8Array ? piece.length : await original.read(rest, piece.start)
        read += length
        if (length < rest.length) break
      }
      return read
    },
    close: original.close,
  }
}

/** The content of these pieces of a file, read when it is needed. */
export function contentOf(pieces: readonly Piece[], { read }: Content): Content {
  const parts = (at: number, length: number) =>
    cut(pieces, at, at + length).map((piece) =>
      piece instanceof Uint8Array ? piece : read(piece.start, piece.end - piece.start),
    )
  return {
    bytes: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
    read: async (at, length) => Buffer.concat(await Promise.all(parts(at, length))),
  }
}

function cut(pieces: readonly Piece[], start: number, end: number): Piece[] {
  let at = 0
  return pieces.flatMap((piece) => {
    const [from, to] = [Math.max(0, start - at), Math.min(lengthOf(piece), end - at)]
    at += lengthOf(piece)
    if (from >= to) return []
    return piece instanceof Uint8Array
      ? piece.subarray(from, to)
      : { start: piece.start + from, end: piece.start + to }
  })
}

/** Replaces short parts of the original by their bytes, so that only the rest has to be read while it is sent. */
export async function withShortSpans(pieces: readonly Piece[], read: ReadAt): Promise<Piece[]> {
  const filled: Piece[] = []
  for (const piece of pieces) {
    const isShort = !(piece instanceof Uint8Array) && lengthOf(piece) <= WINDOW_BYTES
    const bytes = isShort ? await read(piece.start, lengthOf(piece)) : null
    // One that cannot be read any more fails when it is sent.
    filled.push(bytes?.length === lengthOf(piece) ? bytes : piece)
  }
  return filled
}

/** Reads from an open file through a window, so that many short reads in a row take few calls. */
export function windowed(file: OpenFile): ReadAt {
  let window = { at: 0, bytes: Buffer.alloc(0) }
  return async (at, length) => {
    const end = Math.min(at + length, file.bytes)
    if (at < window.at || end > window.at + window.bytes.length) {
      const start = at < WINDOW_BYTES ? 0 : at
      const isNext = at <= window.at + window.bytes.length
      const ahead = isNext ? WINDOW_BYTES : DISTANT_BYTES
      const wanted = Math.min(Math.max(end, start + ahead), file.bytes) - start
      const buffer = Buffer.allocUnsafe(Math.max(0, wanted))
      window = { at: start, bytes: buffer.subarray(0, await file.read(buffer, start)) }
    }
    return window.bytes.subarray(at - window.at, Math.max(at, end) - window.at)
  }
}
