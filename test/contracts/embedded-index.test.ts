import { join } from 'node:path'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import { temporaryFolder } from '../support/library.ts'
import { searchIndexContract } from './search-index.ts'

searchIndexContract('The embedded index', async (t) =>
  openEmbeddedIndex(join(await temporaryFolder(t), 'index'), () => () => {}),
)
