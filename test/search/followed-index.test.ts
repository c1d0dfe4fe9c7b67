import assert from 'node:assert/strict'
import { appendFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it, type TestContext } from 'node:test'
import { openFollowedIndex } from '../../src/search/embedded/followed-index.ts'
import { indexReader } from '../../src/search/embedded/index-reader.ts'
import { type IndexView, IndexWriter } from '../../src/search/embedded/index-writer.ts'
import { mergeSegments } from '../../src/search/embedded/merge/merge-segments.ts'
import { type PublishedView, ViewReceiver } from '../../src/search/embedded/published-view.ts'
import { ReaderVersions } from '../../src/search/embedded/reader-versions.ts'
import { Snapshots } from '../../src/search/embedded/store/snapshot.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { temporaryFolder } from '../support/library.ts'

const ALL: SearchQuery = {
  text: null,
  filters: [],
  sort: { by: 'oldest' },
  page: { offset: 0, size: 1000 },
  facets: {},
}

async function follow(t: TestContext, folder: string) {
  const versions = new SharedArrayBuffer(4)
  const receiver = new ViewReceiver()
  const unsaved: string[] = []
  const messages: PublishedView[] = []
  let view: IndexView | null = null
  const index = await openFollowedIndex(folder, {
    threads: 1,
    versions,
    publish(message) {
      messages.push(structuredClone(message) as PublishedView)
      view = receiver.receive(messages.at(-1)!)
      new ReaderVersions(versions).set(0, (message as PublishedView).version)
    },
    onUnsaved: (reason) => unsaved.push(reason),
    isOwner: () => true,
  })
  t.after(() => index.close())
  const reader = indexReader(
    async () => view!,
    () => 0,
  )
  const ids = async () => (await reader.search(ALL)).ids
  return { index, unsaved, messages, receiver, ids, search: reader.search, position: reader.position }
}

const change = (position: number, ids: readonly number[], removed: readonly number[] = []) => ({
  ...EMPTY_DESCRIPTION,
  documents: ids.map((id) => document(id, { title: `t${id}` })),
  removed,
  position,
})

it('a saved index is opened as it was, with its deletions, and continues', async (t) => {
  const folder = join(await temporaryFolder(t), 'index')
  const first = await follow(t, folder)
  for (let position = 1; position <= 20; position++)
    await first.index.apply(
      change(position, [position, position + 1], position % 3 === 0 ? [position - 1] : []),
    )
  const expected = await first.ids()
  assert.ok(expected.length > 10)
  await first.index.maintain()
  assert.deepEqual(await first.ids(), expected, 'merging changes nothing')
  await first.index.close()

  const second = await follow(t, folder)
  assert.equal(await second.position(), 20)
  assert.deepEqual(await second.ids(), expected)
  await second.index.apply(change(20, [99]))
  assert.deepEqual(await second.ids(), expected, 'a change that it has already')
  await second.index.apply(change(21, [99], [expected[0]!]))
  assert.deepEqual(await second.ids(), [...expected.slice(1), 99])
})

for (const damage of ['a flipped byte', 'a truncated file', 'a damaged list of contents'] as const)
  it(`an index with ${damage} is set aside and built again`, async (t) => {
    const parent = await temporaryFolder(t)
    const folder = join(parent, 'index')
    const first = await follow(t, folder)
    await first.index.apply(change(1, [1, 2, 3]))
    await first.index.close()
    const [segment] = (await readdir(folder)).filter((name) => name.endsWith('.segment'))
    if (damage === 'a flipped byte') await writeFile(join(folder, segment!), 'X', { flag: 'r+' })
    else if (damage === 'a truncated file') await writeFile(join(folder, segment!), 'VITRSEG1')
    else await appendFile(join(folder, 'contents'), ' ')
    const second = await follow(t, folder)
    assert.equal(await second.position(), 0)
    assert.deepEqual(await second.ids(), [])
    assert.ok((await readdir(parent)).some((name) => name.startsWith('index.damaged-')))
  })

it('an index without room for the memory of more threads is not opened, but stays as it is', async (t) => {
  const folder = join(await temporaryFolder(t), 'index')
  const { index } = await follow(t, folder)
  await index.apply(change(1, [1, 2, 3]))
  await index.close()
  assert.equal(await new Snapshots(folder).load(100_000), null)
  assert.equal((await new Snapshots(folder).load(1))?.position, 1)
})

it('documents that change or are removed while their segments are merged are not found as they were', async () => {
  const idsOf = (segment: number) => [1, 2, 3, 4, 5, 6, 7].map((id) => segment * 10 + id)
  let position = 9
  const writer: IndexWriter = new IndexWriter(1, async (segments) => {
    const merged = mergeSegments(segments, 1)
    writer.apply({ ...change(++position, [11]), documents: [document(11, { title: 'changed' })] })
    // More often than there are bitmaps of deleted documents.
    for (const removed of [12, 13, 14, 15, 16]) writer.apply(change(++position, [], [removed]))
    return merged
  })
  for (let segment = 1; segment <= 8; segment++) writer.apply(change(segment, idsOf(segment)))
  writer.apply(change(9, [], [17]))
  await writer.merge()
  const reader = indexReader(
    async () => writer.view,
    () => 0,
  )
  const expected = [11, ...[2, 3, 4, 5, 6, 7, 8].flatMap(idsOf)]
  assert.deepEqual((await reader.search(ALL)).ids, expected)
  assert.deepEqual([await reader.countOf([['t11']]), await reader.countOf([['changed']])], [0, 1])
})

it('segments whose only document changes while they are merged leave nothing behind', async () => {
  let position = 8
  const writer: IndexWriter = new IndexWriter(1, async (segments) => {
    writer.apply(change(++position, [3], [5]))
    return mergeSegments(segments, 1)
  })
  for (let id = 1; id <= 8; id++) writer.apply(change(id, [id]))
  await writer.merge()
  const reader = indexReader(
    async () => writer.view,
    () => 0,
  )
  assert.deepEqual((await reader.search(ALL)).ids, [1, 2, 3, 4, 6, 7, 8])
})

it('each segment is sent once, and all of them to a thread that begins to read', async (t) => {
  const folder = join(await temporaryFolder(t), 'index')
  const { index, messages, receiver, ids } = await follow(t, folder)
  for (let position = 1; position <= 7; position++)
    await index.apply(change(position, [position, position + 1]))
  const sent = messages.flatMap(({ assets }) => assets.filter(({ shared }) => shared !== null))
  assert.deepEqual(
    sent.map(({ id }) => id),
    [1, 2, 3, 4, 5, 6, 7],
  )
  const other = new ViewReceiver()
  other.receive(structuredClone(receiver.whole(messages.at(-1)!)))
  await index.apply(change(8, [9], [1]))
  const view = other.receive(messages.at(-1)!)
  const reader = indexReader(
    async () => view,
    () => 0,
  )
  assert.deepEqual((await reader.search(ALL)).ids, await ids())
})

it('segments are merged again and again', async (t) => {
  const folder = join(await temporaryFolder(t), 'index')
  const { index, ids } = await follow(t, folder)
  let position = 0
  for (let round = 0; round < 3; round++) {
    for (let batch = 0; batch < 8; batch++) await index.apply(change(++position, [position]))
    await index.maintain()
  }
  await index.close()
  assert.equal((await ids()).length, 24)
  const segments = (await readdir(folder)).filter((name) => name.endsWith('.segment'))
  assert.equal(segments.length, 3)
})

it('an index at rest is merged into few segments', async () => {
  const writer = new IndexWriter(1, async (segments) => mergeSegments(segments, 1))
  for (let id = 1; id <= 5; id++) writer.apply(change(id, [id, id + 1], id === 5 ? [1] : []))
  const reader = indexReader(
    async () => writer.view,
    () => 0,
  )
  const { ids } = await reader.search(ALL)
  await writer.merge()
  const segments = writer.view.assets.length
  await writer.merge(() => {}, true)
  assert.deepEqual([segments, writer.view.assets.length], [4, 1])
  assert.deepEqual((await reader.search(ALL)).ids, ids)
})

it('words are found as they are written after segments are merged of which some have them in other forms only', async (t) => {
  const { index, search } = await follow(t, join(await temporaryFolder(t), 'index'))
  const written = { keywords: '', caption: '', context: '' }
  const lake = (id: number, title: string) => document(id, { title: 'lake', written: { title, ...written } })
  const batches = ['lake', 'lakes', 'lake', 'lakes', 'laker', 'lake', 'lakes', 'lake'].map((title, at) =>
    at === 5 ? [lake(6, title), lake(9, 'lakes')] : [lake(at + 1, title)],
  )
  for (const [at, documents] of batches.entries())
    await index.apply({ ...EMPTY_DESCRIPTION, documents, position: at + 1 })
  const idsByForm = async (word: string) => {
    const clauses = {
      clauses: [[['lake']]],
      excluded: [],
      preferred: [word],
      emphasised: [],
      relaxedBelow: 0,
    }
    return (await search({ ...ALL, text: { match: 'all', ...clauses }, sort: { by: 'best' } })).ids
  }
  const expectOrder = async () => {
    assert.deepEqual(await idsByForm('lake'), [8, 6, 3, 1, 9, 7, 5, 4, 2])
    assert.deepEqual(await idsByForm('lakes'), [9, 7, 4, 2, 8, 6, 5, 3, 1])
    assert.deepEqual(await idsByForm('laker'), [5, 9, 8, 7, 6, 4, 3, 2, 1])
  }
  await expectOrder()
  await index.maintain()
  await expectOrder()
})
