import { type Command, InvalidArgumentError } from 'commander'
import { ABILITIES, type Ability, abilitiesOf } from '../access/abilities.ts'
import {
  type Client,
  changeClient,
  createClient,
  listClients,
  newKey,
  revokeClient,
} from '../access/clients.ts'
import { isUsable } from '../access/key-ring.ts'
import { countryCode } from '../catalogue/territories.ts'
import type { Db } from '../db/database.ts'
import { columns } from './columns.ts'
import { addSettings, configOf, LIBRARY_SETTINGS } from './settings.ts'
import { moment, momentOr } from './times.ts'
import { withNewRecords, withRecords } from './with-records.ts'

/** NOTE: the option parser turns null into an empty string, so "no limit" is the word "none" here. */
type Options = {
  json?: boolean
  name?: string
  qps?: number | 'none'
  expires?: Date | 'never'
  allow?: readonly Ability[]
  country?: string
  data?: string
}

/** `vitrine keys …`. A change takes effect on a running server within a second. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('Manage API keys: who may call, how often and until when.')
  const command = (usage: string, description: string) =>
    addSettings(keys.command(usage).description(description), LIBRARY_SETTINGS).option('--json', 'print JSON')
  const withLimits = (it: Command) =>
    it
      .option('--qps <n>', 'queries per second; "none" is no limit, the default for a new key', readQps)
      .option(
        '--expires <when>',
        'date or time from which the key is refused, in UTC unless it has an offset; or "never"',
        momentOr('never'),
      )
      .option(
        '--allow <abilities>',
        `abilities besides searching: ${ABILITIES.join(', ')}; or "none"`,
        readAbilities,
      )
      .option(
        '--country <code>',
        'the customer\'s country, a code of two or three letters; or "none"',
        readCountry,
      )

  withLimits(command('create', 'Create a key. It is shown only once.'))
    .requiredOption('--name <name>', 'who the key is for')
    .action((options: Options) => withNewRecords(toConfig(options), (db) => create(db, options)))
  command('list', 'List keys by their first characters.').action((options: Options) =>
    withRecords(toConfig(options), async (db) => show(await listClients(db), options)),
  )
  withLimits(command('set <id>', 'Change the name, limit, expiry, abilities or country of a key.'))
    .option('--name <name>', 'who the key is for')
    .action((id: string, options: Options) =>
      change(options, (tx) => changeClient(tx, id, toChange(options))),
    )
  command('revoke <id>', 'Revoke a key permanently.').action((id: string, options: Options) =>
    change(options, (tx) => revokeClient(tx, id, new Date())),
  )
}

/** Changes a key and shows the result. */
function change(options: Options, work: (tx: Db) => Promise<Client>): Promise<void> {
  return withRecords(toConfig(options), async (db) => show([await db.transaction().execute(work)], options))
}

async function create(
  db: Db,
  { name = '', qps = 'none', expires = 'never', allow = [], country = 'none', json }: Options,
): Promise<void> {
  const key = newKey()
  const limits = {
    qps: toLimit(qps),
    expiresMs: toExpiry(expires),
    abilities: allow,
    country: toCountry(country),
  }
  const { id } = await db
    .transaction()
    .execute((tx) => createClient(tx, { name, key, ...limits, now: new Date() }))
  process.stdout.write(
    json ? `${JSON.stringify({ id, key })}\n` : `${key}\nThis key is shown only once. Its id is ${id}.\n`,
  )
}

function toChange({ name, qps, expires, allow, country }: Options) {
  return {
    ...(name !== undefined && { name }),
    ...(qps !== undefined && { qps: toLimit(qps) }),
    ...(expires !== undefined && { expiresMs: toExpiry(expires) }),
    ...(allow !== undefined && { abilities: JSON.stringify(allow) }),
    ...(country !== undefined && { country: toCountry(country) }),
  }
}

const toConfig = ({ data }: Options) => configOf({ data })

function show(clients: readonly Client[], { json }: Options): void {
  if (json) for (const client of clients) process.stdout.write(`${JSON.stringify(toJson(client))}\n`)
  else if (clients.length === 0)
    process.stdout.write('There are no keys yet. Create one with "vitrine keys create --name NAME".\n')
  else process.stdout.write(columns(HEADINGS, clients.map(toCells)))
}

function toJson(client: Client) {
  return {
    id: client.id,
    name: client.name,
    begins: client.keyPrefix,
    state: stateOf(client),
    qps: client.qps,
    allowed: [...abilitiesOf(client)],
    country: client.country,
    expires: moment(client.expiresMs),
    lastUsed: moment(client.lastUsedMs),
  }
}

const HEADINGS = [
  'ID',
  'NAME',
  'KEY',
  'STATE',
  'QPS',
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
  client.country ?? '-',
  minute(client.expiresMs),
  minute(client.lastUsedMs),
  [...abilitiesOf(client)].join(', ') || '-',
]

const stateOf = (client: Client) =>
  client.revokedMs !== null ? 'revoked' : isUsable(client, new Date()) ? 'active' : 'expired'

const minute = (ms: number | null) => moment(ms)?.slice(0, 16).replace('T', ' ') ?? 'never'

const toLimit = (qps: number | 'none') => (qps === 'none' ? null : qps)
const toExpiry = (when: Date | 'never') => (when === 'never' ? null : when.getTime())

const toCountry = (country: string) => (country === 'none' ? null : country)

function readAbilities(text: string): Ability[] {
  const abilities = text === 'none' ? [] : text.split(',').map((word) => word.trim())
  const isAbility = (word: string): word is Ability => (ABILITIES as readonly string[]).includes(word)
  if (abilities.every(isAbility)) return abilities
  throw new InvalidArgumentError(`It must be a list of ${ABILITIES.join(', ')}, or "none".`)
}

function readCountry(text: string): string {
  const country = text === 'none' ? text : countryCode(text)
  if (country !== null) return country
  throw new InvalidArgumentError('It must be an ISO 3166 code such as DEU, or "none".')
}

function readQps(text: string): number | 'none' {
  if (text === 'none') return text
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be an integer from 1 to 999999, or "none".')
}
