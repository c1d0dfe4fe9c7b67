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
  await announceTo(tx, notice, await subscribersTo(tx, notice, customerIds), at)
}

/** Does the same for the endpoints of one customer only, which was not told when others and the owner were. */
export async function announceToCustomer(
  tx: Db,
  notice: Notice,
  { customerId, at }: { readonly customerId: string; readonly at: Date },
): Promise<void> {
  const subscribed = await subscribersTo(tx, notice, [customerId])
  const theirs = subscribed.filter((it) => it.customerId !== null)
  await announceTo(tx, notice, theirs, at)
}

async function subscribersTo(tx: Db, { type }: Notice, customerIds: readonly string[]) {
  const enabled = new Map<string, Subscriber & { readonly customerId: string | null }>()
  for (const customerId of new Set(customerIds.length > 0 ? customerIds : [NOBODY]))
    for (const endpoint of await endpointsOf(tx, { customerId })) enabled.set(endpoint.id, endpoint)
  return [...enabled.values()].filter((it) => isSubscribed(it, type))
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
    .select(['webhookEndpoint.id', 'webhookEndpoint.types', 'webhookEndpoint.customerId'])
    .where('webhookEndpoint.disabledMs', 'is', null)
    .where('customer.endedMs', 'is', null)
    .where((eb) =>
      eb.or([
        eb('webhookEndpoint.customerId', 'is', null),
        eb('webhookEndpoint.customerId', '=', customerId),
      ]),
    ),
)
