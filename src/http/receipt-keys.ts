import type { FastifyInstance } from 'fastify'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { sendText } from './caching.ts'

/** The keys by which anybody can verify receipts of this library, as a JWK set (RFC 7517, 5). */
export function addReceiptKeys(app: FastifyInstance, { publicJwk }: ReceiptKey): void {
  const content = JSON.stringify({ keys: [publicJwk] })
  app.get('/.well-known/vitrine-receipts.json', (request, reply) =>
    sendText(request, reply, { content, type: 'application/jwk-set+json' }),
  )
}
