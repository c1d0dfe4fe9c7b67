import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { describe, it, type TestContext } from 'node:test'
import tls from 'node:tls'
import { makeBoard, signedIn } from '../support/boards.ts'
import { vitrine } from '../support/cli.ts'
import { ask, signUp, userToken } from '../support/customers.ts'
import { download, FIRST_ID } from '../support/downloads.ts'
import { askSession, signInToGallery } from '../support/gallery-session.ts'
import { shareLibrary, startNode } from '../support/nodes.ts'
import { isSigned, startReceiver } from '../support/receiver.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const FOLLOW_MS = 1000
const ID = String(FIRST_ID)

describe('a node whose data folder is empty', () => {
  const lifetime = suiteLifetime()

  it('accepts all that another node has given out, and its clients trust the same certificate', async (t: TestContext) => {
    const shared = await shareLibrary({ ...lifetime, skip: (reason) => t.skip(reason) }, 2)
    if (shared === null) return
    const { library } = shared
    const customer = await signUp(library, { name: 'Press' })
    const receiver = await startReceiver(t)
    const added = await vitrine(
      ['webhooks', 'add', receiver.url, '--json', '--data', library.config.data],
      shared.settings,
    )
    const { secret } = JSON.parse(added.stdout)
    const settings = { VITRINE_GALLERY: 'true', VITRINE_CALLABLE_NETWORKS: '127.0.0.1' }
    const [first, second] = await Promise.all([
      startNode(t, shared, settings),
      startNode(t, shared, settings),
    ])
    const { key } = customer

    const token = await userToken(first, customer)
    const session = (await signInToGallery(first, customer)).cookies
    const { uri } = (await download({ server: first, customer, token }, FIRST_ID)).json
    const send = await signedIn(first, customer)
    const board = await makeBoard(send, 'Shared', [ID])
    const share: string = (await send('GET', board)).json.links.share
    const image = await ask(first, `/v3/images/${ID}?fields=thumb`, { key })
    const thumb: string = image.json.images[0].display_sizes[0].uri
    const authority = await readFile(first.ca, 'utf8')

    const checkAt = async (node: typeof first) => {
      const isOk = async (path: string, headers = {}) =>
        assert.equal((await fetch(node.http + path, { headers })).status, 200, path)
      await isOk(pathOf(uri))
      await isOk(pathOf(thumb))
      await isOk(pathOf(share))
      assert.equal((await ask(node, board, { key, token })).status, 200, 'the access token')
      assert.equal((await askSession(node, '/session/token', session)).status, 200, 'the session')
      assert.equal(await readFile(node.ca, 'utf8'), authority)
      await trusts(node.https, authority)
    }
    await checkAt(second)

    const again = { ...settings, VITRINE_DATA: first.data }
    first.process.kill('SIGKILL')
    await first.ended
    await rm(first.data, { recursive: true })
    await download({ server: second, customer, token }, FIRST_ID + 1)
    const third = await startNode(t, shared, again)
    await checkAt(third)
    const messages = await receiver.waitFor('download.made', 2)
    for (const message of messages) assert.ok(isSigned(secret, message), 'whichever node has sent it')

    const renewed = await vitrine(['tls', 'renew', '--data', third.data], shared.settings)
    assert.equal(renewed.code, 0, renewed.stderr)
    const changed = await readFile(third.ca, 'utf8')
    assert.notEqual(changed, authority)
    for (const node of [second, third])
      await until(
        () =>
          trusts(node.https, changed).then(
            () => true,
            () => false,
          ),
        Boolean,
        2 * FOLLOW_MS,
      )
    assert.equal(await readFile(second.ca, 'utf8'), changed, 'each node has a copy of the authority')
  })
})

const pathOf = (uri: string) => uri.slice(new URL(uri).origin.length)

/** Connects by TLS, as a client that trusts this authority alone. */
async function trusts(https: string, ca: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = tls.connect({ host: 'localhost', port: Number(new URL(https).port), ca }, resolve)
  socket.once('error', reject)
  await promise.finally(() => socket.destroy())
}
