import { activeSecrets, addSecret, hashSecret, newSecret, shownHash } from '../access/client-secrets.ts'
import { type Client, changeClient, createClient, listClients, newKey } from '../access/clients.ts'
import type { CustomerRecord } from '../access/customers.ts'
import type { GrantType } from '../access/grants.ts'
import { defaultGrants, requireSuitable } from '../access/oauth-settings.ts'
import { Problem } from '../lib/problem.ts'
import { type Application, at, differences, requireDistinct, timeOf } from './application.ts'
import type { StatedClient } from './customers-file.ts'
import type { Path } from './read-customers-file.ts'

type Part = { readonly customer: CustomerRecord; readonly stated: readonly StatedClient[] }

/** Makes the API clients of a customer what the file says. A new one gets a key, and a secret unless it is public. */
export async function applyClients(
  application: Application,
  path: Path,
  { customer, stated }: Part,
): Promise<void> {
  const names = stated.map(({ name }) => name)
  requireDistinct(application, path, names)
  const all = await listClients(application.tx)
  const own = all.filter(({ customerId }) => customerId === customer.id)
  for (const [index, client] of stated.entries())
    await at(application, [...path, index], () =>
      applyClient(application, [...path, index], { customer, own, client }),
    )
  for (const { name, id, revokedMs } of own)
    if (revokedMs === null && !names.includes(name))
      application.report.left.push(`client ${name} (${id}) of ${customer.name}`)
}

type One = {
  readonly customer: CustomerRecord
  readonly own: readonly Client[]
  readonly client: StatedClient
}

async function applyClient(
  application: Application,
  path: Path,
  { customer, own, client }: One,
): Promise<void> {
  const known = own.filter(({ name }) => name === client.name)
  const active = known.filter(({ revokedMs }) => revokedMs === null)
  if (active.length > 1)
    throw new Problem(
      'InvalidClient',
      `The customer has several clients "${client.name}"; rename all but one.`,
    )
  if (active[0]) return change(application, path, { customer, known: active[0], client })
  if (known.length > 0)
    throw new Problem(
      'InvalidClient',
      `The client "${client.name}" was revoked; a new one needs another name.`,
    )
  return create(application, path, { customer, client })
}

async function create(
  application: Application,
  path: Path,
  { customer, client }: Omit<One, 'own'>,
): Promise<void> {
  const { tx, now, report } = application
  const { name, secretHash } = client
  const redirectUris = client.redirectUris ?? []
  const isPublic = client.public ?? false
  const grants = client.grants ?? defaultGrants({ redirectUris, isPublic })
  requireSuitable({ grants, redirectUris, isPublic })
  const key = newKey()
  const { id } = await createClient(tx, {
    name,
    key,
    customerId: customer.id,
    grants,
    redirectUris,
    isPublic,
    now,
    qps: client.qps ?? null,
    expiresMs: expiryOf(application, path, client) ?? null,
    abilities: client.allow ?? [],
  })
  const secret = isPublic || secretHash !== undefined ? null : newSecret()
  const stored = secret === null ? secretHash : hashSecret(secret)
  if (stored !== undefined)
    await addSecret(tx, { clientId: id, secretHash: stored, prefix: secret ?? shownHash(stored), now })
  report.changes.push({ is: 'added', what: `client ${name} of ${customer.name}`, details: [] })
  report.issued.push({ is: 'key', name, id, key, secret })
}

async function change(
  application: Application,
  path: Path,
  { customer, known, client }: Omit<One, 'own'> & { readonly known: Client },
): Promise<void> {
  const { tx, now, report } = application
  const stated = {
    qps: client.qps,
    expiresMs: expiryOf(application, path, client),
    abilities: json(client.allow),
    grants: json(client.grants),
    redirectUris: json(client.redirectUris),
    isPublic: client.public === undefined ? undefined : Number(client.public),
  }
  const { change, details } = differences<Pick<Client, keyof typeof stated>>(known, stated)
  const { grants, redirectUris, isPublic } = { ...known, ...change }
  requireSuitable({
    grants: JSON.parse(grants) as GrantType[],
    redirectUris: JSON.parse(redirectUris) as string[],
    isPublic: isPublic === 1,
  })
  await changeClient(tx, known.id, change)
  const { secretHash } = client
  if (secretHash !== undefined && !(await hasSecret(application, known.id, secretHash))) {
    await addSecret(tx, { clientId: known.id, secretHash, prefix: shownHash(secretHash), now })
    details.push(`secretHash: ${shownHash(secretHash)}…`)
  }
  if (details.length > 0)
    report.changes.push({ is: 'changed', what: `client ${client.name} of ${customer.name}`, details })
}

async function hasSecret({ tx }: Application, clientId: string, secretHash: string): Promise<boolean> {
  return (await activeSecrets(tx, clientId)).some((secret) => secret.secretHash === secretHash)
}

const json = (list: readonly string[] | undefined) => list && JSON.stringify(list)

/** Undefined when the file does not say it, null for none. */
function expiryOf(
  application: Application,
  path: Path,
  { expires }: StatedClient,
): number | null | undefined {
  return typeof expires === 'string' ? timeOf(application, [...path, 'expires'], expires) : expires
}
