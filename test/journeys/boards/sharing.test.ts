import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { assetsOn, makeBoard, type Sender, signedIn } from '../../support/boards.ts'
import { addColleague, ask, clientToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { type Served, serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [A, B] = ['100000001', '100000002']
const BOB = 'Bob@northern.example'

describe('a shared board', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let ada: Sender
  let bob: Sender
  let carol: Sender

  before(async () => {
    const library = await libraryOfPictures(lifetime, {
      'a.jpg': { colour: 'navy' },
      'b.jpg': { colour: 'olive' },
    })
    press = await signUp(library)
    other = await signUp(library, { name: 'Southern Press' })
    const [first, second] = [
      await addColleague(library, press, { username: 'ada', firstName: 'Ada', lastName: 'Example' }),
      await addColleague(library, press, { username: BOB, firstName: 'Bob' }),
    ]
    server = await serve(library)
    ada = await signedIn(server, first)
    bob = await signedIn(server, second)
    carol = await signedIn(server, other)
  })

  const own = (address: string) => address.replace('/v3/', '/v1/')
  const linkOf = (uri: string) => uri.replace(/.*\//, '/v1/shared-boards/')
  /** Status and code of what somebody may try with a board that has the first picture. */
  async function attempts(send: Sender, address: string) {
    const answers: Record<string, string> = {}
    for (const [what, method, path, body] of [
      ['look', 'GET', address],
      ['page', 'GET', `${own(address)}/assets`],
      ['add', 'PUT', `${address}/assets/${A}`],
      ['order', 'PUT', `${own(address)}/order`, { asset_ids: [A] }],
      ['comment', 'POST', `${address}/comments`, { text: 'Fine' }],
      ['share', 'GET', `${own(address)}/sharing`],
      ['link', 'POST', `${own(address)}/links`, { role: 'viewer' }],
      ['invite', 'POST', `${own(address)}/invitations`, { username: 'dan', role: 'viewer' }],
    ] as const) {
      const { status, json } = await send(method, path, body)
      answers[what] = `${status} ${json?.ErrorCode ?? json?.code ?? ''}`.trim()
    }
    return answers
  }
  const VIEWER = {
    look: '200',
    page: '200',
    ...Object.fromEntries(
      ['add', 'order', 'comment', 'share', 'link', 'invite'].map((what) => [what, '403 InsufficientAccess']),
    ),
  }
  const EDITOR = { ...VIEWER, add: '201', order: '200', comment: '201' }
  const STRANGER = Object.fromEntries(Object.keys(VIEWER).map((what) => [what, '404 BoardNotFound']))

  it('is shared with a user by name, who accepts', async () => {
    const address = await makeBoard(ada, 'By name', [A])
    assert.deepEqual(await attempts(bob, address), STRANGER)
    const invited = await ada('POST', `${own(address)}/invitations`, {
      username: ' bob@NORTHERN.example',
      role: 'editor',
    })
    assert.deepEqual([invited.status, invited.json], [201, {}])
    assert.deepEqual(await attempts(bob, address), VIEWER, 'the invited may look')
    assert.equal((await bob('GET', '/v3/boards')).json.board_count, 0)
    const { json } = await bob('GET', '/v1/board-invitations')
    const [invitation] = json.invitations
    assert.partialDeepStrictEqual(invitation, {
      board_name: 'By name',
      role: 'editor',
      invited_by: { first_name: 'Ada', last_name: 'Example' },
    })
    const accepted = await bob('POST', `/v1/board-invitations/${invitation.board_id}/acceptance`)
    assert.deepEqual([accepted.status, accepted.json], [200, { board_id: invitation.board_id }])
    assert.deepEqual(await attempts(bob, address), EDITOR)
    assert.deepEqual(await attempts(carol, address), STRANGER)
    for (const [query, relationship] of [
      ['', ['invited']],
      ['?board_relationship=invited', ['invited']],
      ['?board_relationship=owned', []],
    ] as const) {
      const list = await bob('GET', `/v3/boards${query}`)
      assert.deepEqual(
        list.json.boards.map((it: { board_relationship: string }) => it.board_relationship),
        relationship,
      )
    }
    const { permissions, links } = (await bob('GET', address)).json
    assert.deepEqual(permissions, {
      can_delete_board: false,
      can_invite_to_board: false,
      can_update_name: true,
      can_update_description: true,
      can_add_assets: true,
      can_remove_assets: true,
    })
    assert.deepEqual(links, { invitation: null, share: null })
  })

  it('is not joined by who was not invited, declined, or was invited no longer', async () => {
    const address = await makeBoard(ada, 'Declined', [A])
    const id = address.split('/').at(-1)
    const invite = () => ada('POST', `${own(address)}/invitations`, { username: BOB, role: 'viewer' })
    const accept = (send: Sender) => send('POST', `/v1/board-invitations/${id}/acceptance`)
    await invite()
    assert.equal((await accept(carol)).status, 404)
    assert.deepEqual(await attempts(carol, address), STRANGER)
    assert.equal((await bob('DELETE', `/v1/board-invitations/${id}`)).status, 204)
    assert.equal((await accept(bob)).json.code, 'BoardNotFound')
    await invite()
    assert.equal((await ada('DELETE', `${own(address)}/invitations/${encodeURIComponent(BOB)}`)).status, 204)
    assert.equal((await accept(bob)).status, 404)
    assert.deepEqual(await attempts(bob, address), STRANGER)
  })

  it('may be shared with a name that nobody has, and not with oneself or no name', async () => {
    const address = await makeBoard(ada, 'Nobody')
    const invite = (username: string) =>
      ada('POST', `${own(address)}/invitations`, { username, role: 'viewer' })
    assert.deepEqual((await invite('nobody')).json, {})
    for (const name of ['ADA', ' ', 'two\nlines', 'x'.repeat(300)]) {
      const { status, json } = await invite(name)
      assert.deepEqual([status, json.code], [400, 'InvalidParameterValue'], name)
    }
    const { json } = await ada('GET', `${own(address)}/sharing`)
    assert.deepEqual(
      json.invitations.map(({ username }: { username: string }) => username),
      ['nobody'],
    )
  })

  it('has a link to look at it and one to join it, also for users of another customer', async () => {
    const address = await makeBoard(ada, 'By link', [A])
    const { links } = (await ada('GET', address)).json
    const [share, invitation] = [linkOf(links.share), linkOf(links.invitation)]
    assert.partialDeepStrictEqual((await carol('GET', share)).json, {
      name: 'By link',
      asset_count: 1,
      owner: { first_name: 'Ada', last_name: 'Example' },
      role: 'viewer',
      is_public: false,
      relationship: null,
    })
    assert.equal((await carol('GET', `${share}/assets`)).json.assets[0].id, A)
    assert.deepEqual(await attempts(carol, address), STRANGER, 'who only looks is no member')
    await carol('POST', `${share}/membership`)
    assert.deepEqual(await attempts(carol, address), VIEWER)
    await carol('POST', `${invitation}/membership`)
    assert.deepEqual(await attempts(carol, address), EDITOR)
    await carol('POST', `${share}/membership`)
    assert.deepEqual(await attempts(carol, address), EDITOR, 'an editor stays one')
    assert.equal((await carol('GET', share)).json.relationship, 'editor')
    await ada('POST', `${own(address)}/invitations`, { username: other.username, role: 'viewer' })
    assert.deepEqual(await attempts(carol, address), VIEWER, 'inviting a member changes the role')
  })

  it('can be seen without signing in only by a link that its owner made public', async () => {
    const address = await makeBoard(ada, 'Public', [B])
    const { links } = (await ada('GET', address)).json
    const made = await ada('POST', `${own(address)}/links`, { role: 'viewer', is_public: true })
    assert.equal(made.status, 201)
    const look = (path: string, token?: string) =>
      ask(server, path, { key: press.key, ...(token && { token }) })
    const closed = linkOf(links.share)
    for (const path of [closed, `${closed}/assets`]) {
      const refused = await look(path)
      assert.deepEqual([refused.status, refused.json.code], [401, 'AuthorizationTokenRequired'])
      assert.doesNotMatch(JSON.stringify(refused.json), /Public|Ada/)
      assert.equal((await look(path, await clientToken(server, press))).status, 403)
    }
    const open = linkOf(made.json.uri)
    assert.equal((await look(open)).json.name, 'Public')
    const { json } = await look(`${open}/assets`)
    assert.deepEqual([json.result_count, json.assets[0].id], [1, B])
    assert.equal((await ask(server, `${open}/membership`, { key: press.key, method: 'POST' })).status, 401)
  })

  it('is no longer found by a revoked link, while those who joined by it stay until they are removed', async () => {
    const address = await makeBoard(ada, 'Revoked', [A])
    const { links } = (await ada('GET', address)).json
    const [bobs, carols] = [linkOf(links.share), linkOf(links.invitation)]
    await bob('POST', `${bobs}/membership`)
    await carol('POST', `${carols}/membership`)
    const { json: sharing } = await ada('GET', `${own(address)}/sharing`)
    for (const { id } of sharing.links)
      assert.equal((await ada('DELETE', `${own(address)}/links/${id}`)).status, 204)
    assert.equal((await bob('GET', bobs)).json.code, 'BoardNotFound')
    assert.equal((await carol('POST', `${carols}/membership`)).status, 404)
    assert.deepEqual((await ada('GET', address)).json.links, { invitation: null, share: null })
    assert.deepEqual(
      sharing.members.map(({ username, role }: { username: string; role: string }) => [username, role]),
      [
        [BOB, 'viewer'],
        [other.username, 'editor'],
      ],
    )
    const [{ user_id: bobsId }, { user_id: carolsId }] = sharing.members
    assert.equal((await carol('DELETE', `${own(address)}/members/${bobsId}`)).json.code, 'InsufficientAccess')
    assert.equal((await ada('DELETE', `${own(address)}/members/${carolsId}`)).status, 204)
    assert.equal((await bob('DELETE', `${own(address)}/members/me`)).status, 204)
    assert.deepEqual(await attempts(bob, address), STRANGER)
    assert.deepEqual(await attempts(carol, address), STRANGER)
    assert.equal((await ada('DELETE', `${own(address)}/members/me`)).json.code, 'InsufficientAccess')
    assert.deepEqual(await assetsOn(ada, address), [A])
  })
})
