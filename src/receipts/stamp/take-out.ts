import { hash } from 'node:crypto'
import { type Jws, readJws } from '../jws.ts'
import type { Carrier, PacketBlock, ReadAt } from './carrier.ts'
import { type StampClaims, stampIn } from './stamp.ts'
import { CARRIERS } from './stamp-file.ts'

/** The stamp of a delivered file. */
export type FoundStamp = {
  readonly jws: Jws
  /** What it states, if it is signed. */
  readonly claims: StampClaims
  /** The file without the stamp, if it was not changed. */
  readonly original: Buffer
  /** Whether the file is the one that the claims are about: both the original and what was put into it. */
  readonly isUnchanged: boolean
}

/** Finds the stamp in a delivered file and takes it out again; null when there is none. */
export async function takeOut(file: Uint8Array): Promise<FoundStamp | null> {
  const read: ReadAt = async (at, length) => file.subarray(at, at + length)
  const carrier = file[0] === 0xff ? CARRIERS.jpg! : CARRIERS.png!
  const packet = (await carrier.findPlaces(read))?.packet
  const stamp = packet && stampIn(packet.xmp)
  const jws = stamp && readJws(stamp.jws)
  if (!packet || !stamp || !jws) return null
  const claims = jws.payload as StampClaims
  const original = Buffer.concat([
    file.subarray(0, packet.at),
    file.subarray(packet.at + packet.block.length),
  ])
  const isHidden = reveal(original, claims.packet_at, carrier)
  const isUnchanged =
    isHidden &&
    isOurBlock(packet, carrier) &&
    stamp.packetSha256 === claims.packet_sha256 &&
    hash('sha256', original, 'hex') === claims.sha256
  return { jws, claims, original, isUnchanged }
}

/** Reveals the packet of the original at this position; returns whether it was hidden there, as it should be. */
function reveal(original: Buffer, at: number | null, carrier: Carrier): boolean {
  if (at === null) return true
  if (!Number.isSafeInteger(at) || at < 0 || at + 12 > original.length) return false
  const block = original.subarray(at, at + carrier.lengthOf(original.subarray(at, at + 4)))
  const revealed = carrier.reveal(block)
  const isHidden = block.equals(carrier.hide(revealed))
  original.set(revealed, at)
  return isHidden
}

/** The block that holds the packet has fields of its own, which must be as they were sent. */
const isOurBlock = ({ block, xmp }: PacketBlock, carrier: Carrier) => {
  const sent = carrier.wrap(xmp)
  return sent !== null && Buffer.from(block).equals(sent)
}
