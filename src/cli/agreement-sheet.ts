import type { Agreement, AgreementProduct } from '../rights/agreements.ts'
import { columns } from './columns.ts'
import { type Sheet, sheetOf } from './record-commands.ts'
import { minute, moment } from './times.ts'

/** The sheet of agreements, without their products. */
export const agreementSheet = (agreements: readonly Agreement[]): Sheet =>
  sheetOf(agreements, {
    headings: ['ID', 'CUSTOMER', 'NAME', 'STATE', 'STARTS (UTC)', 'ENDS (UTC)', 'VERSION'],
    toCells: (it) => [
      String(it.id),
      it.customerId,
      it.name,
      stateOf(it),
      minute(it.startsMs, '-'),
      minute(it.endsMs, 'never'),
      String(it.version),
    ],
    toJson,
    none: 'There are no agreements yet. Add one with "vitrine agreements create"; see its --help.',
  })

/** An agreement with its products. */
export function agreementDetails(agreement: Agreement, products: readonly AgreementProduct[]): Sheet {
  const rows = products.map(({ id, type, terms, endedMs }) => [
    String(id),
    type,
    endedMs === null ? 'active' : 'ended',
    Object.entries(terms)
      .map(([name, value]) => `${name}: ${describeTerm(value)}`)
      .join('; ') || 'everything',
  ])
  const json = {
    ...toJson(agreement),
    products: products.map(({ endedMs, ...product }) => ({ ...product, ended: moment(endedMs) })),
  }
  const text = `${agreementSheet([agreement]).text}\n${columns(['PRODUCT', 'TYPE', 'STATE', 'TERMS'], rows)}`
  return { text, json: [json] }
}

/** Writes the value of a term for people. */
export const describeTerm = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') || 'any' : String(value)

function stateOf({ startsMs, endsMs }: Agreement): string {
  if (endsMs !== null && endsMs <= Date.now()) return 'ended'
  return startsMs > Date.now() ? 'to come' : 'active'
}

const toJson = (agreement: Agreement) => ({
  id: agreement.id,
  customer: agreement.customerId,
  name: agreement.name,
  state: stateOf(agreement),
  starts: moment(agreement.startsMs),
  ends: moment(agreement.endsMs),
  version: agreement.version,
})
