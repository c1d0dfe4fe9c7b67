import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { command } from '../../support/command.ts'
import { ask, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PRODUCTS = [
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 0, overageLimit: 5, projectCodes: [] } },
  { type: 'creditpack', terms: { credits: 100, teamCredits: 10 } },
] as const
const TODAY = new Date().toISOString().slice(0, 10)

describe('vitrine usage', () => {
  const lifetime = suiteLifetime()
  let data: string
  let press: TestCustomer

  before(async () => {
    const library = await libraryOfPictures(lifetime, {
      'a.jpg': { title: 'Harbour', width: 1000, height: 800 },
    })
    data = library.config.data
    press = await signUp(library, { products: PRODUCTS })
    await signUp(library, { name: 'Southern Press' })
    const server = await serve(library)
    const token = await userToken(server, press)
    for (const [query, body] of [
      ['product_type=premiumaccess', { project_code: '=1+1', download_notes: 'For the "cover"\u001b[31m' }],
      ['product_type=creditpack', {}],
      ['use_team_credits=true&height=529', {}],
    ] as const) {
      const { status } = await ask(server, `/v3/downloads/images/100000001?auto_download=false&${query}`, {
        key: press.key,
        token,
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
      assert.equal(status, 200)
    }
  })

  const usage = (...args: string[]) => command(['usage', '--data', data, '--customer', ...args])

  it('prints a table with the charges and their sums', async () => {
    const { stdout, code } = await usage('northern press', '--from', TODAY)
    assert.equal(code, 0)
    assert.match(stdout, /^Time .* Charge +Project\n/)
    assert.match(stdout, /small .* Agreement: creditpack +2 team credits\n/)
    assert.match(stdout, /medium .* Agreement: creditpack +4 credits\n/)
    assert.match(stdout, /Agreement: premiumaccess +overage +=1\+1\n/)
    assert.match(stdout, /\nDownloads: 3, of these overage: 1\. Credits: 6\.\n$/)
  })

  it('prints CSV that a spreadsheet does not run, and JSON', async () => {
    const csv = (await usage(press.id, '--csv')).stdout.trimEnd().split('\n')
    assert.match(csv[0]!, /^time,asset_id,size,user,/)
    assert.equal(csv.length, 4)
    assert.match(csv[3]!, /,false,true,'=1\+1,"For the ""cover""\\u001b\[31m",$/)
    const json = (await usage(press.id, '--json')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.partialDeepStrictEqual(json[2], {
      asset_id: 100_000_001,
      user: press.username,
      product_type: 'premiumaccess',
      is_overage: true,
      notes: 'For the "cover"\u001b[31m',
    })
  })

  it('prints only what lies between the days, and nothing of other customers', async () => {
    assert.equal((await usage(press.id, '--to', '2020-01-31')).stdout, 'No downloads.\n')
    assert.equal((await usage('Southern Press')).stdout, 'No downloads.\n')
  })

  it('says what is wrong', async () => {
    const unknown = await usage('Nobody')
    assert.deepEqual([unknown.code, /There is no customer "Nobody"/.test(unknown.stderr)], [1, true])
    assert.match((await usage(press.id, '--from', 'soon')).stderr, /It must be a date/)
    const backwards = await usage(press.id, '--from', '2026-02-01', '--to', '2026-01-01')
    assert.deepEqual([backwards.code, backwards.stderr], [2, '--from must not be after --to.\n'])
    assert.match((await usage(press.id, '--csv', '--json')).stderr, /cannot be used with/)
  })
})
