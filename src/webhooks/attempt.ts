import { callOut } from '../lib/call-out.ts'
import type { CallableAddresses } from '../lib/callable-addresses.ts'
import type { Clock } from '../lib/clock.ts'
import { VERSION } from '../lib/package.ts'
import type { LeasedMessage } from './messages.ts'
import type { Outcome } from './record-attempt.ts'
import { signedHeaders } from './signing.ts'

/** What it takes to send messages. */
export type Sending = {
  /** From which the secrets of endpoints are derived. */
  readonly key: string
  readonly addresses: CallableAddresses
  readonly timeoutMs: number
  readonly now: Clock
}

/** An attempt ends this long before the lease, so that it is over when another process may begin one. */
const BEFORE_LEASE_ENDS_MS = 1000

/** Sends a message once. Never throws: what goes wrong is the outcome. */
export async function attempt(
  { key, addresses, timeoutMs, now }: Sending,
  { id, payload, endpoint, leasedUntilMs }: LeasedMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  const at = now()
  const startedMs = performance.now()
  const ended = (outcome: Pick<Outcome, 'status' | 'error'> & Partial<Outcome>): Outcome => ({
    atMs: at.getTime(),
    tookMs: Math.round(performance.now() - startedMs),
    retryAfterMs: null,
    ...outcome,
  })
  const leftMs = leasedUntilMs - at.getTime() - BEFORE_LEASE_ENDS_MS
  try {
    const { status, headers } = await callOut(
      {
        url: endpoint.url,
        headers: {
          'content-type': 'application/json',
          'user-agent': `Vitrine/${VERSION}`,
          ...signedHeaders(key, endpoint, { id, payload, at }),
        },
        body: payload,
        timeoutMs: Math.max(1, Math.min(timeoutMs, leftMs)),
        signal,
      },
      addresses,
    )
    if (status >= 200 && status < 300) return ended({ status, error: null })
    const retryAfterMs = readRetryAfter(headers['retry-after'], at)
    return ended({ status, error: reasonOf(status), retryAfterMs })
  } catch (error) {
    return ended({ status: null, error: messageOf(error) })
  }
}

const reasonOf = (status: number): string =>
  status >= 300 && status < 400
    ? `The receiver responded with ${status}; redirects are not followed.`
    : `The receiver responded with ${status}.`

/** Reads Retry-After (RFC 9110, 10.2.3): seconds or a date. */
function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime()
  return Number.isFinite(ms) && ms > 0 ? ms : null
}

/** Node reports an empty message when all addresses of a name refuse the connection. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
