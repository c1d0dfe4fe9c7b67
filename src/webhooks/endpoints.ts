import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { WebhookEndpointTable } from '../db/tables/webhooks.ts'
import { Problem } from '../lib/problem.ts'
import type { NoticeType } from '../notices/notice.ts'

/** The record of an endpoint. */
export type Endpoint = Selectable<WebhookEndpointTable>

const ID_BYTES = 9
/** How long messages are also signed with the former secret, so that receivers have time to take the new one. */
const ROTATION_MS = 86_400_000

/**
 * Adds an endpoint of a customer, or of the owner if the customer is null.
 *
 * @throws Problem InvalidWebhook when the address cannot be called.
 */
export async function addEndpoint(
  tx: Db,
  {
    url,
    customerId,
    types,
    now,
  }: { url: string; customerId: string | null; types: readonly NoticeType[]; now: Date },
): Promise<Endpoint> {
  const endpoint = {
    id: `hook_${randomBytes(ID_BYTES).toString('hex')}`,
    customerId,
    url: readWebhookUrl(url),
    types: JSON.stringify(types),
    createdMs: now.getTime(),
    secretVersion: 1,
    formerSecretUntilMs: null,
    failingSinceMs: null,
    disabledMs: null,
    disabledBecause: null,
  }
  await tx.insertInto('webhookEndpoint').values(endpoint).execute()
  return endpoint
}

/** Reads the address of a webhook and returns its normal form. @throws Problem InvalidWebhook when it cannot be called. */
export function readWebhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.hash !== ''
  )
    throw new Problem(
      'InvalidWebhook',
      `"${text}" cannot be called: it must be an address such as https://example.org/webhooks, without a user name, password or fragment.`,
    )
  return url.href
}

/** All endpoints, oldest first. */
export const listEndpoints = (db: Db): Promise<Endpoint[]> =>
  db.selectFrom('webhookEndpoint').selectAll().orderBy('createdMs').orderBy('id').execute()

/** The endpoint with this id. @throws Problem WebhookNotFound. */
export async function findEndpoint(db: Db, id: string): Promise<Endpoint> {
  const found = await db.selectFrom('webhookEndpoint').selectAll().where('id', '=', id).executeTakeFirst()
  if (found) return found
  throw new Problem(
    'WebhookNotFound',
    `There is no webhook with the id ${id}; "vitrine webhooks list" shows all webhooks.`,
  )
}

/** Removes an endpoint with its messages and its log. @throws Problem WebhookNotFound. */
export async function removeEndpoint(tx: Db, id: string): Promise<Endpoint> {
  const endpoint = await findEndpoint(tx, id)
  await tx.deleteFrom('webhookAttempt').where('endpointId', '=', id).execute()
  await tx.deleteFrom('webhookMessage').where('endpointId', '=', id).execute()
  await tx.deleteFrom('webhookEndpoint').where('id', '=', id).execute()
  return endpoint
}

/** Enables an endpoint: what was waiting when it was disabled is sent. @throws Problem WebhookNotFound. */
export const enableEndpoint = (tx: Db, id: string): Promise<Endpoint> =>
  change(tx, id, { disabledMs: null, disabledBecause: null, failingSinceMs: null })

/** Disables an endpoint: nothing is recorded for it, and what is waiting stays. @throws Problem WebhookNotFound. */
export const disableEndpoint = (
  tx: Db,
  id: string,
  { because, now }: { because: NonNullable<Endpoint['disabledBecause']>; now: Date },
): Promise<Endpoint> => change(tx, id, { disabledMs: now.getTime(), disabledBecause: because })

/** Changes what an endpoint is told of. @throws Problem WebhookNotFound. */
export const changeTypes = (tx: Db, id: string, types: readonly NoticeType[]): Promise<Endpoint> =>
  change(tx, id, { types: JSON.stringify(types) })

/** Replaces the secret of an endpoint; for a day messages are signed with both. @throws Problem WebhookNotFound. */
export async function rotateSecret(tx: Db, id: string, now: Date): Promise<Endpoint> {
  const { secretVersion } = await findEndpoint(tx, id)
  return change(tx, id, {
    secretVersion: secretVersion + 1,
    formerSecretUntilMs: now.getTime() + ROTATION_MS,
  })
}

async function change(tx: Db, id: string, values: Partial<Endpoint>): Promise<Endpoint> {
  await findEndpoint(tx, id)
  await tx.updateTable('webhookEndpoint').set(values).where('id', '=', id).execute()
  return findEndpoint(tx, id)
}
