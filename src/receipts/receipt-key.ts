import { createPrivateKey, createPublicKey, generateKeyPairSync, hash } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { findOrCreateSecret } from '../db/secrets.ts'
import { signJws } from './jws.ts'

/** An Ed25519 public key as a JWK (RFC 8037, 2). */
export type PublicJwk = {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly kid: string
  readonly use: 'sig'
  readonly alg: 'EdDSA'
}

/** The key by which a library signs receipts. */
export type ReceiptKey = {
  readonly publicJwk: PublicJwk
  /** Signs a statement of this kind. */
  readonly sign: (type: string, payload: object) => string
}

/** The key pair of a library, which is made at first use and kept with its other secrets. */
export async function openReceiptKey(db: Db): Promise<ReceiptKey> {
  const stored = await findOrCreateSecret(db, 'receipts', newPrivateKey)
  const privateKey = createPrivateKey({ key: Buffer.from(stored, 'base64'), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const keyId = thumbprint(x)
  return {
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid: keyId, use: 'sig', alg: 'EdDSA' },
    sign: (type, payload) => signJws(payload, { type, keyId, privateKey }),
  }
}

/** The id of a key, which follows from the key itself (RFC 7638, 3; RFC 8037, 2). */
export const thumbprint = (x: string): string =>
  hash('sha256', JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url')

const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
