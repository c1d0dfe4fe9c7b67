import { LICENSE_MODELS } from '../../catalogue/trade-lists.ts'
import type { StatedOrder } from '../../purchases/save-order.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { asMoment } from './readings.ts'
import { Values } from './values.ts'

/** An order in our terms. */
export type MappedOrder = { readonly kind: 'order' } & Omit<StatedOrder, 'recordHash'>

/** Maps the record of an order, or returns all mistakes in it. */
export function toOrder(mapping: Mapping, input: MappingInput): MappedOrder | readonly Mistake[] {
  const values = new Values(mapping.order, input)
  const orderedMs = values.read('order_date', asMoment)
  const order: MappedOrder = {
    kind: 'order',
    id: values.required('id'),
    source: values.required('source'),
    customer: values.required('customer'),
    user: values.text('user'),
    orderedMs: orderedMs ?? 0,
    invoiceNumber: values.text('invoice_number'),
    endClient: values.text('end_client'),
    licenseeName: values.text('licensee_name'),
    orderedBy: values.text('ordered_by'),
    projectTitle: values.text('project_title'),
    purchaseOrderNumber: values.text('purchase_order_number'),
    licenseModel: values.choice('license_model', LICENSE_MODELS),
    sizeName: values.text('size_name'),
    assets: values.list('assets'),
  }
  const mistakes = [...values.mistakes]
  for (const [field, isMissing] of [
    ['order_date', orderedMs === null],
    ['assets', order.assets.length === 0],
  ] as const)
    if (isMissing && !mistakes.some((it) => it.field === field))
      mistakes.push({ field, reason: 'It is missing.' })
  return mistakes.length > 0 ? mistakes : order
}

/** The order of a record, with the hash by which it is known to be unchanged. */
export const toStated = ({ kind: _, ...order }: MappedOrder, recordHash: string): StatedOrder => ({
  ...order,
  recordHash,
})
