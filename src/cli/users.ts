import { text as readStream } from 'node:stream/consumers'
import type { Command } from 'commander'
import { findCustomer, listCustomers, requireNotEnded } from '../access/customers.ts'
import { createPasswordLink, type PasswordLink } from '../access/password-links.ts'
import {
  hashPassword,
  isAcceptablePassword,
  MAX_PASSWORD_CHARACTERS,
  MIN_PASSWORD_CHARACTERS,
} from '../access/passwords.ts'
import {
  changePassword,
  changeUser,
  createUser,
  endUser,
  listUsers,
  type Names,
  requireUser,
  type User,
} from '../access/users.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { LINK_SETTINGS, presentLink, sentence } from './password-link.ts'
import {
  addCommandGroup,
  changeRecords,
  printJson,
  printSheet,
  type RecordOptions,
  readRecords,
} from './record-commands.ts'
import { addSettings, configOf } from './settings.ts'
import { userSheet } from './user-sheet.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions & {
  readonly customer?: string
  readonly firstName?: string
  readonly middleName?: string
  readonly lastName?: string
  readonly passwordStdin?: boolean
  readonly publicUrl?: string
}

/** `vitrine users …`. A change takes effect on a running server at once. */
export function addUsers(program: Command): void {
  const command = addCommandGroup(program, 'users', 'Manage the users of customers, who sign in.')
  const withNames = (it: Command) =>
    it
      .option('--first-name <name>', 'first name')
      .option('--middle-name <name>', 'middle name')
      .option('--last-name <name>', 'last name')
      .option('--password-stdin', 'read the password from standard input')

  addSettings(
    withNames(
      command(
        'create <username>',
        'Add a user, whose name is often an e-mail address. Prints a link by which the user chooses a password.',
      ),
    ).requiredOption('--customer <customer>', 'the company of the user, by id or name'),
    LINK_SETTINGS,
  ).action(create)
  command('list', 'List users.')
    .option('--customer <customer>', 'only those of this customer, by id or name')
    .action((options: Options) => readRecords(options, (db) => list(db, options)))
  withNames(command('change <username>', 'Change the names or the password of a user.')).action(change)
  addSettings(
    command('link <username>', 'Print a link by which a user chooses a new password; it works once.'),
    LINK_SETTINGS,
  ).action(link)
  command('end <username>', 'End a user for good: the user is signed out everywhere at once.').action(
    (username: string, options: Options) => changeOne(options, username, endUser),
  )
}

async function create(username: string, options: Options): Promise<void> {
  const passwordHash = await readPassword(options)
  const made = await changeRecords(options, async (tx, now) => {
    const customer = await findCustomer(tx, options.customer ?? '')
    requireNotEnded(customer)
    const names = namesOf(options)
    const user = await createUser(tx, { customerId: customer.id, username, names, passwordHash, now })
    return { user, link: passwordHash === null ? await createPasswordLink(tx, user.id, now) : null }
  })
  const sheet = userSheet([made.user])
  if (made.link === null) printSheet(sheet, options)
  else if (options.json) printJson({ ...sheet.json[0], ...linkOf(made.link, options) })
  else process.stdout.write(`${sheet.text}\n${sentence(username, linkOf(made.link, options))}\n`)
}

async function link(username: string, options: Options): Promise<void> {
  const made = await changeRecords(options, async (tx, now) => {
    const { id, endedMs } = await requireUser(tx, username)
    if (endedMs !== null) throw new Problem('InvalidUser', `The user "${username}" was ended.`)
    return createPasswordLink(tx, id, now)
  })
  const shown = linkOf(made, options)
  if (options.json) printJson({ username, ...shown })
  else process.stdout.write(`${sentence(username, shown)}\n`)
}

async function change(username: string, options: Options): Promise<void> {
  const passwordHash = await readPassword(options)
  await changeOne(options, username, async (tx, user, now) => {
    await changeUser(tx, user, namesOf(options))
    if (passwordHash !== null) await changePassword(tx, user, passwordHash, now)
  })
}

async function list(db: Db, options: Options): Promise<void> {
  const customers =
    options.customer === undefined ? await listCustomers(db) : [await findCustomer(db, options.customer)]
  const users = await Promise.all(customers.map(({ id }) => listUsers(db, id)))
  show(users.flat(), options)
}

/** Changes a user and shows the result. */
async function changeOne(
  options: Options,
  username: string,
  work: (tx: Db, user: User, now: Date) => Promise<void>,
): Promise<void> {
  const user = await changeRecords(options, async (tx, now) => {
    await work(tx, await requireUser(tx, username), now)
    return requireUser(tx, username)
  })
  show([user], options)
}

const linkOf = (made: PasswordLink, { data, publicUrl }: Options) =>
  presentLink(made, configOf({ data, publicUrl }))

const show = (users: readonly User[], options: Options) => printSheet(userSheet(users), options)

const namesOf = ({ firstName, middleName, lastName }: Options): Names => ({
  ...(firstName !== undefined && { firstName }),
  ...(middleName !== undefined && { middleName }),
  ...(lastName !== undefined && { lastName }),
})

/** The hash of the password on standard input, whose last line break does not count; null when none is asked for. */
async function readPassword({ passwordStdin }: Options): Promise<string | null> {
  if (!passwordStdin) return null
  const password = (await readStream(process.stdin)).replace(/\r?\n$/, '')
  if (isAcceptablePassword(password)) return hashPassword(password)
  throw new WrongUse(
    `A password must have ${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS} characters.`,
  )
}
