import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ABILITIES } from '../../../src/access/abilities.ts'
import type { Operation } from '../../../src/http/operation.ts'
import { allOperations } from '../../../src/http/operations.ts'
import { ask, clientToken, signUp, userToken } from '../../support/customers.ts'
import { operationServices, type Served, serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

/** What belongs to the other customer alone: no answer to anybody else may have any of it. */
const MARKS = /Cormorant|KITTIWAKE|guillemot/i
const IMAGE = '100000001'
/** Asked of operations that have them: whatever shows more of somebody. */
const QUERY: Readonly<Record<string, string>> = {
  ids: IMAGE,
  company_downloads: 'true',
  company_purchases: 'true',
  auto_download: 'false',
  artist_name: 'Ada Example',
  fields: 'id,title,download_product,download_sizes,largest_downloads,download_requirements',
}

type Credentials = { readonly key: string; readonly token?: string }

describe('the credentials of one customer', () => {
  const lifetime = suiteLifetime()
  const credentials = new Map<string, Credentials>()
  let server: Served
  let operations: Operation[]
  let theirs: Credentials
  /** Ids of what the other customer has: a download and a board. */
  let others: string[]

  before(async () => {
    const library = await libraryOfPictures(lifetime, {
      'a.jpg': { title: 'Harbour', artist: 'Ada Example' },
    })
    const projectCodes = ['KITTIWAKE']
    const terms = { largestSize: 'xx_large', projectCodes }
    const other = await signUp(library, {
      name: 'Cormorant Weekly',
      abilities: ABILITIES,
      products: [{ type: 'easyaccess', terms }],
    })
    const own = await signUp(library, { abilities: ABILITIES })
    server = await serve(library)
    operations = allOperations(await operationServices(library))
    theirs = { key: other.key, token: await userToken(server, other) }
    credentials.set('the key alone', { key: own.key })
    credentials.set('a token of the client', { key: own.key, token: await clientToken(server, own) })
    credentials.set('a token of the user', { key: own.key, token: await userToken(server, own) })
    credentials.set('the token of another customer', { ...theirs, key: own.key })
    const body = JSON.stringify({ download_notes: 'guillemot', project_code: 'KITTIWAKE' })
    const { json } = await send('POST', `/v3/downloads/images/${IMAGE}?auto_download=false`, theirs, body)
    const download = /deliveries\/([^/]+)\//.exec(json.uri)![1]!
    others = [download, await makeBoard()]
  })

  /** Creates a board of the other customer with an asset and a comment, and returns its id. */
  async function makeBoard(): Promise<string> {
    const { json } = await send('POST', '/v3/boards', theirs, JSON.stringify({ name: 'Guillemot' }))
    const address = `/v3/boards/${json.id}`
    await send('PUT', `${address}/assets/${IMAGE}`, theirs)
    await send('POST', `${address}/comments`, theirs, JSON.stringify({ text: 'Guillemot' }))
    return json.id
  }

  it('never show anything of another customer, whatever is asked, however often', async () => {
    const shown = new Set<string>()
    for (const operation of operations) {
      const { method } = operation
      for (const address of addressesOf(operation, others)) {
        // The other customer comes first: what is remembered of that answer must not be sent again.
        if (method !== 'DELETE' && MARKS.test((await send(method, address, theirs)).text))
          shown.add(operation.operationId)
        for (const [name, mine] of [...credentials, ...credentials]) {
          const { text } = await send(method, address, mine)
          assert.doesNotMatch(text, MARKS, `${method} ${address} with ${name}`)
        }
      }
    }
    for (const id of ['getDownloads', 'getProducts', 'getConsumption', 'getBoard', 'getBoardComments'])
      assert.ok(shown.has(id), `the other customer sees its own: ${id}`)
    const board = await send('GET', `/v3/boards/${others.at(-1)}`, theirs)
    assert.partialDeepStrictEqual(board.json, { asset_count: 1, comment_count: 1 })
  })

  it('do not make the token of another customer valid', async () => {
    for (const { method, url } of operations.filter(({ access }) => access.token !== null)) {
      const address = url.replaceAll(/\{[^}]+\}/g, IMAGE)
      const { status, headers } = await send(
        method,
        address,
        credentials.get('the token of another customer')!,
      )
      assert.equal(status, 401, `${method} ${address}`)
      assert.match(headers.get('www-authenticate')!, /error_description="The access token is invalid"/)
    }
  })

  async function send(method: string, address: string, { key, token }: Credentials, body?: string) {
    const hasBody = method === 'POST' || method === 'PUT'
    const response = await ask(server, address, {
      method,
      key,
      ...(token !== undefined && { token }),
      ...(hasBody && { body: body ?? 'null', headers: { 'content-type': 'application/json' } }),
    })
    return { ...response, text: JSON.stringify(response.json) + JSON.stringify([...response.headers]) }
  }
})

/** The addresses at which an operation is tried: parts of the path name the image, or what the other customer has. */
function addressesOf({ url, query }: Operation, others: readonly string[]): string[] {
  const known = Object.entries(QUERY).filter(([name]) => name in query.properties)
  const fields = (query.properties.fields as { items?: { enum?: string[] } } | undefined)?.items?.enum
  const asked = known.map(([name, value]) =>
    name === 'fields'
      ? [
          name,
          value
            .split(',')
            .filter((one) => fields?.includes(one))
            .join(),
        ]
      : [name, value],
  )
  const search = asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`
  const ids = url.includes('{') ? [IMAGE, ...others] : ['']
  return ids.map((id) => url.replace('{asset_id}', IMAGE).replaceAll(/\{[^}]+\}/g, id) + search)
}
