import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it, type TestContext } from 'node:test'
import { openFts5Index } from '../../src/search/fts5/fts5-index.ts'
import { temporaryFolder } from '../support/library.ts'
import { document, EMPTY_DESCRIPTION, searchIndexContract } from './search-index.ts'

searchIndexContract('FTS5', async (t) => open(t, join(await temporaryFolder(t), 'index.db')))

it('FTS5 restores the words of all texts after the index was emptied by another process or by itself', async (t) => {
  const path = join(await temporaryFolder(t), 'index.db')
  const [index, other] = [await open(t, path), await open(t, path)]
  const documents = [document(1, { spelt: ['harbour'] })]
  for (const emptied of [null, index, other]) {
    await emptied?.clear(0)
    await index.apply({ ...EMPTY_DESCRIPTION, documents, position: 1 })
    assert.deepEqual(await index.nearWords('harbor', 1), ['harbour'])
  }
})

async function open(t: TestContext, path: string) {
  const index = await openFts5Index(path, () => () => {})
  t.after(() => index.close())
  return index
}
