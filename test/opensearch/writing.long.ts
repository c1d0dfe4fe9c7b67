import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it, type TestContext } from 'node:test'
import type { IndexBatch, OpenedIndex } from '../../src/search/search-index.ts'
import { UnreachableIndex } from '../../src/search/unreachable-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { type OpenSearchServer, startOpenSearch } from '../support/opensearch-server.ts'
import { suiteServer } from '../support/suite-server.ts'
import { changingProxy } from './changing-proxy.ts'
import { openOn } from './open-on.ts'

/** More documents than fit into one body. */
const MANY = 3000

describe('writing into OpenSearch', () => {
  const serverFor = suiteServer(startOpenSearch)

  it('leaves what was found until another index has everything, and deletes it then', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const name = randomUUID()
    const index = openOn(t, server, name)
    await index.apply(batch(3, { documents: [document(1), document(2)] }))
    await index.clear(7, 5)
    assert.deepEqual([await index.revision(), await index.position()], [7, 0])
    await index.apply(batch(4, { documents: [document(8)] }))
    assert.deepEqual(await idsOf(index), [2, 1])
    // Another node goes on.
    const other = openOn(t, server, name)
    await other.apply(batch(6, { documents: [document(9)] }))
    assert.deepEqual(await idsOf(index), [9, 8])
    assert.deepEqual([await index.revision(), await index.position()], [7, 6])
    const indexes = await (await fetch(`${server.url}/_cat/indices/${name}-*`)).text()
    assert.equal(indexes.trim().split('\n').length, 4, indexes)
    await index.clear(8, 5)
    await other.clear(9, 5)
    await other.apply(batch(5, { documents: [document(3)] }))
    assert.deepEqual(await idsOf(index), [3], 'an index that was not finished is replaced')
  })

  it('does not go on in an index that has lost what it had', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const name = randomUUID()
    const index = openOn(t, server, name)
    await index.apply(batch(1, { documents: [document(1)] }))
    assert.equal(await index.position(), 1)
    await fetch(`${server.url}/${name}-*`, { method: 'DELETE' })
    await assert.rejects(index.apply(batch(2, { documents: [document(2)] })), UnreachableIndex)
    assert.equal(await index.position(), 0)
    await index.apply(batch(2, { documents: [document(1), document(2)] }))
    assert.deepEqual(await idsOf(index), [2, 1])
  })

  it('does not begin anew when OpenSearch has the index, but cannot read it', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const name = randomUUID()
    const index = openOn(t, server, name)
    await index.apply(batch(3, { documents: [document(1)] }))
    const change = (what: string) => fetch(`${server!.url}/${name}-*-state/${what}`, { method: 'POST' })
    await change('_close')
    await assert.rejects(index.position(), UnreachableIndex)
    await assert.rejects(index.clear(1, 3), UnreachableIndex)
    await change('_open')
    assert.equal(await index.position(), 3)
    assert.deepEqual(await idsOf(index), [1])
  })

  it('repeats what OpenSearch refuses because it has too much to do', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const name = randomUUID()
    let sent = 0
    let longest = 0
    const proxied = await throughProxy(t, server, (path, body) => {
      if (!path.startsWith('/_bulk') || !body.includes('assets')) return null
      longest = Math.max(longest, body.length)
      sent++
      const refusal = { status: 429, error: { type: 'rejected_execution_exception', reason: 'full' } }
      if (sent === 1) return { status: 429, body: refusal }
      const items = body.split('\n').filter((line) => line.startsWith('{"index"'))
      return sent === 2 ? { status: 200, body: { items: items.map(() => ({ index: refusal })) } } : null
    })
    const index = openOn(t, proxied, name)
    const documents = Array.from({ length: MANY }, (_, id) =>
      document(id, { caption: `w${id} `.repeat(400) }),
    )
    await index.apply(batch(1, { documents }))
    const { total } = await index.search({ ...ALL, page: { offset: 0, size: 0 } })
    assert.equal(total, MANY)
    assert.ok(sent > 4 && longest < 5_000_000, `${sent} bodies, the longest of ${longest}`)
  })

  it('keeps the newer of two versions, whoever writes later', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const name = randomUUID()
    const index = openOn(t, server, name)
    await index.apply(batch(1, { documents: [document(1), document(2)] }))
    const [isHeld, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const proxied = await throughProxy(t, server, async (path, body) => {
      if (path.startsWith('/_bulk') && body.includes('assets')) {
        isHeld.resolve()
        await mayGoOn.promise
      }
      return null
    })
    const slow = openOn(t, proxied, name)
    const late = slow.apply(batch(2, { documents: [document(1, { title: 'lake' }), document(2)] }))
    await isHeld.promise
    await index.apply(batch(3, { documents: [document(1, { title: 'river' })], removed: [2] }))
    mayGoOn.resolve()
    await late
    assert.deepEqual(await idsOf(index), [1])
    const text = {
      match: 'all',
      clauses: [[['river']]],
      excluded: [],
      preferred: [],
      emphasised: [],
      relaxedBelow: 0,
    } as const
    assert.equal((await index.search({ ...ALL, text })).total, 1)
    assert.equal(await index.position(), 3)
  })
})

const ALL = {
  text: null,
  filters: [],
  sort: { by: 'best' },
  page: { offset: 0, size: 10 },
  facets: {},
} as const

const batch = (position: number, some: Partial<IndexBatch>): IndexBatch => ({
  ...EMPTY_DESCRIPTION,
  ...some,
  position,
})

const idsOf = async (index: OpenedIndex) => (await index.search(ALL)).ids

async function throughProxy(
  t: TestContext,
  server: OpenSearchServer,
  answer: Parameters<typeof changingProxy>[2],
) {
  const { host } = new URL(await changingProxy(t, server.url, answer))
  return { address: (name: string) => `opensearch://${host}/${name}` }
}
