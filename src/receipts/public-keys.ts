import { createPublicKey, type KeyObject, type webcrypto } from 'node:crypto'
import { Problem } from '../lib/problem.ts'
import { thumbprint } from './receipt-key.ts'

/**
 * Reads public keys by their id: a JWK set as a library publishes it, a single JWK, or PEM.
 *
 * @throws Problem InvalidReceiptKey.
 */
export function readPublicKeys(text: string): ReadonlyMap<string, KeyObject> {
  try {
    const keys = text.trim().startsWith('{') ? jwksIn(JSON.parse(text)).map(fromJwk) : [createPublicKey(text)]
    const ed25519 = keys.filter(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519')
    if (ed25519.length > 0) return new Map(ed25519.map((key) => [idOf(key), key]))
  } catch (error) {
    throw new Problem('InvalidReceiptKey', undefined, { cause: error })
  }
  throw new Problem('InvalidReceiptKey')
}

const jwksIn = (value: { keys?: webcrypto.JsonWebKey[] } & webcrypto.JsonWebKey): webcrypto.JsonWebKey[] =>
  value.keys ?? [value]
const fromJwk = (key: webcrypto.JsonWebKey) => createPublicKey({ key, format: 'jwk' })

/** The id is computed, so that nobody can pass one key off as another. */
const idOf = (key: KeyObject) => thumbprint(key.export({ format: 'jwk' }).x ?? '')
