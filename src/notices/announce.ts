import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { textListFromJson } from '../db/lists.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { randomId } from '../lib/random-id.ts'
import type { Notice } from './notice.ts'

const ID_BYTES = 18

/**
 * Records a notice for the owner's endpoints and for those of these customers that subscribe to its type. Call it in the
 * transaction of what it tells of: both happen, or neither. It costs one short query if there is no such endpoint. A running
 * server delivers it within a second (docs/how-to/webhooks.md).
 */
export async function announce(
  tx: Db,
  notice: Notice,
  { customerIds, at }: { readonly customerIds: readonly string[]; readonly at: Date },
): Promise<void> {
  const enabled = await endpointsOf(tx, { customers: JSON.stringify(customerIds) })
  const subscribed = enabled.filter((it) => isSubscribed(it, notice.type))
  if (subscribed.length > 0) await announceTo(tx, notice, subscribed, at)
}

/** An endpoint that is enabled. */
export type Subscriber = { readonly id: string; readonly types: string }

/** Returns whether an endpoint gets notices of a type. */
export const isSubscribed = ({ types }: Subscriber, type: Notice['type']): boolean =>
  (JSON.parse(types) as string[]).includes(type)

/** Records a notice for these endpoints. */
export async function announceTo(
  tx: Db,
  { type, data }: Notice,
  endpoints: readonly Subscriber[],
  at: Date,
): Promise<void> {
  const payload = JSON.stringify({ type, timestamp: at.toISOString(), data })
  const rows = endpoints.map(({ id: endpointId }) => ({
    id: `msg_${randomId(ID_BYTES)}`,
    endpointId,
    type,
    payload,
    createdMs: at.getTime(),
    attempts: 0,
    dueMs: at.getTime(),
    leasedBy: null,
    leasedUntilMs: null,
    deliveredMs: null,
  }))
  for (const row of rows) await insertRows(tx, 'webhookMessage', [row])
}

/** The enabled endpoints of the owner and of customers, whose ids are a JSON list. */
const endpointsOf = prepared((db, { customers }: Values<{ customers: string }>) =>
  db
    .selectFrom('webhookEndpoint')
    .leftJoin('customer', 'customer.id', 'webhookEndpoint.customerId')
    .select(['webhookEndpoint.id', 'webhookEndpoint.types'])
    .where('webhookEndpoint.disabledMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .where((eb) =>
      eb.or([
        eb('webhookEndpoint.customerId', 'is', null),
        eb('webhookEndpoint.customerId', 'in', textListFromJson(db, customers)),
      ]),
    ),
)
