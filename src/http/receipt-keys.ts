import type { FastifyInstance } from 'fastify'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { sendText } from './caching.ts'

/** Where the public keys are. */
export const KEYS_PATH = '/.well-known/vitrine-receipts.json'

/** The keys by which anybody can verify receipts of this library, as a JWK set (RFC 7517, 5). */
export function addReceiptKeys(app: FastifyInstance, { publicJwk }: ReceiptKey): void {
  const content = JSON.stringify({ keys: [publicJwk] })
  app.get(KEYS_PATH, (request, reply) =>
    sendText(request, reply, { content, type: 'application/jwk-set+json' }),
  )
}
