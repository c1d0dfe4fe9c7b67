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

/** NOTE: the parser of options makes an empty text of null, so "no limit" travels as its word. */
type Options = {
  json?: boolean
  name?: string
  qps?: number | 'none'
  expires?: Date | 'never'
  allow?: readonly Ability[]
  country?: string
  data?: string
}

/** `vitrine keys …`: a change is in force on a running server within a second. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('API keys: who may call, how often, until when.')
  const command = (usage: string, description: string) =>
    addSettings(keys.command(usage).description(description), LIBRARY_SETTINGS).option('--json', 'print JSON')
  const withLimits = (it: Command) =>
    it
      .option('--qps <n>', 'queries a second; "none", or nothing for a new key, is no limit', readQps)
      .option(
        '--expires <when>',
        'date or time from which the key is refused, UTC unless it says otherwise; "never"',
        momentOr('never'),
      )
      .option(
        '--allow <abilities>',
        `what it may beyond searching: ${ABILITIES.join(', ')}; "none"`,
        readAbilities,
      )
      .option('--country <code>', 'the customer\'s country, two or three letters; "none"', readCountry)

  withLimits(command('create', 'Make a key. It is shown this once and never again.'))
    .requiredOption('--name <name>', 'who it is for')
    .action((options: Options) => withNewRecords(toConfig(options), (db) => create(db, options)))
  command('list', 'Show the keys by their first characters.').action((options: Options) =>
    withRecords(toConfig(options), async (db) => show(await listClients(db), options)),
  )
  withLimits(command('set <id>', 'Change the name, limit, expiry, abilities or country of a key.'))
    .option('--name <name>', 'who it is for')
    .action((id: string, options: Options) =>
      change(options, (tx) => changeClient(tx, id, toChange(options))),
    )
  command('revoke <id>', 'Refuse a key from now on, for good.').action((id: string, options: Options) =>
    change(options, (tx) => revokeClient(tx, id, new Date())),
  )
}

/** Changes a key and shows it as it is then. */
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
    json ? `${JSON.stringify({ id, key })}\n` : `${key}\nThis is shown once. Its id is ${id}.\n`,
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
    process.stdout.write('There are no keys yet. Make one with "vitrine keys create --name NAME".\n')
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
  'BEYOND SEARCHING',
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
  const asked = text === 'none' ? [] : text.split(',').map((word) => word.trim())
  const isAbility = (word: string): word is Ability => (ABILITIES as readonly string[]).includes(word)
  if (asked.every(isAbility)) return asked
  throw new InvalidArgumentError(`It must be a list of ${ABILITIES.join(', ')}, or "none".`)
}

function readCountry(text: string): string {
  const country = text === 'none' ? text : countryCode(text)
  if (country !== null) return country
  throw new InvalidArgumentError('It must be a code of ISO 3166 such as DEU, or "none".')
}

function readQps(text: string): number | 'none' {
  if (text === 'none') return text
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be an integer from 1 to 999999, or "none".')
}
