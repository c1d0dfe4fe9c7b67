import { type KeyObject, sign, verify } from 'node:crypto'

/** A signed text in three parts, and what its header says. */
export type Jws = {
  /** Of the key that signed it. */
  readonly keyId: string
  /** What kind of statement it is. */
  readonly type: string
  readonly payload: unknown
  /** Returns whether the owner of a key has signed exactly this. */
  readonly isSignedBy: (key: KeyObject) => boolean
}

const ALGORITHM = 'EdDSA'

/** Signs a value with Ed25519 as a JWS in compact form (RFC 7515; RFC 8037, 3.1). Equal values have equal signatures. */
export function signJws(
  payload: object,
  { type, keyId, privateKey }: { type: string; keyId: string; privateKey: KeyObject },
): string {
  const signed = `${encode({ alg: ALGORITHM, typ: type, kid: keyId })}.${encode(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

/** Reads a compact JWS; null when it is none, or is signed with another algorithm. */
export function readJws(text: string): Jws | null {
  const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text.trim()) ?? []
  const { alg, typ, kid } = (decode(header) ?? {}) as Readonly<Record<string, unknown>>
  const content = decode(payload)
  if (alg !== ALGORITHM || typeof typ !== 'string' || typeof kid !== 'string' || !content) return null
  return {
    keyId: kid,
    type: typ,
    payload: content,
    isSignedBy: (key) =>
      verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature!, 'base64url')),
  }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The JSON object in a part; null when it has none. */
function decode(part: string | undefined): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
