import type { Db } from '../db/database.ts'
import type { RecalledDownload, RecalledOrder } from '../recalls/acquired.ts'
import type { Recall } from '../recalls/recall.ts'
import { type ConcernedCustomer, findConcerned } from '../recalls/recall-report.ts'
import { columns } from './columns.ts'
import { type Cell, csvLine } from './csv-line.ts'
import { printJson } from './record-commands.ts'
import { minute, moment } from './times.ts'

/** How a report is printed; by default as tables. */
export type ReportFormat = { readonly json?: boolean; readonly csv?: boolean }

/** Prints a recall with all customers that it concerns, how they got the asset and how they reacted. */
export async function printReport(db: Db, recall: Recall, { json, csv }: ReportFormat): Promise<void> {
  const customers = await findConcerned(db, recall)
  if (json) printJson({ ...toJson(recall), customers: customers.map(customerToJson) })
  else process.stdout.write(csv ? toCsv(recall, customers) : toText(recall, customers))
}

/** A recall for programs. */
export const toJson = ({ id, assetId, title, reason, atMs }: Recall) => ({
  recall: id,
  asset_id: assetId,
  title,
  reason,
  recalled: moment(atMs),
})

const customerToJson = ({ downloads, orders, notices, ...customer }: ConcernedCustomer) => ({
  customer: customer.customerId,
  name: customer.name,
  acknowledged: moment(customer.acknowledgedMs),
  acknowledged_by: acknowledgedBy(customer),
  note: customer.note,
  notices: notices.map(({ way, receiver, atMs }) => ({ way, receiver, time: moment(atMs) })),
  downloads: downloads.map((it) => ({
    receipt: it.id,
    time: moment(it.atMs),
    user: it.username,
    size: it.sizeName,
    width: it.width,
    height: it.height,
    file_type: it.fileType,
  })),
  orders: orders.map((it) => ({
    order: it.id,
    time: moment(it.orderedMs),
    user: it.username,
    size: it.sizeName,
  })),
})

/** The user or client that acknowledged; without either, the owner did. */
function acknowledgedBy({
  acknowledgedMs,
  username,
  clientId,
}: Pick<ConcernedCustomer, 'acknowledgedMs' | 'username' | 'clientId'>): string | null {
  return acknowledgedMs === null ? null : (username ?? clientId ?? 'owner')
}

const COLUMNS = [
  'recall',
  'asset_id',
  'customer',
  'notified',
  'notified_by',
  'acknowledged',
  'acknowledged_by',
  'note',
  'receipt',
  'order',
  'time',
  'user',
  'size',
  'width',
  'height',
  'file_type',
]

/** A line for each download and order. */
function toCsv({ id, assetId }: Recall, customers: readonly ConcernedCustomer[]): string {
  const lines = customers.flatMap((customer) => {
    const [first] = customer.notices
    const notified = [moment(first?.atMs ?? null), first?.way ?? null]
    const acknowledged = [moment(customer.acknowledgedMs), acknowledgedBy(customer), customer.note]
    const of = [id, assetId, customer.name, ...notified, ...acknowledged]
    return [...customer.downloads.map(downloadCells), ...customer.orders.map(orderCells)].map((it) => [
      ...of,
      ...it,
    ])
  })
  return [COLUMNS, ...lines].map(csvLine).join('')
}

const downloadCells = (it: RecalledDownload): Cell[] => [
  it.id,
  null,
  moment(it.atMs),
  it.username,
  it.sizeName,
  it.width,
  it.height,
  it.fileType,
]

const orderCells = (it: RecalledOrder): Cell[] => [
  null,
  it.id,
  moment(it.orderedMs),
  it.username,
  it.sizeName,
  null,
  null,
  null,
]

function toText(recall: Recall, customers: readonly ConcernedCustomer[]): string {
  const head = [
    `Recall ${recall.id} of asset ${recall.assetId}, ${recall.title}: ${minute(recall.atMs, '')} UTC`,
    `Reason: ${recall.reason}\n`,
  ].join('\n')
  if (customers.length === 0) return `${head}Nobody had downloaded or ordered it.\n`
  const states = columns(
    ['CUSTOMER', 'DOWNLOADS', 'ORDERS', 'NOTIFIED', 'BY', 'ACKNOWLEDGED', 'BY', 'NOTE'],
    customers.map((it) => [
      it.name,
      String(it.downloads.length),
      String(it.orders.length),
      minute(it.notices[0]?.atMs ?? null, '-'),
      it.notices.map(({ way, receiver }) => `${way} (${receiver})`).join(', ') || '-',
      minute(it.acknowledgedMs, '-'),
      acknowledgedBy(it) ?? '-',
      it.note ?? '',
    ]),
  )
  return [head, states, ...downloadTable(customers), ...orderTable(customers)].join('\n')
}

function downloadTable(customers: readonly ConcernedCustomer[]): string[] {
  const rows = customers.flatMap(({ name, downloads }) =>
    downloads.map((it) => [
      name,
      it.username ?? '(client)',
      minute(it.atMs, ''),
      it.sizeName,
      it.width === null ? '-' : `${it.width} × ${it.height}`,
      it.fileType,
      it.id,
    ]),
  )
  return rows.length === 0
    ? []
    : [columns(['CUSTOMER', 'USER', 'TIME', 'SIZE', 'PIXELS', 'FILE', 'RECEIPT'], rows)]
}

function orderTable(customers: readonly ConcernedCustomer[]): string[] {
  const rows = customers.flatMap(({ name, orders }) =>
    orders.map((it) => [name, it.username ?? '-', minute(it.orderedMs, ''), it.sizeName ?? '-', it.id]),
  )
  return rows.length === 0 ? [] : [columns(['CUSTOMER', 'USER', 'TIME', 'SIZE', 'ORDER'], rows)]
}
