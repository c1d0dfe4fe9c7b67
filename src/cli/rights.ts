import type { Command } from 'commander'
import { findClient } from '../access/clients.ts'
import { type CustomerRecord, findCustomer } from '../access/customers.ts'
import { type Asset, findAssets } from '../catalogue/asset.ts'
import { resolveAssetIds } from '../catalogue/resolve-asset-ids.ts'
import { type AssetState, stateOf } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { listProducts } from '../rights/agreements.ts'
import { explainRights, type Verdict } from '../rights/explain.ts'
import { addCommandGroup, printJson, type RecordOptions, readRecords } from './record-commands.ts'
import { configOf } from './settings.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions & { readonly client: string; readonly asset: string }

/** An explanation of what a customer may do with an asset. */
type Explanation = {
  readonly customer: CustomerRecord
  readonly asset: Asset
  readonly state: AssetState
  readonly verdicts: readonly Verdict[]
}

/** `vitrine rights …`. */
export function addRights(program: Command): void {
  const command = addCommandGroup(program, 'rights', 'Explain what customers may license.')
  command('explain', 'Say whether the customer of a key may license an asset, under which product, and why.')
    .requiredOption('--client <id>', 'the id of a key of the customer')
    .requiredOption('--asset <id>', 'the asset, by its id or that of its source')
    .action((options: Options) =>
      readRecords(options, async (db, now) => {
        const explanation = await explain(db, options, now)
        if (options.json) printJson(toJson(explanation))
        else process.stdout.write(`${toSentence(explanation)}\n`)
      }),
    )
}

async function explain(
  db: Db,
  { client: clientId, asset: name, data }: Options,
  now: Date,
): Promise<Explanation> {
  const client = await findClient(db, clientId)
  if (client.customerId === null) throw new WrongUse(`The key ${clientId} belongs to no customer.`)
  const customer = await findCustomer(db, client.customerId)
  const [id] = await resolveAssetIds(db, [name])
  const asset = (await findAssets(db, [id!])).get(id!)!
  const products = (await listProducts(db)).get(customer.id) ?? []
  const { defaultLicenseModel: licenseModel, defaultEmbeddable: isEmbeddable } = configOf({ data })
  const verdicts = explainRights(products, asset, { defaults: { licenseModel, isEmbeddable }, now })
  return { customer, asset, state: stateOf(asset, now), verdicts }
}

function toSentence({ customer, asset, state, verdicts }: Explanation): string {
  const who = customer.name
  const what = `asset ${asset.id}`
  if (customer.endedMs !== null) return `${who} may not license ${what}: the customer has ended.`
  if (state !== 'visible') return `${who} may not license ${what}: it is ${state}.`
  if (verdicts.length === 0) return `${who} may not license ${what}: there are no products.`
  const may = verdicts.some(({ clause }) => clause === null) ? 'may' : 'may not'
  const reasons = verdicts.map(
    ({ product: { id, type, agreementName }, reason }) =>
      `product ${id} (${type}, ${agreementName}) ${reason}`,
  )
  return `${who} ${may} license ${what}: ${reasons.join('; ')}.`
}

const toJson = ({ customer, asset, state, verdicts }: Explanation) => ({
  customer: customer.name,
  asset: asset.id,
  state,
  mayLicense:
    customer.endedMs === null && state === 'visible' && verdicts.some(({ clause }) => clause === null),
  products: verdicts.map(({ product: { id, type, agreementName }, clause, reason }) => ({
    id,
    type,
    agreement: agreementName,
    clause,
    reason,
  })),
})
