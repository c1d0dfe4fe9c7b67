import { type Command, Option } from 'commander'
import { findCustomer, requireNotEnded } from '../access/customers.ts'
import type { SettingName } from '../config.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { NOTICE_TYPES, type NoticeType } from '../notices/notice.ts'
import { followAssets } from '../webhooks/announce-assets.ts'
import {
  addEndpoint,
  disableEndpoint,
  type Endpoint,
  enableEndpoint,
  findEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../webhooks/endpoints.ts'
import { countMessages, findAttempts } from '../webhooks/log.ts'
import { replayMessages } from '../webhooks/messages.ts'
import { openSending } from '../webhooks/open-sending.ts'
import { sendTest } from '../webhooks/send-test.ts'
import { openWebhookKey, secretOf } from '../webhooks/signing.ts'
import { EXIT } from './exit-codes.ts'
import { readListOf, readNumber } from './read-values.ts'
import {
  type AddCommand,
  addCommandGroup,
  changeRecords,
  printJson,
  printSheet,
  type RecordOptions,
  readRecords,
} from './record-commands.ts'
import { addSettings, configOf } from './settings.ts'
import { readMoment } from './times.ts'
import { attemptSheet, webhookDetails, webhookSheet } from './webhook-sheet.ts'
import { WrongUse } from './wrong-use.ts'

type AddOptions = RecordOptions & { readonly customer?: string; readonly types?: readonly NoticeType[] }
type ReplayOptions = RecordOptions & {
  readonly message?: string
  readonly since?: Date
  readonly undelivered?: boolean
}

const ALL_TYPES = Object.keys(NOTICE_TYPES) as NoticeType[]
const SENDING_SETTINGS: readonly SettingName[] = ['callableNetworks', 'webhookTimeoutSeconds']
const DEFAULT_ENTRIES = 50

/** `vitrine webhooks …`. A running server takes over changes within a second. */
export function addWebhooks(program: Command, setExit: (code: number) => void): void {
  const command = addCommandGroup(
    program,
    'webhooks',
    'Manage webhooks, which tell programs of customers and of the owner what happened.',
  )
  command('add <url>', 'Add a webhook. Its secret is shown only once.')
    .option('--customer <customer>', 'whose it is, by id or name; without it, the webhook is yours')
    .option(
      '--types <list>',
      `what it is told of (default: all): ${ALL_TYPES.join(', ')}`,
      readListOf(ALL_TYPES),
    )
    .action(add)
  command('list', 'List webhooks.').action((options: RecordOptions) =>
    readRecords(options, async (db) => printSheet(webhookSheet(await listEndpoints(db)), options)),
  )
  command('show <id>', 'Show a webhook, and how much waits for its delivery.').action(
    (id: string, options: RecordOptions) => readRecords(options, (db) => show(db, id, options)),
  )
  command('log <id>', 'List the attempts to deliver messages, latest first.')
    .option('--limit <number>', `how many (default: ${DEFAULT_ENTRIES})`, readNumber)
    .action((id: string, options: RecordOptions & { limit?: number }) =>
      readRecords(options, async (db) => {
        await findEndpoint(db, id)
        printSheet(attemptSheet(await findAttempts(db, id, options.limit ?? DEFAULT_ENTRIES)), options)
      }),
    )
  addChanges(command)
  addCalls(command, setExit)
}

function addChanges(command: AddCommand): void {
  const change =
    (work: (tx: Db, id: string, now: Date) => Promise<Endpoint>) =>
    async (id: string, options: RecordOptions) => {
      const endpoint = await changeRecords(options, async (tx, now) => {
        const changed = await work(tx, id, now)
        await followAssets(tx, now)
        return changed
      })
      printSheet(webhookSheet([endpoint]), options)
    }
  command('disable <id>', 'Disable a webhook: nothing is recorded for it or sent to it.').action(
    change((tx, id, now) => disableEndpoint(tx, id, { because: 'owner', now })),
  )
  command('enable <id>', 'Enable a webhook again: what was waiting is sent.').action(change(enableEndpoint))
  command('remove <id>', 'Remove a webhook with its messages and its log.').action(change(removeEndpoint))
  command('rotate <id>', 'Give a webhook a new secret; for a day messages are signed with both.').action(
    async (id: string, options: RecordOptions) => {
      const made = await changeRecords(options, async (tx, now) =>
        withSecret(tx, await rotateSecret(tx, id, now)),
      )
      showSecret(made, options)
    },
  )
}

function addCalls(command: AddCommand, setExit: (code: number) => void): void {
  command('replay <id>', 'Send messages again.')
    .addOption(new Option('--message <id>', 'this message').conflicts(['since', 'undelivered']))
    .addOption(
      new Option('--since <date>', 'all since this date or time')
        .argParser(readMoment)
        .conflicts('undelivered'),
    )
    .option('--undelivered', 'all that were given up or are waiting')
    .action(replay)
  addSettings(command('test <id>', 'Send a test message now, and show the result.'), SENDING_SETTINGS).action(
    async (id: string, options: RecordOptions) => {
      const { status, error, tookMs } = await readRecords(options, async (db, now) =>
        sendTest(db, id, await openSending(db, configOf(options), () => now)),
      )
      if (error !== null) setExit(EXIT.failed)
      if (options.json) printJson({ status, error, tookMs })
      else
        process.stdout.write(
          `${error ?? `Delivered: the receiver responded with ${status}.`} (${tookMs} ms)\n`,
        )
    },
  )
}

async function add(url: string, options: AddOptions): Promise<void> {
  const made = await changeRecords(options, async (tx, now) => {
    const customer = options.customer === undefined ? null : await findCustomer(tx, options.customer)
    if (customer) requireNotEnded(customer)
    const types = options.types ?? ALL_TYPES
    const endpoint = await addEndpoint(tx, { url, customerId: customer?.id ?? null, types, now })
    await followAssets(tx, now)
    return withSecret(tx, endpoint)
  })
  showSecret(made, options)
}

type WithSecret = { readonly endpoint: Endpoint; readonly secret: string }

async function withSecret(tx: Db, endpoint: Endpoint): Promise<WithSecret> {
  return { endpoint, secret: secretOf(await openWebhookKey(tx), endpoint) }
}

function showSecret({ endpoint, secret }: WithSecret, options: RecordOptions): void {
  if (options.json) printJson({ ...webhookSheet([endpoint]).json[0], secret })
  else
    process.stdout.write(
      `secret: ${secret}\nThis secret is shown only once. The id of the webhook is ${endpoint.id}.\n`,
    )
}

async function show(db: Db, id: string, options: RecordOptions): Promise<void> {
  printSheet(webhookDetails(await findEndpoint(db, id), await countMessages(db, id)), options)
}

async function replay(id: string, options: ReplayOptions): Promise<void> {
  const { message, since, undelivered } = options
  const which =
    message !== undefined ? { id: message } : since ? { since } : undelivered ? 'undelivered' : null
  if (which === null) throw new WrongUse('Say which messages with --message, --since or --undelivered.')
  const count = await changeRecords(options, async (tx, now) => {
    await findEndpoint(tx, id)
    const replayed = await replayMessages(tx, id, which, now)
    if (replayed === 0 && message !== undefined)
      throw new Problem(
        'WebhookNotFound',
        `The webhook has no message ${message}; "vitrine webhooks log ${id}" shows its messages.`,
      )
    return replayed
  })
  if (options.json) printJson({ replayed: count })
  else process.stdout.write(`Messages to be sent again: ${count}.\n`)
}
