import { abilitiesOf } from '../access/abilities.ts'
import type { ClientSecret } from '../access/client-secrets.ts'
import type { Client } from '../access/clients.ts'
import { isUsable } from '../access/key-ring.ts'
import { printable } from './printable.ts'
import { type Sheet, sheetOf } from './record-commands.ts'
import { minute, moment } from './times.ts'

/** The sheet of keys, by their first characters. */
export const keySheet = (clients: readonly Client[]): Sheet =>
  sheetOf(clients, {
    headings: HEADINGS,
    toCells,
    toJson: (client) => toJson(client, []),
    none: 'There are no keys yet. Create one with "vitrine keys create --name NAME".',
  })

/** Everything known about one key: its secrets by their first characters. */
export function keyDetails(client: Client, secrets: readonly ClientSecret[]): Sheet {
  const json = toJson(client, secrets)
  const more = [
    ['Grants', json.grants],
    ['Redirect addresses', json.redirectUris],
    ['Active secrets', json.secrets.map(({ begins, created }) => `${begins}… of ${created}`)],
    ['Keeps a secret', [client.isPublic === 1 ? 'no, it is public' : 'yes']],
  ] as const
  const lines = more.map(([name, values]) => printable(`${name}: ${values.join(', ') || 'none'}`))
  return { text: `${keySheet([client]).text}\n${lines.join('\n')}\n`, json: [json] }
}

const HEADINGS = [
  'ID',
  'NAME',
  'KEY',
  'STATE',
  'QPS',
  'CUSTOMER',
  'COUNTRY',
  'EXPIRES (UTC)',
  'LAST USED (UTC)',
  'ABILITIES',
]

const toCells = (client: Client) => [
  client.id,
  client.name,
  `${client.keyPrefix}…`,
  stateOf(client),
  client.qps === null ? 'no limit' : String(client.qps),
  client.customerId ?? '-',
  client.country ?? '-',
  minute(client.expiresMs, 'never'),
  minute(client.lastUsedMs, 'never'),
  [...abilitiesOf(client)].join(', ') || '-',
]

const toJson = (client: Client, secrets: readonly ClientSecret[]) => ({
  id: client.id,
  name: client.name,
  begins: client.keyPrefix,
  state: stateOf(client),
  customer: client.customerId,
  country: client.country,
  qps: client.qps,
  allowed: [...abilitiesOf(client)],
  grants: JSON.parse(client.grants) as string[],
  redirectUris: JSON.parse(client.redirectUris) as string[],
  public: client.isPublic === 1,
  secrets: secrets.map(({ prefix, createdMs }) => ({ begins: prefix, created: moment(createdMs) })),
  expires: moment(client.expiresMs),
  lastUsed: moment(client.lastUsedMs),
})

function stateOf(client: Client): string {
  if (client.revokedMs !== null) return 'revoked'
  if (client.customerEndedMs !== null) return 'customer ended'
  return isUsable(client, new Date()) ? 'active' : 'expired'
}
