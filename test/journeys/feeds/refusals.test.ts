import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { changeReader } from '../../support/changes.ts'
import { ask } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const SETS = '/v3/asset-changes/change-sets'
const NOT_AUTHORIZED = 'Your access token does not authorize access to this resource'

describe('change channels', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  before(async () => {
    library = await emptyLibrary(lifetime)
    server = await serve(library)
    await addRecord(library, {})
  })

  it('are those that the abilities of the key name', async () => {
    const { channels } = await changeReader(library, server, {
      name: 'Films',
      abilities: ['changes-creative-film', 'changes-editorial-image'],
    })
    const { status, json, headers } = await channels()
    assert.equal(status, 200)
    assert.equal(headers.get('cache-control'), 'no-store')
    const { createdMs } = await library.db
      .selectFrom('client')
      .select('createdMs')
      .where('name', '=', 'Films')
      .executeTakeFirstOrThrow()
    const common = {
      channel_type: 'New,Update,Delete',
      start_date: new Date(createdMs).toISOString().replace(/\.\d+/, ''),
      notification_count: 0,
      oldest_notification_date_utc: null,
    }
    assert.deepEqual(json, [
      { channel_id: 2, asset_family: 'Creative', asset_type: 'Film', ...common },
      { channel_id: 3, asset_family: 'Editorial', asset_type: 'Image', ...common },
    ])
  })

  it('keep a position for each client', async () => {
    const one = await changeReader(library, server, { name: 'One' })
    const two = await changeReader(library, server, { name: 'Two' })
    const { json } = await one.next(1)
    assert.equal((await two.confirm(json.change_set_id)).json.ErrorCode, 'ChangeSetNotFound')
    await one.confirm(json.change_set_id)
    const [left, all] = [await one.readAll(1), await two.readAll(1)]
    assert.deepEqual([left.length, all.length], [0, 1])
  })

  it('refuse what is wrong, with the code of the operation', async () => {
    const one = await changeReader(library, server, {
      name: 'Creative only',
      abilities: ['changes-creative-image'],
    })
    const none = await changeReader(library, server, { name: 'None', abilities: ['usage'] })
    const { key } = one.customer
    const put = { key, method: 'PUT' }
    const answers = [
      [await one.next('first'), 400, 'InvalidChannelIdException', /channel_id/],
      [await one.next(''), 400, 'InvalidChannelIdException', /channels lists the channels/],
      [await one.next(1, 0), 400, 'InvalidChannelIdException', /batch_size/],
      [await one.next(1, 2201), 400, 'InvalidChannelIdException', /2200/],
      [await one.next(5), 404, 'ChannelsNotFound', /^The channel you specified does not exist\.$/],
      [await one.next(3), 403, 'UnauthorizedToAccessResource', /changes-editorial-image/],
      [await one.confirm('first'), 400, 'InvalidChangeSetId', /change-set-id/],
      [await one.confirm('9'.repeat(19)), 404, 'ChangeSetNotFound', /^Transaction was not found\.$/],
      [await none.next(1), 403, 'UnauthorizedToAccessResource', new RegExp(NOT_AUTHORIZED)],
      [await none.channels(), 403, 'UnauthorizedToAccessResource', new RegExp(NOT_AUTHORIZED)],
      [await ask(server, `${SETS}?channel_id=1`, put), 401, 'AuthorizationTokenRequired', /token/],
    ] as const
    for (const [{ status, json }, expected, code, message] of answers) {
      assert.deepEqual([status, json.ErrorCode], [expected, code], JSON.stringify(json))
      assert.match(json.ErrorMessage, message)
    }
  })

  it('make one change set of two requests at the same time', async () => {
    const { next } = await changeReader(library, server, { name: 'Twice at once' })
    const answers = await Promise.all([next(1), next(1), next(1)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201])
    assert.equal(new Set(answers.map(({ json }) => JSON.stringify(json))).size, 1)
  })
})
