import { type Command, Option } from 'commander'
import { findCustomer } from '../access/customers.ts'
import type { Db } from '../db/database.ts'
import { findDownloads, type HistoryEntry } from '../downloads/history.ts'
import { historySpan } from '../downloads/history-span.ts'
import { columns } from './columns.ts'
import { type Cell, csvLine } from './csv-line.ts'
import { addRecordCommand, printJson, type RecordOptions, readRecords } from './record-commands.ts'
import { minute, moment, readMoment } from './times.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions & {
  readonly customer: string
  readonly from?: Date
  readonly to?: Date
  readonly csv?: boolean
}

/** `vitrine usage`: what a customer downloaded, and what it was charged. */
export function addUsage(program: Command): void {
  addRecordCommand(program, 'usage', 'List the downloads of a customer, latest first.')
    .requiredOption('--customer <customer>', 'the customer, by id or name')
    .option('--from <date>', 'on or after this day (UTC); by default 30 days before --to', readMoment)
    .option('--to <date>', 'on or before this day (UTC); by default today', readMoment)
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action((options: Options) => readRecords(options, (db, now) => print(db, options, now)))
}

const COLUMNS = [
  'time',
  'asset_id',
  'size',
  'user',
  'agreement',
  'product_type',
  'product_id',
  'credits',
  'is_team_credits',
  'is_overage',
  'project_code',
  'notes',
  'refunded',
] as const

async function print(db: Db, { customer, from, to, csv, json }: Options, now: Date): Promise<void> {
  const { id: customerId } = await findCustomer(db, customer)
  const { fromMs, toMs } = historySpan({ from, to, withTime: false }, now)
  if (fromMs > toMs) throw new WrongUse('--from must not be after --to.')
  // Downloads that are made meanwhile would move the pages.
  const span = { fromMs, toMs: Math.min(toMs, now.getTime()) }
  const found: HistoryEntry[] = []
  if (csv) process.stdout.write(csvLine(COLUMNS))
  for await (const entry of allDownloads(db, { customerId, ...span })) {
    const use = toUse(entry)
    if (json) printJson(use)
    else if (csv) process.stdout.write(csvLine(COLUMNS.map((name) => use[name])))
    else found.push(entry)
  }
  if (!json && !csv) process.stdout.write(tableOf(found))
}

const PAGE = 1000

async function* allDownloads(
  db: Db,
  query: { customerId: string; fromMs: number; toMs: number },
): AsyncGenerator<HistoryEntry> {
  for (let offset = 0; ; offset += PAGE) {
    const page = { offset, size: PAGE }
    const { downloads } = await findDownloads(db, { ...query, userId: null, page, withRefunded: true })
    yield* downloads
    if (downloads.length < PAGE) return
  }
}

const toUse = (it: HistoryEntry): Record<(typeof COLUMNS)[number], Cell> => ({
  time: moment(it.atMs),
  asset_id: it.assetId,
  size: it.sizeName,
  user: it.username,
  agreement: it.agreementName,
  product_type: it.productType,
  product_id: it.productId,
  credits: it.credits,
  is_team_credits: it.isOfTeam === 1,
  is_overage: it.isOverage === 1,
  project_code: it.projectCode,
  notes: it.notes,
  refunded: moment(it.refundedMs),
})

function tableOf(downloads: readonly HistoryEntry[]): string {
  if (downloads.length === 0) return 'No downloads.\n'
  const rows = downloads.map((it) => [
    minute(it.atMs, ''),
    String(it.assetId),
    it.sizeName,
    it.username ?? '(client)',
    `${it.agreementName}: ${it.productType}`,
    chargeOf(it),
    it.projectCode ?? '',
  ])
  const kept = downloads.filter(({ refundedMs }) => refundedMs === null)
  const credits = kept.reduce((sum, it) => sum + it.credits, 0)
  const overage = kept.filter(({ isOverage }) => isOverage === 1).length
  return (
    columns(['Time', 'Asset', 'Size', 'User', 'Product', 'Charge', 'Project'], rows) +
    `Downloads: ${kept.length}, of these overage: ${overage}. Credits: ${credits}.\n`
  )
}

function chargeOf({ credits, isOfTeam, isOverage, refundedMs }: HistoryEntry): string {
  if (refundedMs !== null) return 'given back'
  if (credits > 0) return `${credits} ${isOfTeam === 1 ? 'team credits' : 'credits'}`
  return isOverage === 1 ? 'overage' : ''
}
