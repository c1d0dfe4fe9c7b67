import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { randomId } from '../lib/random-id.ts'
import type { Notice } from './notice.ts'

const ID_BYTES = 18
/** No customer has this id: what concerns none is for the owner alone. */
const NOBODY = ''

/**
 * Records a notice for the owner's endpoints and for those of these customers that subscribe to its type. Call it in the
 * transaction of what it tells of: both happen, or neither. It costs one short query for each customer if there is no such
 * endpoint. A running server delivers it within a second (docs/how-to/webhooks.md).
 */
export async function announce(
  tx: Db,
  notice: Notice,
  { customerIds, at }: { readonly customerIds: readonly string[]; readonly at: Date },
): Promise<void> {
  const enabled = new Map<string, Subscriber>()
  for (const customerId of new Set(customerIds.length > 0 ? customerIds : [NOBODY]))
    for (const endpoint of await endpointsOf(tx, { customerId })) enabled.set(endpoint.id, endpoint)
  const subscribed = [...enabled.values()].filter((it) => isSubscribed(it, notice.type))
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

/** The enabled endpoints of the owner and of a customer: one query for both, since every download asks. */
const endpointsOf = prepared((db, { customerId }: Values<{ customerId: string }>) =>
  db
    .selectFrom('webhookEndpoint')
    .leftJoin('customer', 'customer.id', 'webhookEndpoint.customerId')
    .select(['webhookEndpoint.id', 'webhookEndpoint.types'])
    .where('webhookEndpoint.disabledMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .where((eb) =>
      eb.or([
        eb('webhookEndpoint.customerId', 'is', null),
        eb('webhookEndpoint.customerId', '=', customerId),
      ]),
    ),
)
