import type { KeyObject } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Jws, readJws } from './jws.ts'
import { RECEIPT_TYPE, type Receipt } from './receipt.ts'
import type { Content } from './stamp/carrier.ts'
import { STAMP_TYPE, type StampClaims } from './stamp/stamp.ts'
import { takeOut } from './stamp/take-out.ts'

/** What a file proves, or why it proves nothing. */
export type Verdict =
  | { readonly proves: 'receipt'; readonly receipt: Receipt }
  | { readonly proves: 'file'; readonly stamp: StampClaims }
  | { readonly proves: null; readonly reason: string }

type Keys = ReadonlyMap<string, KeyObject>

/** A longer file is no receipt. */
const MAX_RECEIPT_BYTES = 1024 * 1024

/** Verifies a receipt (JSON as the API sends it, or the JWS alone) or a delivered file, without a library. */
export async function verifyFile(file: Content, keys: Keys): Promise<Verdict> {
  const stamped = await verifyStamped(file, keys)
  if (stamped !== null) return stamped
  const text = file.bytes > MAX_RECEIPT_BYTES ? '' : Buffer.from(await file.read(0, file.bytes)).toString()
  return verifyReceipt(text, keys) ?? no('It is no receipt, and has no stamp of one.')
}

/** Null for a file without a stamp. */
async function verifyStamped(file: Content, keys: Keys): Promise<Verdict | null> {
  const found = await takeOut(file)
  if (!found) return null
  const { jws, claims, isUnchanged } = found
  const fault = faultOf(jws, STAMP_TYPE, keys)
  if (fault !== null) return no(fault)
  if (!isUnchanged) return no(`It was changed after it was delivered under the receipt ${claims.receipt}.`)
  return { proves: 'file', stamp: claims }
}

/** Null for a text that is no receipt. */
function verifyReceipt(text: string, keys: Keys): Verdict | null {
  const { jws: signed = text, receipt } = parse(text)
  const jws = readJws(String(signed))
  if (!jws) return null
  const fault = faultOf(jws, RECEIPT_TYPE, keys)
  if (fault !== null) return no(fault)
  if (receipt !== undefined && !isDeepStrictEqual(receipt, jws.payload))
    return no('Its readable part differs from what was signed.')
  return { proves: 'receipt', receipt: jws.payload as Receipt }
}

function faultOf(jws: Jws, type: string, keys: Keys): string | null {
  const key = keys.get(jws.keyId)
  if (!key) return `It names the key ${jws.keyId}, which is not among the given ones.`
  if (jws.type !== type) return 'It is signed as something else.'
  return jws.isSignedBy(key) ? null : 'Its signature is wrong.'
}

const no = (reason: string): Verdict => ({ proves: null, reason })

function parse(text: string): { jws?: unknown; receipt?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {}
  } catch {
    return {}
  }
}
