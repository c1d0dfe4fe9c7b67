import type { Db } from '../db/database.ts'
import { callableAddresses } from '../lib/callable-addresses.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import type { Sending } from './attempt.ts'
import { openWebhookKey } from './signing.ts'

/** What it takes to send messages, by these settings. @throws Problem InvalidSetting. */
export async function openSending(
  db: Db,
  settings: { readonly callableNetworks: readonly string[]; readonly webhookTimeoutSeconds: number },
  now: Clock,
): Promise<Sending> {
  return {
    key: await openWebhookKey(db),
    addresses: addressesOf(settings.callableNetworks),
    timeoutMs: settings.webhookTimeoutSeconds * 1000,
    now,
  }
}

function addressesOf(networks: readonly string[]) {
  try {
    return callableAddresses(networks)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Problem(
      'InvalidSetting',
      `callableNetworks contains '${error.message}', which is neither an address nor a network such as 10.1.0.0/16.`,
    )
  }
}
