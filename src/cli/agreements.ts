import { type Command, Option } from 'commander'
import { findCustomer, requireNotEnded } from '../access/customers.ts'
import type { Db } from '../db/database.ts'
import {
  type Agreement,
  changeAgreement,
  createAgreement,
  endAgreement,
  findAgreement,
  findProducts,
  listAgreements,
} from '../rights/agreements.ts'
import { PRODUCT_TYPES, type ProductType } from '../rights/terms.ts'
import { findUnknownNames } from '../rights/unknown-names.ts'
import { agreementDetails, agreementSheet } from './agreement-sheet.ts'
import { printable } from './printable.ts'
import { readNumber } from './read-values.ts'
import { addCommandGroup, printSheet, type RecordOptions, readRecords } from './record-commands.ts'
import { addTermOptions, hasTerms, type TermOptions, withOptions } from './term-options.ts'
import { momentOr } from './times.ts'
import type { RecordsWork } from './with-records.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions &
  TermOptions & {
    readonly customer?: string
    readonly name?: string
    readonly starts?: Date | 'now'
    readonly ends?: Date | 'never'
    readonly type?: ProductType
    readonly add?: ProductType
    readonly product?: number
    readonly endProduct?: number
  }

/** `vitrine agreements …`. A change takes effect on a running server within a second. */
export function addAgreements(program: Command): void {
  const command = addCommandGroup(
    program,
    'agreements',
    'Manage agreements: what a customer may download, how large and how often.',
  )
  const withTimes = (it: Command) =>
    it
      .option('--starts <when>', 'date or time in UTC unless it has an offset; or "now"', momentOr('now'))
      .option('--ends <when>', 'date or time from which it is over; or "never"', momentOr('never'))

  addTermOptions(withTimes(command('create', 'Record an agreement with one product.')))
    .requiredOption('--customer <customer>', 'the customer, by id or name')
    .requiredOption('--name <name>', 'how both call the agreement')
    .addOption(productType('--type <type>', 'the type of its product').makeOptionMandatory())
    .action((options: Options) => change(options, (tx, now) => create(tx, options, now)))
  command('list', 'List agreements.')
    .option('--customer <customer>', 'only those of this customer, by id or name')
    .action((options: Options) => readRecords(options, (db) => list(db, options)))
  command('show', 'Show an agreement with its products and their terms.')
    .argument('<id>', 'the number of the agreement', readNumber)
    .action((id: number, options: Options) => readRecords(options, (db) => show(db, id, options)))
  addTermOptions(withTimes(command('change', 'Change an agreement; earlier versions of its terms are kept.')))
    .argument('<id>', 'the number of the agreement', readNumber)
    .option('--name <name>', 'how both call the agreement')
    .option('--product <id>', 'the product whose terms change; not needed when there is one', readNumber)
    .addOption(productType('--add <type>', 'add a product of this type with the given terms'))
    .option('--end-product <id>', 'end a product', readNumber)
    .action((id: number, options: Options) =>
      change(options, (tx, now) => changeOne(tx, id, { options, now })),
    )
  command('end', 'End an agreement now.')
    .argument('<id>', 'the number of the agreement', readNumber)
    .action((id: number, options: Options) => change(options, (tx, now) => endAgreement(tx, id, now)))
}

const productType = (flags: string, description: string) =>
  new Option(flags, description).choices(PRODUCT_TYPES)

async function create(tx: Db, options: Options, now: Date): Promise<Agreement> {
  const { customer = '', name = '', type } = options
  const found = await findCustomer(tx, customer)
  requireNotEnded(found)
  const times = { startsMs: now.getTime(), endsMs: null, ...timesOf(options, now) }
  const products = [{ type: type!, terms: withOptions({}, options) }]
  return createAgreement(tx, { customerId: found.id, name, ...times, products, now })
}

async function changeOne(
  tx: Db,
  id: number,
  { options, now }: { readonly options: Options; readonly now: Date },
): Promise<Agreement> {
  const { name, add, endProduct } = options
  return changeAgreement(
    tx,
    id,
    {
      ...(name !== undefined && { name }),
      ...timesOf(options, now),
      ...(add !== undefined && { add: [{ type: add, terms: withOptions({}, options) }] }),
      ...(endProduct !== undefined && { end: [endProduct] }),
      ...(add === undefined && hasTerms(options) && { terms: await changedTerms(tx, id, options) }),
    },
    now,
  )
}

/** The new terms of the product that was named, or of the only one. */
async function changedTerms(tx: Db, id: number, options: Options): Promise<Map<number, unknown>> {
  const active = (await findProducts(tx, id)).filter(({ endedMs }) => endedMs === null)
  const named = active.filter((product) => options.product === undefined || product.id === options.product)
  if (named.length !== 1)
    throw new WrongUse(
      `Name one of the products of the agreement with --product: ${active.map(({ id, type }) => `${id} (${type})`).join(', ') || 'it has none in force'}.`,
    )
  return new Map([[named[0]!.id, withOptions(named[0]!.terms, options)]])
}

const timesOf = ({ starts, ends }: Options, now: Date) => ({
  ...(starts !== undefined && { startsMs: (starts === 'now' ? now : starts).getTime() }),
  ...(ends !== undefined && { endsMs: ends === 'never' ? null : ends.getTime() }),
})

async function list(db: Db, options: Options): Promise<void> {
  const { customer } = options
  const customerId = customer === undefined ? null : (await findCustomer(db, customer)).id
  printSheet(agreementSheet(await listAgreements(db, customerId)), options)
}

async function show(db: Db, id: number, options: Options): Promise<void> {
  const products = await findProducts(db, id)
  printSheet(agreementDetails(await findAgreement(db, id), products), options)
  for (const product of products.filter(({ endedMs }) => endedMs === null))
    for (const warning of await findUnknownNames(db, product.terms))
      process.stderr.write(`${printable(`Warning: product ${product.id}: ${warning}`)}\n`)
}

/** Changes an agreement and shows the result. */
function change(options: Options, work: RecordsWork<Agreement>): Promise<void> {
  return readRecords(options, async (db, now) => {
    const { id } = await db.transaction().execute((tx) => work(tx, now))
    await show(db, id, options)
  })
}
