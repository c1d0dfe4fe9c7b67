import type { TokenRequest } from '../../access/issue-token.ts'
import type { KeyRing } from '../../access/key-ring.ts'
import type { Throttle } from '../../access/throttle.ts'
import { overLimit } from '../gate.ts'

/** Takes one query from the rate of the key that asks for a token (contract 2.3). @throws HttpProblem TooManyRequests. */
export async function takeFromRate(
  { keys, throttle }: { keys: KeyRing; throttle: Throttle },
  { authorization, form }: TokenRequest,
): Promise<void> {
  const client = keys.find(form.client_id ?? basicName(authorization) ?? '')
  if (!client || client.qps === null) return
  const waitSeconds = await throttle.take({ id: client.id, qps: client.qps })
  if (waitSeconds > 0) throw overLimit(waitSeconds)
}

/** The name in HTTP Basic credentials (RFC 7617). */
function basicName(authorization: string | undefined): string | null {
  const match = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')
  return match && (Buffer.from(match[1]!, 'base64').toString().split(':')[0] ?? null)
}
