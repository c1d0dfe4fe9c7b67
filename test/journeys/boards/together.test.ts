import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { assetsOn, joinBoard, makeBoard, type Sender, serveToUsers } from '../../support/boards.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const COUNT = 12
const IDS = Array.from({ length: COUNT }, (_, index) => String(100_000_001 + index))
const [OLD, NEW] = [IDS.slice(0, COUNT / 2), IDS.slice(COUNT / 2)]

describe('two people who change one board at once', () => {
  const lifetime = suiteLifetime()
  let ada: Sender
  let bob: Sender
  let address: string

  before(async () => {
    const colours = IDS.map((_, index) => `rgb(${index * 20}, 90, 160)`)
    ;({ ada, bob } = await serveToUsers(lifetime, { names: ['ada', 'bob'], colours }))
    address = await makeBoard(ada, 'Together')
    await joinBoard(bob, { owner: ada, address, role: 'editor' })
  })

  it('lose none of their additions and removals', async () => {
    await ada(
      'PUT',
      `${address}/assets`,
      OLD.map((id) => ({ asset_id: id })),
    )
    const changes = OLD.flatMap((old, index) => [
      ada('PUT', `${address}/assets/${NEW[index]}`),
      bob('DELETE', `${address}/assets/${old}`),
      bob('PUT', `${address}/assets`, [{ asset_id: NEW.at(-1 - index) }]),
      ada('DELETE', `${address}/assets?asset_ids=${OLD.join()}`),
      bob('PUT', `${address.replace('/v3/', '/v1/')}/order`, { asset_ids: [old] }),
    ])
    for (const { status } of await Promise.all(changes)) assert.ok(status < 300, String(status))
    assert.deepEqual((await assetsOn(ada, address)).sort(), NEW)
    assert.equal((await bob('GET', address)).json.asset_count, NEW.length)
  })

  it('see the later of two names, with the description that was sent with it', async () => {
    const rename = (send: Sender, name: string) =>
      send('PUT', address, { name, description: `About ${name}` })
    await rename(ada, 'Before')
    await rename(bob, 'After')
    assert.partialDeepStrictEqual((await ada('GET', address)).json, {
      name: 'After',
      description: 'About After',
    })
    await Promise.all(IDS.map((id, index) => rename(index % 2 === 0 ? ada : bob, id)))
    const { name, description } = (await bob('GET', address)).json
    assert.ok(IDS.includes(name))
    assert.equal(description, `About ${name}`)
  })
})
