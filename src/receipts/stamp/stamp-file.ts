import type { Receipt } from '../receipt.ts'
import type { ReceiptKey } from '../receipt-key.ts'
import type { Content, Insertion } from './carrier.ts'
import { CARRIERS } from './carriers.ts'
import { withIimRights } from './iim-rights.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { blankStamp, hashOf, STAMP_TYPE, type StampClaims } from './stamp.ts'
import { stampedPacket } from './stamped-packet.ts'

const HASH_CHARACTERS = 64

/**
 * The parts of the stamped file of a receipt, which are always the same for the same receipt; null for a file that is
 * delivered as it is. `sha256` is that of the original.
 */
export async function stampFile(
  content: Content & { readonly sha256: string },
  receipt: Receipt,
  key: ReceiptKey,
): Promise<Piece[] | null> {
  const { bytes, sha256 } = content
  const places = await CARRIERS[receipt.file.type]?.findPlaces(content)
  if (!places) return null
  const { insertAt, packet, embed } = places
  const { before, after } = stampedPacket(packet, receipt)
  const insertionWith = (jws: string) =>
    embed(Buffer.from(before + jws + after), (iim) => withIimRights(iim, receipt.credit))
  const sketch = insertionWith('')
  if (sketch === null) return null
  const claims = {
    receipt: receipt.id,
    time: receipt.time,
    sha256,
    bytes,
    inserted_at: insertAt,
    inserted_sha256: blankStamp(HASH_CHARACTERS),
    replaced: await replacedBy(sketch, content),
  } satisfies StampClaims
  const blank = insertionWith(blankStamp(key.sign(STAMP_TYPE, claims).length))
  if (blank === null) return null
  const jws = key.sign(STAMP_TYPE, { ...claims, inserted_sha256: hashOf(blank) } satisfies StampClaims)
  const insertion = insertionWith(jws)
  return insertion && piecesOf(insertion, { insertAt, bytes })
}

/** The bytes that are replaced, as they are in the original. */
const replacedBy = ({ overwrites }: Insertion, { read }: Content): Promise<StampClaims['replaced']> =>
  Promise.all(
    overwrites.map(async ({ at, bytes: { length } }) => ({
      at,
      bytes: Buffer.from(await read(at, length)).toString('base64'),
    })),
  )
