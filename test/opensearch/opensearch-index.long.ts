import { it } from 'node:test'
import { searchIndexContract } from '../contracts/search-index.ts'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { processLifetime } from '../support/process-lifetime.ts'
import { openOn } from './open-on.ts'

let missing = ''
const server = await startOpenSearch({
  after: processLifetime.after,
  skip(reason) {
    missing = reason
  },
})

if (server) searchIndexContract('The index in OpenSearch', async (t) => openOn(t, server))
else it('The index in OpenSearch', (t) => t.skip(missing))
