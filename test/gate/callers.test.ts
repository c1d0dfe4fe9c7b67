import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Ability } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import { createCustomer } from '../../src/access/customers.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, get, type Served, serve } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const SEARCH = '/v3/search/images/creative?fields=id,comp,display_set'

/** Keys that see the same library differently, and what each gets: pictures, clean ones, sizes of the first. */
const CALLERS: Readonly<
  Record<
    string,
    { abilities?: readonly Ability[]; country?: string; sees: readonly [number, boolean, number] }
  >
> = {
  plain: { sees: [2, false, 4] },
  'in Norway': { country: 'NOR', sees: [2, false, 4] },
  'in Germany': { country: 'DEU', sees: [1, false, 4] },
  'without watermark': { abilities: ['unwatermarked'], sees: [2, true, 4] },
  'with large sizes': { abilities: ['large'], sees: [2, false, 8] },
  'in Germany without watermark': { abilities: ['unwatermarked'], country: 'DEU', sees: [1, true, 4] },
}

describe('callers with different rights', () => {
  const lifetime = suiteLifetime()
  const keys = new Map<string, string>()
  let server: Served

  before(async () => {
    const library = await emptyLibrary(lifetime, { responseCache: true })
    const { db, now } = library
    for (const [name, { abilities = [], country = null }] of Object.entries(CALLERS)) {
      keys.set(name, newKey())
      const { id: customerId } = await createCustomer(db, { name, country, now: now() })
      const unlimited = { key: keys.get(name)!, qps: null, expiresMs: null, now: now() }
      await createClient(db, { ...unlimited, name, abilities, customerId })
    }
    await addRecord(library, { title: 'Fjord', territories: JSON.stringify({ allow: ['NOR'] }) })
    await addRecord(library, { title: 'Lake' })
    await catchUp(library)
    server = await serve(library)
  })

  const send = (name: string) => get(server.http + SEARCH, { 'api-key': keys.get(name)! })

  it('never share a response, whoever comes first', async () => {
    const names = Object.keys(CALLERS)
    const first = new Map<string, string>()
    for (const name of [...names, ...names.toReversed()]) {
      const { json, text, headers } = await send(name)
      const { is_watermarked } = json.images[0].display_sizes.find(
        (it: { name: string }) => it.name === 'comp',
      )
      const seen = [json.result_count, !is_watermarked, json.images[0].display_sizes.length]
      assert.deepEqual(seen, CALLERS[name]!.sees, name)
      assert.equal(headers.get('x-cache'), `${first.has(name) ? 'Hit' : 'Miss'} from vitrine`, name)
      assert.equal(text, first.get(name) ?? text)
      first.set(name, text)
    }
    assert.equal(new Set(first.values()).size, names.length - 1, 'the answer of plain is that of in Norway')
  })
})
