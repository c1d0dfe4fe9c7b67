import { createHash } from 'node:crypto'
import { type Jws, readJws } from '../jws.ts'
import type { Content } from './carrier.ts'
import { CARRIERS } from './carriers.ts'
import { findStamps, type StampAt } from './find-stamps.ts'
import { contentOf } from './pieces.ts'
import { blankStamp, hashOf, type StampClaims } from './stamp.ts'
import { originalPieces, type Replaced, replacedIn } from './without-stamp.ts'

/** The stamp of a delivered file. */
export type FoundStamp = {
  readonly jws: Jws
  /** What it states, if it is signed. */
  readonly claims: StampClaims
  /** The file without the stamp, if it was not changed. */
  readonly original: Content
  /** Whether the file is the one that the claims are about: both the original and what was put into it. */
  readonly isUnchanged: boolean
}

const READ_BYTES = 1024 * 1024
const PNG = 0x89

/**
 * Finds the stamp in a delivered file and takes it out again; null when there is none. A file that was delivered more than
 * once has several, of which only the last fits.
 */
export async function takeOut(file: Content): Promise<FoundStamp | null> {
  let first: FoundStamp | null = null
  for await (const stamp of findStamps(file)) {
    const jws = readJws(stamp.text)
    const replaced = jws && replacedIn(jws.payload as StampClaims, file, stamp)
    if (!jws || !replaced) continue
    const claims = jws.payload as StampClaims
    const original = contentOf(originalPieces(claims, replaced, file), file)
    const isUnchanged =
      (await hasAsInserted(file, stamp, claims, replaced)) && (await isHashed(original, claims))
    const found = { jws, claims, original, isUnchanged }
    if (isUnchanged) return found
    first ??= found
  }
  return first
}

/** Returns whether a file has what was put into it, exactly: the block, apart from the stamp, and what was overwritten. */
async function hasAsInserted(
  file: Content,
  { at, text }: StampAt,
  claims: StampClaims,
  replaced: readonly Replaced[],
): Promise<boolean> {
  const inserted = file.bytes - claims.bytes
  const block = Buffer.from(await file.read(claims.inserted_at, inserted))
  const overwrites = await Promise.all(
    replaced.map(async ({ at: start, bytes }) => ({
      at: start,
      bytes: await file.read(start < claims.inserted_at ? start : start + inserted, bytes.length),
    })),
  )
  const [first] = await file.read(0, 1)
  const { withChecksums = (it: Uint8Array) => it } = first === PNG ? CARRIERS.png! : {}
  const blank = Buffer.from(block)
  blank.write(blankStamp(text.length), at - claims.inserted_at, 'latin1')
  return (
    hashOf({ block: withChecksums(blank), overwrites }) === claims.inserted_sha256 &&
    block.equals(withChecksums(block))
  )
}

async function isHashed({ read, bytes }: Content, { sha256 }: StampClaims): Promise<boolean> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes; at += READ_BYTES) hash.update(await read(at, Math.min(READ_BYTES, bytes - at)))
  return hash.digest('hex') === sha256
}
