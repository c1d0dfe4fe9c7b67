import type { Command } from 'commander'
import { activeSecrets, addSecret, endSecret, hashSecret, newSecret } from '../access/client-secrets.ts'
import {
  type Client,
  changeClient,
  createClient,
  findClient,
  listClients,
  newKey,
  revokeClient,
} from '../access/clients.ts'
import { findCustomer, requireNotEnded } from '../access/customers.ts'
import type { GrantType } from '../access/grants.ts'
import { defaultGrants, requireNoSettings, requireSuitable } from '../access/oauth-settings.ts'
import type { Db } from '../db/database.ts'
import { addKeyOptions, type KeyOptions, limitsOf, redirectUrisOf } from './key-options.ts'
import { keyDetails, keySheet } from './key-sheet.ts'
import {
  type AddCommand,
  addCommandGroup,
  changeRecords,
  printJson,
  printSheet,
  type RecordOptions,
  readRecords,
} from './record-commands.ts'
import { libraryConfigOf } from './settings.ts'
import { type RecordsWork, withNewRecords } from './with-records.ts'

/** `vitrine keys …`. A change takes effect on a running server within a second. */
export function addKeys(program: Command): void {
  const command = addCommandGroup(program, 'keys', 'Manage API keys: who may call, how often and until when.')
  addKeyOptions(command('create', 'Create a key; one of a customer gets a secret. Both are shown only once.'))
    .requiredOption('--name <name>', 'who or what the key is for')
    .action((options: KeyOptions) =>
      withNewRecords(libraryConfigOf(options), (db, now) => create(db, options, now)),
    )
  command('list', 'List keys by their first characters.').action((options: RecordOptions) =>
    readRecords(options, async (db) => printSheet(keySheet(await listClients(db)), options)),
  )
  command('show <id>', 'Show a key with its grants, redirect addresses and secrets.').action(
    (id: string, options: RecordOptions) => readRecords(options, (db) => show(db, id, options)),
  )
  addKeyOptions(
    command('set <id>', 'Change the name, limit, expiry, abilities, customer or sign-in of a key.'),
  )
    .option('--name <name>', 'who or what the key is for')
    .action((id: string, options: KeyOptions) => change(options, (tx) => set(tx, id, options)))
  command('revoke <id>', 'Revoke a key permanently.').action((id: string, options: RecordOptions) =>
    change(options, (tx, now) => revokeClient(tx, id, now)),
  )
  addSecrets(command)
}

function addSecrets(command: AddCommand): void {
  command('add-secret <id>', 'Give a key a second secret, so that the first can be replaced.').action(
    async (id: string, options: RecordOptions) => {
      const secret = await changeRecords(options, (tx, now) => giveSecret(tx, id, now))
      if (options.json) printJson({ id, secret })
      else process.stdout.write(`${secret}\nThis secret is shown only once.\n`)
    },
  )
  command('end-secret <id> <beginning>', 'End the secret of a key that begins so; the other stays.').action(
    (id: string, beginning: string, options: RecordOptions) =>
      readRecords(options, async (db, now) => {
        await db.transaction().execute(async (tx) => {
          await endSecret(tx, (await findClient(tx, id)).id, beginning, now)
        })
        await show(db, id, options)
      }),
  )
}

async function create(db: Db, options: KeyOptions, now: Date): Promise<void> {
  const key = newKey()
  const { id, secret } = await db.transaction().execute(async (tx) => {
    const client = await record(tx, key, { options, now })
    const hasSecret = client.customerId !== null && client.isPublic === 0
    return { id: client.id, secret: hasSecret ? await giveSecret(tx, client.id, now) : null }
  })
  if (options.json) printJson({ id, key, ...(secret !== null && { secret }) })
  else if (secret === null) process.stdout.write(`${key}\nThis key is shown only once. Its id is ${id}.\n`)
  else
    process.stdout.write(
      `key: ${key}\nsecret: ${secret}\nBoth are shown only once. The id of the key is ${id}.\n`,
    )
}

async function record(
  tx: Db,
  key: string,
  { options, now }: { readonly options: KeyOptions; readonly now: Date },
): Promise<Client> {
  const customerId = await customerOf(tx, options)
  const isPublic = options.public ?? false
  const redirectUris = redirectUrisOf(options) ?? []
  const fitting = customerId === undefined ? [] : defaultGrants({ redirectUris, isPublic })
  const grants = options.grants ?? fitting
  requireSuitable({ grants, redirectUris, isPublic })
  if (customerId === undefined) requireNoSettings({ grants, redirectUris, isPublic })
  const { abilities: _, ...limits } = { qps: null, expiresMs: null, name: '', ...limitsOf(options) }
  return createClient(tx, {
    ...limits,
    key,
    abilities: options.allow ?? [],
    customerId: customerId ?? null,
    grants,
    redirectUris,
    isPublic,
    now,
  })
}

async function set(tx: Db, id: string, options: KeyOptions): Promise<Client> {
  const client = await findClient(tx, id)
  const customerId = await customerOf(tx, options)
  const redirectUris = redirectUrisOf(options) ?? (JSON.parse(client.redirectUris) as string[])
  const isPublic = options.public ?? client.isPublic === 1
  const grants = options.grants ?? (JSON.parse(client.grants) as GrantType[])
  requireSuitable({ grants, redirectUris, isPublic })
  if ((customerId ?? client.customerId) === null) requireNoSettings({ grants, redirectUris, isPublic })
  return changeClient(tx, id, {
    ...limitsOf(options),
    ...(customerId !== undefined && { customerId }),
    redirectUris: JSON.stringify(redirectUris),
    isPublic: Number(isPublic),
    grants: JSON.stringify(grants),
  })
}

async function customerOf(tx: Db, { customer }: KeyOptions): Promise<string | undefined> {
  if (customer === undefined) return undefined
  const found = await findCustomer(tx, customer)
  requireNotEnded(found)
  return found.id
}

/** Gives a client a new secret, which is not stored, and so can be shown only now. */
async function giveSecret(tx: Db, id: string, now: Date): Promise<string> {
  const { id: clientId } = await findClient(tx, id)
  const secret = newSecret()
  await addSecret(tx, { clientId, secretHash: hashSecret(secret), prefix: secret, now })
  return secret
}

async function show(db: Db, id: string, options: RecordOptions): Promise<void> {
  const client = await findClient(db, id)
  printSheet(keyDetails(client, await activeSecrets(db, id)), options)
}

/** Changes a key and shows the result. */
async function change(options: RecordOptions, work: RecordsWork<Client>): Promise<void> {
  printSheet(keySheet([await changeRecords(options, work)]), options)
}
