import { type Command, Option } from 'commander'
import { findCustomer } from '../access/customers.ts'
import { acknowledgeRecall } from '../recalls/acknowledge-recall.ts'
import { findRecall, listRecalls, type RecallSummary } from '../recalls/recall.ts'
import { csvLine } from './csv-line.ts'
import { readNumber } from './read-values.ts'
import { printReport, type ReportFormat, toJson } from './recall-report.ts'
import { addCommandGroup, printSheet, type RecordOptions, readRecords, sheetOf } from './record-commands.ts'
import { minute } from './times.ts'

type Options = RecordOptions & ReportFormat

/** `vitrine recalls …`: what became of recalls; `vitrine assets recall` makes them. */
export function addRecalls(program: Command): void {
  const command = addCommandGroup(
    program,
    'recalls',
    'List recalls of assets, who was concerned, notified, and has acknowledged.',
  )
  const withCsv = (it: Command) => it.addOption(new Option('--csv', 'print CSV').conflicts('json'))

  withCsv(command('list', 'List recalls, latest first.')).action((options: Options) =>
    readRecords(options, async (db) => printList(await listRecalls(db), options)),
  )
  withCsv(command('show', 'Show a recall with its customers, their downloads and orders.'))
    .argument('<recall>', 'the number of the recall', readNumber)
    .action((id: number, options: Options) =>
      readRecords(options, async (db) => printReport(db, await findRecall(db, id), options)),
    )
  command('acknowledge', 'Record that a customer has acknowledged a recall, for example by telephone.')
    .argument('<recall>', 'the number of the recall', readNumber)
    .argument('<customer>', 'the customer, by id or name')
    .option('--note <text>', 'what the customer said')
    .action((recallId: number, customer: string, { note, ...options }: Options & { note?: string }) =>
      readRecords(options, async (db, now) => {
        const { id: customerId } = await findCustomer(db, customer)
        const owner = { clientId: null, userId: null, note: note?.trim() || null }
        await acknowledgeRecall(db, { recallId, customerId, ...owner, now })
        await printReport(db, await findRecall(db, recallId), options)
      }),
    )
}

const COUNTS = ['customers', 'notified', 'acknowledged'] as const

function printList(recalls: readonly RecallSummary[], options: Options): void {
  const sheet = sheetOf(recalls, {
    headings: ['RECALL', 'ASSET', 'TIME', 'CUSTOMERS', 'NOTIFIED', 'ACKNOWLEDGED', 'REASON'],
    toCells: (it) => [
      String(it.id),
      String(it.assetId),
      minute(it.atMs, ''),
      ...COUNTS.map((name) => String(it[name])),
      it.reason,
    ],
    toJson: toListed,
    none: 'Nothing was recalled.',
  })
  const rows = recalls.map((it) => Object.values(toListed(it)))
  if (options.csv) process.stdout.write([LIST_COLUMNS, ...rows].map(csvLine).join(''))
  else printSheet(sheet, options)
}

const LIST_COLUMNS = ['recall', 'asset_id', 'title', 'reason', 'recalled', ...COUNTS]

const toListed = (it: RecallSummary) => ({
  ...toJson(it),
  customers: it.customers,
  notified: it.notified,
  acknowledged: it.acknowledged,
})
