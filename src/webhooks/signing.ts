import { createHmac, randomBytes } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { findOrCreateSecret } from '../db/secrets.ts'
import type { Endpoint } from './endpoints.ts'

const KEY_BYTES = 32

/** Returns the key of this library from which the secrets of endpoints are derived. */
export const openWebhookKey = (db: Db): Promise<string> =>
  findOrCreateSecret(db, 'webhooks', () => randomBytes(KEY_BYTES).toString('base64url'))

type Secrets = Pick<Endpoint, 'id' | 'secretVersion' | 'formerSecretUntilMs'>

/**
 * Returns the secret of an endpoint, as its receiver gets it. It is derived and never stored, because signing needs it in
 * the clear (docs/decisions/0025-webhooks.md).
 */
export const secretOf = (key: string, endpoint: Secrets): string =>
  `whsec_${derive(key, endpoint.id, endpoint.secretVersion).toString('base64')}`

const derive = (key: string, id: string, version: number): Buffer =>
  createHmac('sha256', key).update(`${id} ${version}`).digest()

/**
 * Returns the headers that sign a message (Standard Webhooks 1.0): with the secret of the endpoint, and also with the one
 * before it while both are accepted.
 */
export function signedHeaders(
  key: string,
  endpoint: Secrets,
  { id, payload, at }: { id: string; payload: string; at: Date },
): Record<string, string> {
  const { secretVersion, formerSecretUntilMs } = endpoint
  const versions = [secretVersion]
  if (formerSecretUntilMs !== null && formerSecretUntilMs > at.getTime()) versions.push(secretVersion - 1)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = versions.map((version) => {
    const mac = createHmac('sha256', derive(key, endpoint.id, version))
    return `v1,${mac.update(`${id}.${timestamp}.${payload}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
