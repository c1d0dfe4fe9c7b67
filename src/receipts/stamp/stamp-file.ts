import type { Receipt } from '../receipt.ts'
import type { ReceiptKey } from '../receipt-key.ts'
import type { Carrier, ReadAt } from './carrier.ts'
import { jpegCarrier } from './jpeg-carrier.ts'
import type { Piece } from './pieces.ts'
import { pngCarrier } from './png-carrier.ts'
import { STAMP_TYPE, type StampClaims, stampedPacket } from './stamp.ts'

/** The formats whose files are stamped, by their extension. */
export const CARRIERS: Readonly<Record<string, Carrier>> = { jpg: jpegCarrier, png: pngCarrier }

/**
 * The parts of the stamped file of a receipt, which are always the same for the same receipt; null for a file that is
 * delivered as it is. `bytes` and `sha256` are
 * those of the original.
 */
export async function stampFile(
  { read, bytes, sha256 }: { readonly read: ReadAt; readonly bytes: number; readonly sha256: string },
  receipt: Receipt,
  key: ReceiptKey,
): Promise<Piece[] | null> {
  const carrier = CARRIERS[receipt.file.type]
  const places = (await carrier?.findPlaces(read)) ?? null
  if (!carrier || !places) return null
  const { insertAt, packet } = places
  const { id, time, credit } = receipt
  const sign = (packetSha256: string) => {
    const place = { packet_at: packet?.at ?? null, packet_sha256: packetSha256 }
    return key.sign(STAMP_TYPE, { receipt: id, time, sha256, ...place } satisfies StampClaims)
  }
  const stamp = carrier.wrap(stampedPacket(packet?.xmp ?? null, { receipt: id, credit, sign }))
  if (stamp === null) return null
  return packet
    ? [
        { start: 0, end: insertAt },
        stamp,
        { start: insertAt, end: packet.at },
        carrier.hide(packet.block),
        { start: packet.at + packet.block.length, end: bytes },
      ]
    : [{ start: 0, end: insertAt }, stamp, { start: insertAt, end: bytes }]
}
