import { type Jws, readJws } from '../jws.ts'
import type { ReadAt } from './carrier.ts'
import { type StampClaims, stampIn } from './stamp.ts'
import { CARRIERS } from './stamp-file.ts'

/** The stamp of a delivered file. */
export type FoundStamp = {
  readonly jws: Jws
  /** What it states, if it is true. */
  readonly claims: StampClaims
  /** The file without the stamp, if it was not changed. */
  readonly original: Buffer
}

/** Finds the stamp in a delivered file and takes it out again; null when there is none. */
export async function takeOut(file: Uint8Array): Promise<FoundStamp | null> {
  const read: ReadAt = async (at, length) => file.subarray(at, at + length)
  const carrier = file[0] === 0xff ? CARRIERS.jpg! : CARRIERS.png!
  const packet = (await carrier.findPlaces(read))?.packet
  const jws = readJws((packet && stampIn(packet.xmp)) ?? '')
  if (!packet || !jws) return null
  const claims = jws.payload as StampClaims
  const original = Buffer.concat([
    file.subarray(0, packet.at),
    file.subarray(packet.at + packet.block.length),
  ])
  const { packet_at: at } = claims
  if (Number.isSafeInteger(at) && at! >= 0 && at! + 12 <= original.length) {
    const block = original.subarray(at!, at! + carrier.lengthOf(original.subarray(at!, at! + 4)))
    original.set(carrier.reveal(block), at!)
  }
  return { jws, claims, original }
}
