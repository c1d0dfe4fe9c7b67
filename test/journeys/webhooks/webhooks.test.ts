import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { changeCustomer } from '../../../src/access/customers.ts'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { editAsset } from '../../../src/catalogue/edit-asset.ts'
import { command } from '../../support/command.ts'
import { signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { type Downloading, download, FIRST_ID, writeSmallPictures } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { isSigned, type Received, startReceiver } from '../../support/receiver.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const LOOPBACK = '127.0.0.1'
const PICTURES = 12

describe('webhooks', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let customer: TestCustomer
  let user: Downloading
  let nextAsset = FIRST_ID

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, PICTURES)
    library = await emptyLibrary(lifetime, { callableNetworks: [LOOPBACK], webhookTimeoutSeconds: 1 })
    await ingestAndIndex(library, folder)
    const terms = { period: 'yearly', limit: 5 } as const
    customer = await signUp(library, { products: [{ type: 'premiumaccess', terms }] })
    await changeCustomer(library.db, customer.id, { country: 'DEU' })
    const server = await serve(library)
    user = { server, customer, token: await userToken(server, customer) }
  })

  /** Runs `vitrine webhooks …` and returns the lines that it prints as JSON. */
  async function webhooks(...args: string[]) {
    const { code, stdout, stderr } = await command([
      'webhooks',
      ...args,
      '--json',
      '--data',
      library.config.data,
    ])
    // biome-ignore lint/suspicious/noExplicitAny: JSON as it came
    const json: any[] = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    return { code, json, stderr }
  }

  async function add(url: string, ...args: string[]): Promise<{ id: string; secret: string }> {
    const { code, json, stderr } = await webhooks('add', url, ...args)
    assert.equal(code, 0, stderr)
    return json[0]
  }

  const logOf = async (id: string) => (await webhooks('log', id)).json
  const stateOf = async (id: string): Promise<string> => (await webhooks('show', id)).json[0].state

  const downloadNext = async () => {
    const assetId = nextAsset++
    assert.equal((await download(user, assetId)).status, 200)
    return String(assetId)
  }

  it('tell the customer and the owner of a download, signed as the standard says', async (t) => {
    const [own, theirs, others] = [await startReceiver(t), await startReceiver(t), await startReceiver(t)]
    const other = await signUp(library, { name: 'Southern Press' })
    const hooks = [
      await add(own.url, '--types', 'download.made'),
      await add(theirs.url, '--customer', customer.id, '--types', 'download.made'),
      await add(others.url, '--customer', other.id, '--types', 'download.made'),
    ]
    const assetId = await downloadNext()
    const [forOwner] = await own.waitFor('download.made')
    const [forCustomer] = await theirs.waitFor('download.made')
    assert.ok(isSigned(hooks[0]!.secret, forOwner!) && isSigned(hooks[1]!.secret, forCustomer!))
    assert.ok(!isSigned(hooks[0]!.secret, forCustomer!), 'each has a secret of its own')
    assert.deepEqual(Object.keys(forCustomer!.json), ['type', 'timestamp', 'data'])
    const { asset_id, client_id, size } = forCustomer!.json.data
    assert.deepEqual(
      { asset_id, client_id, size },
      { asset_id: assetId, client_id: customer.clientId, size: 'x_small' },
    )
    assert.deepEqual(others.received, [], 'another customer learns nothing')
    for (const { id } of hooks) await webhooks('remove', id)
  })
})
