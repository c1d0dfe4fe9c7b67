import { randomUUID } from 'node:crypto'
import type { Db } from '../db/database.ts'
import { lookingMs } from '../db/looking.ts'
import type { Logger } from '../lib/log.ts'
import { repeatEvery } from '../lib/repeat-every.ts'
import { attempt, type Sending } from './attempt.ts'
import type { Endpoint } from './endpoints.ts'
import { type LeasedMessage, leaseDue, releaseMessage } from './messages.ts'
import { recordAttempt } from './record-attempt.ts'

/** How many messages are sent at once, in all and to one endpoint; to one that is failing, only one. */
const [MAX_AT_ONCE, MAX_TO_ONE] = [32, 4]
/** How much longer than an attempt a lease lasts: the time to record its outcome. */
const LEASE_MARGIN_MS = 4000

/**
 * Delivers the messages that are due, until it is stopped: messages in flight are then released, so that another server
 * sends them again. Messages of one endpoint may overtake each other.
 */
export function deliverMessages({
  db,
  logger,
  ...sending
}: Sending & { readonly db: Db; readonly logger: Logger }): () => Promise<void> {
  const holder = randomUUID()
  const { now, timeoutMs } = sending
  const inFlight = new Map<Promise<void>, string>()
  const stopping = new AbortController()
  const onError = (error: unknown) => logger.error({ err: error }, 'delivering a webhook failed')

  const deliver = async (message: LeasedMessage): Promise<void> => {
    const outcome = await attempt(sending, message, stopping.signal)
    if (outcome.error !== null && stopping.signal.aborted) return releaseMessage(db, message.seq, holder)
    const disabled = await recordAttempt(db, message, outcome, { holder, now: now() })
    if (disabled) tellOwner(logger, message.endpoint, disabled)
  }
  const freeOf = ({ id, failingSinceMs }: Endpoint): number => {
    const busy = [...inFlight.values()].filter((endpointId) => endpointId === id).length
    return (failingSinceMs === null ? MAX_TO_ONE : 1) - busy
  }
  const start = (message: LeasedMessage): void => {
    const delivery = deliver(message)
      .catch(onError)
      .finally(() => {
        inFlight.delete(delivery)
        if (!stopping.signal.aborted) void repetition.runNow()
      })
    inFlight.set(delivery, message.endpoint.id)
  }
  const repetition = repeatEvery(
    lookingMs(db),
    async () => {
      const free = MAX_AT_ONCE - inFlight.size
      if (free === 0) return
      const leaseMs = timeoutMs + LEASE_MARGIN_MS
      const leased = await leaseDue(db, { holder, leaseMs, free, freeOf, now: now() })
      for (const message of leased) start(message)
    },
    onError,
  )
  return async () => {
    await repetition.stop()
    stopping.abort()
    await Promise.all(inFlight.keys())
  }
}

function tellOwner(
  logger: Logger,
  { id, url }: Endpoint,
  because: NonNullable<Endpoint['disabledBecause']>,
): void {
  const reason =
    because === 'gone' ? 'its receiver responded with 410' : 'nothing was delivered for five days'
  logger.error(
    { webhook: id, host: new URL(url).host },
    `a webhook was disabled, because ${reason}; "vitrine webhooks enable" enables it`,
  )
}
