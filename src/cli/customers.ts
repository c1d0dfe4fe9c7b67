import type { Command } from 'commander'
import { listClients } from '../access/clients.ts'
import {
  type CustomerRecord,
  changeCustomer,
  createCustomer,
  endCustomer,
  findCustomer,
  listCustomers,
} from '../access/customers.ts'
import { listUsers } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import { listAgreements } from '../rights/agreements.ts'
import { agreementSheet } from './agreement-sheet.ts'
import { keySheet } from './key-sheet.ts'
import { orNull, readCountry } from './read-values.ts'
import {
  addCommandGroup,
  changeRecords,
  printJson,
  printSheet,
  type RecordOptions,
  readRecords,
  sheetOf,
} from './record-commands.ts'
import { libraryConfigOf } from './settings.ts'
import { moment } from './times.ts'
import { userSheet } from './user-sheet.ts'
import { withNewRecords } from './with-records.ts'

type Options = RecordOptions & { readonly name?: string; readonly country?: string }

/** `vitrine customers …`. A change takes effect on a running server within a second. */
export function addCustomers(program: Command): void {
  const command = addCommandGroup(
    program,
    'customers',
    'Manage customers: companies with users, keys and agreements.',
  )
  const withCountry = (it: Command) =>
    it.option(
      '--country <code>',
      'the company\'s country, a code of two or three letters; or "none"',
      readCountry,
    )

  withCountry(command('create', 'Sign up a customer.'))
    .requiredOption('--name <name>', 'the name of the company')
    .action(({ name = '', country = 'none', ...options }: Options) => {
      return withNewRecords(libraryConfigOf(options), async (db, now) => {
        const customer = { name, country: orNull(country), now }
        show([await db.transaction().execute((tx) => createCustomer(tx, customer))], options)
      })
    })
  command('list', 'List customers.').action((options: Options) =>
    readRecords(options, async (db) => show(await listCustomers(db), options)),
  )
  command('show <customer>', 'Show a customer, by id or name, with its users, keys and agreements.').action(
    (customer: string, options: Options) =>
      readRecords(options, async (db) => showAll(db, await findCustomer(db, customer), options)),
  )
  withCountry(command('change <customer>', 'Change the name or country of a customer.'))
    .option('--name <name>', 'the name of the company')
    .action((customer: string, { name, country, ...options }: Options) =>
      change(options, customer, (tx, { id }) =>
        changeCustomer(tx, id, {
          ...(name !== undefined && { name }),
          ...(country !== undefined && { country: orNull(country) }),
        }),
      ),
    )
  command('end <customer>', 'End a customer for good: its users and keys are refused at once.').action(
    (customer: string, options: Options) =>
      change(options, customer, (tx, { id }, now) => endCustomer(tx, id, now)),
  )
}

/** Changes a customer and shows the result. */
async function change(
  options: Options,
  customer: string,
  work: (tx: Db, found: CustomerRecord, now: Date) => Promise<CustomerRecord>,
): Promise<void> {
  const changed = await changeRecords(options, async (tx, now) =>
    work(tx, await findCustomer(tx, customer), now),
  )
  show([changed], options)
}

const show = (customers: readonly CustomerRecord[], options: Options) =>
  printSheet(customerSheet(customers), options)

const customerSheet = (customers: readonly CustomerRecord[]) =>
  sheetOf(customers, {
    headings: ['ID', 'NAME', 'COUNTRY', 'STATE'],
    toCells: (it) => [it.id, it.name, it.country ?? '-', stateOf(it)],
    toJson,
    none: 'There are no customers yet. Sign one up with "vitrine customers create --name NAME".',
  })

async function showAll(db: Db, customer: CustomerRecord, options: Options): Promise<void> {
  const ofCustomer = ({ customerId }: { customerId: string | null }) => customerId === customer.id
  const users = userSheet(await listUsers(db, customer.id))
  const keys = keySheet((await listClients(db)).filter(ofCustomer))
  const agreements = agreementSheet(await listAgreements(db, customer.id))
  if (options.json) {
    const parts = { users: users.json, keys: keys.json, agreements: agreements.json }
    printJson({ ...toJson(customer), ...parts })
    return
  }
  const sheets = [customerSheet([customer]), users, keys, agreements]
  process.stdout.write(sheets.map(({ text }) => text).join('\n'))
}

const stateOf = ({ endedMs }: CustomerRecord) => (endedMs === null ? 'active' : 'ended')

const toJson = (customer: CustomerRecord) => ({
  id: customer.id,
  name: customer.name,
  country: customer.country,
  state: stateOf(customer),
  created: moment(customer.createdMs),
  ended: moment(customer.endedMs),
})
