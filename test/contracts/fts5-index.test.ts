import { join } from 'node:path'
import { openFts5Index } from '../../src/search/fts5/fts5-index.ts'
import { temporaryFolder } from '../support/library.ts'
import { searchIndexContract } from './search-index.ts'

searchIndexContract('FTS5', async (t) => {
  const index = await openFts5Index(join(await temporaryFolder(t), 'index.db'))
  t.after(() => index.close())
  return index
})
