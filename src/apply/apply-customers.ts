import {
  type CustomerRecord,
  changeCustomer,
  createCustomer,
  listCustomers,
  requireNotEnded,
} from '../access/customers.ts'
import { countryCode } from '../catalogue/territories.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { followAssets } from '../webhooks/announce-assets.ts'
import { type Application, at, differences, type Report, requireDistinct } from './application.ts'
import { applyAgreements } from './apply-agreements.ts'
import { applyClients } from './apply-clients.ts'
import { applyUsers } from './apply-users.ts'
import { applyWebhooks } from './apply-webhooks.ts'
import type { CustomersFile, StatedCustomer } from './customers-file.ts'
import { type Path, readCustomersFile } from './read-customers-file.ts'

/** Ends the transaction of a dry run. */
const ROLL_BACK = new Error('This was a dry run.')

/**
 * Makes the library have what a file declares, in one transaction: all of it or nothing. Applying it again changes
 * nothing. What the library has and the file does not name stays. With `isDryRun` nothing is changed, and the report says
 * what would be.
 *
 * @throws Problem InvalidCustomersFile that names the line.
 */
export async function applyCustomers(
  db: Db,
  text: string,
  { isDryRun, now }: { readonly isDryRun: boolean; readonly now: Date },
): Promise<Report> {
  const { file, locate } = readCustomersFile(text)
  const report: Report = { changes: [], left: [], issued: [], warnings: [] }
  try {
    await db.transaction().execute(async (tx) => {
      await applyAll({ tx, now, report, locate }, file)
      if (isDryRun) throw ROLL_BACK
    })
  } catch (error) {
    if (error !== ROLL_BACK) throw error
  }
  return report
}

async function applyAll(
  application: Application,
  { customers: stated, webhooks }: CustomersFile,
): Promise<void> {
  const { tx, now, report } = application
  requireDistinct(
    application,
    ['customers'],
    stated.map(({ name }) => name),
  )
  for (const [index, customer] of stated.entries())
    await applyCustomer(application, ['customers', index], customer)
  await applyWebhooks(application, ['webhooks'], { customer: null, stated: webhooks ?? [] })
  await followAssets(tx, now)
  const names = new Set(stated.map(({ name }) => name))
  const others = (await listCustomers(tx)).filter(({ name, endedMs }) => !names.has(name) && endedMs === null)
  report.left.push(...others.map(({ name }) => `customer ${name}`))
}

async function applyCustomer(application: Application, path: Path, stated: StatedCustomer): Promise<void> {
  const customer = await at(application, [...path, 'name'], () => ensureCustomer(application, path, stated))
  const { users, clients, agreements, webhooks } = stated
  await applyUsers(application, [...path, 'users'], { customer, stated: users ?? [] })
  await applyClients(application, [...path, 'clients'], { customer, stated: clients ?? [] })
  await applyAgreements(application, [...path, 'agreements'], { customer, stated: agreements ?? [] })
  await applyWebhooks(application, [...path, 'webhooks'], { customer, stated: webhooks ?? [] })
}

async function ensureCustomer(
  application: Application,
  path: Path,
  { name, country: code }: StatedCustomer,
): Promise<CustomerRecord> {
  const { tx, now, report } = application
  const country = code && countryCode(code)
  if (code && country === null)
    throw new Problem(
      'InvalidCustomersFile',
      `${application.locate([...path, 'country'])}: must be an ISO 3166 code such as DEU`,
    )
  const what = `customer ${name}`
  const known = (await listCustomers(tx)).find((customer) => customer.name === name)
  if (!known) {
    const customer = await createCustomer(tx, { name, country: country ?? null, now })
    report.changes.push({ is: 'added', what, details: [] })
    return customer
  }
  requireNotEnded(known)
  const { change, details } = differences<Pick<CustomerRecord, 'country'>>(known, { country })
  if (details.length === 0) return known
  report.changes.push({ is: 'changed', what, details })
  return changeCustomer(tx, known.id, change)
}
