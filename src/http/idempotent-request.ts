import { hash } from 'node:crypto'
import type { Idempotency } from '../downloads/idempotency.ts'

/** The key by which a client named a request, with the hash of what was read of it; null without a key. */
export function idempotencyOf(
  key: string | null,
  request: { readonly path: object; readonly query: object; readonly body: unknown },
): Idempotency | null {
  return key === null ? null : { key, requestHash: hash('sha256', JSON.stringify(request), 'hex') }
}
