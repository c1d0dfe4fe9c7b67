import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { before, describe, it } from 'node:test'
import { gunzipSync, inflateSync } from 'node:zlib'
import { ABILITIES } from '../../src/access/abilities.ts'
import { signUp } from '../support/customers.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { RECORDED_CLIENTS, type RecordedClient, type RecordedRequest } from './recorded-requests.ts'

const IMAGE = '100000001'
const DECODED = { identity: (bytes: Buffer) => bytes, gzip: gunzipSync, deflate: inflateSync }

type Values = Record<string, string>
type Received = { readonly status: number; readonly headers: readonly string[]; readonly text: string }

describe('requests of released clients, replayed over TLS', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let ca: Buffer
  before(async () => {
    library = await libraryOfPictures(lifetime, {
      'a.jpg': { title: 'Harbour at night', keywords: ['ship'], width: 900, height: 600 },
    })
    server = await serve(library)
    ca = await readFile(server.ca)
  })

  for (const recorded of RECORDED_CLIENTS)
    it(`${recorded.client}: from the sign-in to the report of usage`, async () => {
      const customer = await signUp(library, { name: recorded.client, abilities: ABILITIES })
      const { key, secret, username: user, password } = customer
      const values: Values = { key, secret, user, password, image: IMAGE }
      for (const one of recorded.requests) await replay(recorded, one, values)
      const file = await send('GET', new URL(values.uri!).pathname + new URL(values.uri!).search, {})
      assert.equal(file.status, 200)
    })

  async function replay(client: RecordedClient, recorded: RecordedRequest, values: Values) {
    const { what, line, status, has, keeps = {}, body } = recorded
    const [method, path] = line.split(' ') as [string, string]
    const headers = Object.entries({ ...client.headers, ...recorded.headers })
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, filled(value, values)])
    const isForm = body !== undefined && !body.startsWith('{') && body !== 'null'
    const encoded: Values = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]),
    )
    const answer = await send(method, filled(path, values), Object.fromEntries(headers), {
      ...(body !== undefined && { body: filled(body, isForm ? encoded : values) }),
    })
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
    if (status === 303) return assert.ok(answer.headers.includes('Location'), what)
    const json = JSON.parse(answer.text)
    if (has) assert.partialDeepStrictEqual(json, JSON.parse(filled(JSON.stringify(has), values)), what)
    for (const [name, member] of Object.entries(keeps)) {
      assert.equal(typeof json[member], 'string', `${what}: ${member}`)
      values[name] = json[member]
    }
  }

  function send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    { body }: { body?: string } = {},
  ): Promise<Received> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(server.https)
      const sent = request(
        { host: 'localhost', port, ca, method, path, headers, agent: false },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const encoding = (response.headers['content-encoding'] ?? 'identity') as keyof typeof DECODED
            const text = DECODED[encoding](Buffer.concat(chunks)).toString()
            resolve({ status: response.statusCode!, headers: response.rawHeaders, text })
          })
        },
      )
      sent.once('error', reject)
      sent.end(body)
    })
  }
})

const filled = (text: string, values: Values): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
