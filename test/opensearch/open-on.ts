import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { openPlace } from '../../src/search/opensearch/connection.ts'
import { openOpenSearchIndex } from '../../src/search/opensearch/opensearch-index.ts'
import type { OpenedIndex } from '../../src/search/search-index.ts'
import type { OpenSearchServer } from '../support/opensearch-server.ts'

/** Where nothing else writes. */
const LEASE = { take: async () => true, release: async () => {} }

/** Opens an index of its own on a server, which is closed with the test. */
export function openOn(
  t: Pick<TestContext, 'after'>,
  server: Pick<OpenSearchServer, 'address'>,
  name: string = randomUUID(),
): OpenedIndex {
  const index = openOpenSearchIndex(openPlace(server.address(name), {}), LEASE)
  t.after(() => index.close())
  return index
}
