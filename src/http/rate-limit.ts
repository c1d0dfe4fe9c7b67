import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../access/clients.ts'
import type { RateLeft, Throttle } from '../access/throttle.ts'
import { HttpProblem } from './http-problem.ts'

/** The name of the limit in the header fields. */
const POLICY = 'key'

/**
 * Counts a request against the rate of its client, and says in the answer what is left of it; returns that, or null for
 * a client without a limit.
 *
 * @throws HttpProblem TooManyRequests when the rate is used up.
 */
export async function takeFromRate(
  throttle: Throttle,
  client: Client,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<RateLeft | null> {
  const { qps } = client
  if (qps === null) return null
  const rate = await throttle.take({ id: throttleId(client, request), qps })
  reply.headers(rateHeaders(rate))
  if (rate.waitSeconds > 0) throw overLimit(rate)
  return rate
}

/** By whom the rate of a key is used up: its client, or each visitor of the gallery. */
const throttleId = ({ id, gallery }: Client, { ip }: FastifyRequest): string =>
  gallery === 1 ? `${id} ${ip}` : id

/** A policy and what is left of it, as lists of structured fields (draft-ietf-httpapi-ratelimit-headers-11, 3 and 4). */
const rateHeaders = ({ qps, remaining, resetSeconds }: RateLeft) => ({
  ratelimit: `"${POLICY}";r=${remaining};t=${resetSeconds}`,
  'ratelimit-policy': `"${POLICY}";q=${qps};w=1`,
})

/** The refusal of a key that asks too often (contract 3.4 and 16). */
function overLimit({ waitSeconds }: RateLeft): HttpProblem {
  const headers = {
    'retry-after': String(waitSeconds),
    'x-error-detail': 'Account Over Queries Per Second Limit',
  }
  return new HttpProblem('TooManyRequests', undefined, { headers })
}
