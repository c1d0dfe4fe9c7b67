import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { joinBoard, makeBoard, type Sender, serveToUsers } from '../../support/boards.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [A, B] = ['100000001', '100000002']
const MARKUP = '<img src=x onerror="alert(1)"> & <b>bold</b>\nsecond line'

describe('comments on a board', () => {
  const lifetime = suiteLifetime()
  let ada: Sender
  let bob: Sender
  let carol: Sender

  before(async () => {
    const names = ['ada', 'bob', 'carol'] as const
    ;({ ada, bob, carol } = await serveToUsers(lifetime, { names, colours: ['navy', 'olive'] }))
  })

  /** A board of Ada's with one picture, of which Bob is an editor and Carol a viewer. */
  async function sharedBoard(name: string): Promise<string> {
    const address = await makeBoard(ada, name, [A])
    await joinBoard(bob, { owner: ada, address, role: 'editor' })
    await joinBoard(carol, { owner: ada, address, role: 'viewer' })
    return address
  }

  it('are listed with their authors, oldest first, and what may be done with them', async () => {
    const address = await sharedBoard('Comments')
    const first = await ada('POST', `${address}/comments`, { text: MARKUP })
    assert.equal(first.status, 201)
    const second = await bob('POST', `${address}/comments`, { text: 'Agreed' })
    const seenBy = async (send: Sender) => {
      const { json } = await send('GET', `${address}/comments`)
      return [
        json.permissions.can_add_comment,
        ...json.comments.map((it: { id: string; permissions: { can_delete_comment: boolean } }) => [
          it.id,
          it.permissions.can_delete_comment,
        ]),
      ]
    }
    const [one, two] = [first.json.id, second.json.id]
    assert.deepEqual(await seenBy(ada), [true, [one, true], [two, true]])
    assert.deepEqual(await seenBy(bob), [true, [one, false], [two, true]])
    assert.deepEqual(await seenBy(carol), [false, [one, false], [two, false]])
    const { json } = await carol('GET', `${address}/comments`)
    assert.partialDeepStrictEqual(json.comments[0], {
      text: MARKUP,
      created_by: { first_name: 'Ada', last_name: 'Example' },
    })
    assert.equal((await ada('GET', address)).json.comment_count, 2)
  })

  it('are deleted by their authors and the owner of the board', async () => {
    const address = await sharedBoard('Deleting')
    const add = async (send: Sender) => (await send('POST', `${address}/comments`, { text: 'Fine' })).json.id
    const [adas, bobs, bobsOther] = [await add(ada), await add(bob), await add(bob)]
    const remove = async (send: Sender, id: string) => {
      const { status, json } = await send('DELETE', `${address}/comments/${id}`)
      return [status, json?.ErrorCode]
    }
    assert.deepEqual(await remove(bob, adas), [403, 'InsufficientAccess'])
    assert.deepEqual(await remove(carol, bobs), [403, 'InsufficientAccess'])
    assert.deepEqual(await remove(bob, bobs), [204, undefined])
    assert.deepEqual(await remove(ada, bobsOther), [204, undefined])
    assert.deepEqual(await remove(ada, bobsOther), [204, undefined], 'deleted already')
    const { json } = await ada('GET', `${address}/comments`)
    assert.deepEqual(
      json.comments.map(({ id }: { id: string }) => id),
      [adas],
    )
  })

  it('must have a text', async () => {
    const address = await sharedBoard('Blank')
    for (const text of [undefined, null, '', ' \u0001\n', '\u200b \u2060', 'x'.repeat(4001)]) {
      const { status, json } = await ada('POST', `${address}/comments`, { text })
      assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'])
      assert.match(json.ErrorMessage, /'\/text'/)
    }
  })

  it('may be about one of its assets, in either spelling', async () => {
    const address = await sharedBoard('Assets')
    const about = `${address}/assets/${A}/comments`
    const first = await ada('POST', about, { Text: MARKUP })
    assert.equal(first.status, 200)
    assert.equal(first.json.Id, first.json.id)
    const second = await bob('POST', about, { text: 'Agreed' })
    const { json } = await carol('GET', address)
    assert.deepEqual(
      json.assets[0].comments.map((it: { id: string; text: string }) => [it.id, it.text]),
      [
        [first.json.id, MARKUP],
        [second.json.id, 'Agreed'],
      ],
    )
    assert.equal(json.comment_count, 0)
    assert.equal((await carol('POST', about, { Text: 'No' })).json.ErrorCode, 'InsufficientAccess')
    assert.equal((await bob('DELETE', `${about}/${first.json.id}`)).json.ErrorCode, 'InsufficientAccess')
    assert.equal((await ada('DELETE', `${address}/comments/${second.json.id}`)).status, 204)
    assert.equal((await ada('GET', address)).json.assets[0].comments.length, 2, 'it is not about the board')
    const removed = await ada('DELETE', `${about}/${second.json.id}`)
    assert.deepEqual([removed.status, removed.json], [200, {}])
    for (const id of [B, 'no-id']) {
      const { status, json } = await ada('POST', `${address}/assets/${id}/comments`, { Text: 'Where?' })
      assert.deepEqual([status, json.ErrorCode], [403, 'AssetNotFound'])
    }
    await ada('DELETE', `${address}/assets/${A}`)
    await ada('PUT', `${address}/assets/${A}`)
    assert.deepEqual((await ada('GET', address)).json.assets[0].comments, [], 'it goes with the asset')
  })
})
