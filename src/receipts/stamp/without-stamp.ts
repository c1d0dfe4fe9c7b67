import type { Content } from './carrier.ts'
import type { StampAt } from './find-stamps.ts'
import type { Piece } from './pieces.ts'
import type { StampClaims } from './stamp.ts'

/** What is put into a file is read at once; no stamp needs more. */
const MAX_INSERTED_BYTES = 64 * 1024 * 1024

/** Bytes of the original that others replace in the stamped file. */
export type Replaced = { readonly at: number; readonly bytes: Uint8Array }

/**
 * What claims say was replaced, in the order of the file; null when they cannot be about this file, with a stamp at this
 * place.
 */
export function replacedIn(claims: StampClaims, file: Content, stamp: StampAt): Replaced[] | null {
  const { bytes, inserted_at: insertedAt, replaced } = claims
  if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(insertedAt) || !Array.isArray(replaced))
    return null
  const inserted = file.bytes - bytes
  const isInBlock = stamp.at >= insertedAt && stamp.at + stamp.text.length <= insertedAt + inserted
  if (inserted > MAX_INSERTED_BYTES || insertedAt < 0 || insertedAt > bytes || !isInBlock) return null
  const found = replaced
    .map((one) => ({ at: Number(one?.at), bytes: Buffer.from(String(one?.bytes), 'base64') }))
    .sort((a, b) => a.at - b.at)
  let from = 0
  for (const {
    at,
    bytes: { length },
  } of found) {
    const isAcross = at < insertedAt && at + length > insertedAt
    if (!Number.isSafeInteger(at) || at < from || at + length > bytes || isAcross) return null
    from = at + length
  }
  return found
}

/** The parts of the original, as parts of the stamped file. */
export function originalPieces(
  { bytes, inserted_at: insertedAt }: StampClaims,
  replaced: readonly Replaced[],
  file: Content,
): Piece[] {
  const inserted = file.bytes - bytes
  const pieces: Piece[] = []
  const keep = (from: number, to: number) => {
    if (from < Math.min(to, insertedAt)) pieces.push({ start: from, end: Math.min(to, insertedAt) })
    if (Math.max(from, insertedAt) < to)
      pieces.push({ start: Math.max(from, insertedAt) + inserted, end: to + inserted })
  }
  let from = 0
  for (const { at, bytes: original } of replaced) {
    keep(from, at)
    pieces.push(original)
    from = at + original.length
  }
  keep(from, bytes)
  return pieces
}
