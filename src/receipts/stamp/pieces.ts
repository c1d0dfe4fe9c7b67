import { Readable } from 'node:stream'
import type { ReadAt } from './carrier.ts'

/** A part of a file that is sent: bytes of the original from `start` to before `end`, or others. */
export type Piece = Uint8Array | Span

type Span = { readonly start: number; readonly end: number }

/** Opens bytes of an original, positions inclusive; null when it is gone. */
export type OpenRange = (range: { start: number; end: number }) => Promise<Readable | null>

/** The metadata of most pictures fits into it; a longer block is read at once. */
const WINDOW_BYTES = 64 * 1024

const lengthOf = (piece: Piece): number =>
  piece instanceof Uint8Array ? piece.length : piece.end - piece.start

/** The length of a file of these pieces. */
export const totalLength = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)

/** Streams the bytes of a file of these pieces, from the position `start` to `end`, both inclusive. */
export function streamPieces(
  pieces: readonly Piece[],
  { start, end }: { start: number; end: number },
  open: OpenRange,
): Readable {
  return Readable.from(bytesOf(cut(pieces, start, end + 1), open), { objectMode: false })
}

async function* bytesOf(pieces: readonly Piece[], open: OpenRange): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece
    else {
      const stream = await open({ start: piece.start, end: piece.end - 1 })
      if (!stream) throw new Error('the original of a download is gone while it is sent')
      for await (const bytes of stream) yield bytes
    }
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

/** Replaces short parts of the original by their bytes, so that only the rest has to be opened again. */
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

/** Reads from an original through a window, so that many short reads in a row need few opens. */
export function windowed(open: OpenRange, total: number): ReadAt {
  let window = { at: 0, bytes: Buffer.alloc(0) }
  return async (at, length) => {
    const end = Math.min(at + length, total)
    if (at < window.at || end > window.at + window.bytes.length) {
      const start = at < WINDOW_BYTES ? 0 : at
      const last = Math.min(Math.max(end, start + WINDOW_BYTES), total) - 1
      const stream = start <= last ? await open({ start, end: last }) : null
      window = { at: start, bytes: stream ? Buffer.concat(await stream.toArray()) : Buffer.alloc(0) }
    }
    return window.bytes.subarray(at - window.at, Math.max(at, end) - window.at)
  }
}
