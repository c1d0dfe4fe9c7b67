import type { KeyRing } from '../../access/key-ring.ts'
import type { Throttle } from '../../access/throttle.ts'
import { overLimit } from '../gate.ts'

/** Takes one query from the rate of the key that asks for a token (contract 2.3). @throws HttpProblem TooManyRequests. */
export async function takeFromRate(
  { keys, throttle }: { keys: KeyRing; throttle: Throttle },
  key: string,
): Promise<void> {
  const client = keys.find(key)
  if (!client || client.qps === null) return
  const rate = await throttle.take({ id: client.id, qps: client.qps })
  if (rate.waitSeconds > 0) throw overLimit(rate)
}
