import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { newSecret } from '../../src/access/client-secrets.ts'
import { makeBoard, signedIn } from '../support/boards.ts'
import { startCommand } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { ask, askToken, clientToken, signUp } from '../support/customers.ts'
import { download, FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import { emptyLibrary, ingestAndIndex, temporaryFolder } from '../support/library.ts'
import {
  newChallenge,
  openSignIn,
  REDIRECT_URI,
  sendSignIn,
  signInAddress,
  signInForCode,
} from '../support/sign-in.ts'
import { until } from '../support/until.ts'

describe('secrets, tokens and passwords', () => {
  it('are in no log, refusal or file of the library in the clear', async (t) => {
    const folder = await temporaryFolder(t)
    await writeSmallPictures(folder, 2)
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const customer = await signUp(library, { abilities: ['download'], redirectUris: [REDIRECT_URI] })
    const { data } = library.config
    const args = ['serve', '--data', data, '--port', '0', '--tls-port', '0', '--log-level', 'debug']
    const { ready, log } = await startCommand(t, args)
    const server = { http: ready.http! }
    const { key, secret, username, password } = customer
    const client = { client_id: key, client_secret: secret }
    const hidden = new Map([
      ['secret', secret],
      ['password', password],
      ['wrong secret', newSecret()],
      ['wrong password', 'a password with a slip of the finger'],
    ])
    const refusals: string[] = []
    const keep = (name: string, text: unknown): string => {
      assert.ok(typeof text === 'string' && text.length > 15, `${name}: ${text}`)
      hidden.set(name, text)
      return text
    }
    const refused = (status: number, text: string) => {
      assert.ok(status >= 400, `${status} ${text}`)
      refusals.push(text)
    }

    // Every way to get a token.
    const signIn = { ...client, grant_type: 'password', username }
    const { json } = await askToken(server, { ...signIn, password })
    const token = keep('access token', json.access_token)
    const refresh = { ...client, grant_type: 'refresh_token' }
    const refreshToken = keep('refresh token', json.refresh_token)
    const renewed = await askToken(server, { ...refresh, refresh_token: refreshToken })
    keep('renewed token', renewed.json.access_token)
    const own = keep('token of the client', await clientToken(server, customer))
    const { verifier, challenge } = newChallenge()
    hidden.set('verifier', verifier)
    const address = signInAddress(server, customer, {
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const code = keep('code', await signInForCode(address, customer))
    const exchange = { ...client, grant_type: 'authorization_code', redirect_uri: REDIRECT_URI, code }
    const exchanged = await askToken(server, { ...exchange, code_verifier: verifier })
    keep('token of the code', exchanged.json.access_token)

    // Refusals that have a reason to repeat what was sent.
    const wrongSecret = hidden.get('wrong secret')!
    const wrongPassword = hidden.get('wrong password')!
    for (const form of [
      { ...signIn, password: wrongPassword },
      { ...signIn, password, client_secret: wrongSecret },
      { ...refresh, refresh_token: `${refreshToken}x` },
      { ...refresh, refresh_token: token },
      { ...exchange, code_verifier: `${verifier}x` },
      { ...signIn, password, grant_type: secret },
      { ...signIn, password, [secret]: secret },
    ]) {
      const { status, json } = await askToken(server, form)
      if (status !== 200) refused(status, JSON.stringify(json))
    }
    const page = await sendSignIn(address, await openSignIn(address), { username, password: wrongPassword })
    refused(page.status, page.html)
    for (const wrong of [`${token}x`, refreshToken, code, secret]) {
      const { status, json } = await ask(server, '/v3/products', { key, token: wrong })
      refused(status, JSON.stringify(json))
    }
    const nowhere = await ask(server, `/v3/no-such-operation?access_token=${token}`, { key, token })
    refused(nowhere.status, JSON.stringify(nowhere.json))

    // The link of a shared board, which the records have, for its owner to see it again.
    const ada = await signedIn(server, customer)
    const board = (await makeBoard(ada, 'Cover')).replace('/v3/', '/v1/')
    const link = String((await ada('POST', `${board}/links`, { role: 'viewer' })).json.uri.split('/').at(-1))
    await ask(server, `/v1/shared-boards/${link}`, { key, token })
    await fetch(`${server.http}/boards/shared/${link}?lang=de`)

    // Webhooks: one with a former secret, whose deliveries fail.
    const webhooks = async (...args: string[]) =>
      JSON.parse((await command(['webhooks', ...args, '--json', '--data', data])).stdout)
    const { id: hookId, secret: former } = await webhooks('add', 'http://127.0.0.1:9/')
    const { secret: present } = await webhooks('rotate', hookId)
    keep('former secret of the webhook', former.replace('whsec_', ''))
    keep('secret of the webhook', present.replace('whsec_', ''))

    // Downloads, and a failure of the server, which it logs.
    for (const [index, speaker] of [token, own].entries())
      assert.equal((await download({ server, customer, token: speaker }, FIRST_ID + index)).status, 200)
    await until(
      () => library.db.selectFrom('webhookAttempt').select('error').execute(),
      (attempts) => attempts.length > 0,
      10_000,
    )
    await library.db.schema.alterTable('download').renameTo('hidden').execute()
    const failed = await download({ server, customer, token }, FIRST_ID + 1)
    refused(failed.status, JSON.stringify(failed.json))
    assert.equal(failed.json.ErrorCode, 'InternalError')
    // The log of another process arrives a moment later.
    await until(
      async () => log(),
      (text) => text.includes('request failed'),
      10_000,
    )

    const places = new Map([['the log', log()], ['the refusals', refusals.join('\n')], ...filesOf(data)])
    assert.ok(places.has('records.db'))
    for (const [name, text] of hidden)
      for (const [place, content] of places) assert.ok(!content.includes(text), `the ${name} is in ${place}`)
    const inLog = [key, link, ...hidden.values()].filter((text) => log().includes(text))
    assert.deepEqual(inLog, [], 'nor is the key or the link in the log')
  })
})

/** The files of a data folder with their bytes as Latin-1 text, in which ASCII stays as it is. */
const filesOf = (data: string): [name: string, content: string][] =>
  readdirSync(data, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(data, name)).isFile())
    .map((name) => [name, readFileSync(join(data, name), 'latin1')])
