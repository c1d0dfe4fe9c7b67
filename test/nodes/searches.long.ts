import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { logChange } from '../../src/catalogue/changes.ts'
import { vitrine } from '../support/cli.ts'
import { ask, signUp } from '../support/customers.ts'
import { FIRST_ID } from '../support/downloads.ts'
import { shareLibrary, startNode } from '../support/nodes.ts'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const PICTURES = 3
/** How soon nodes go on when another one, or OpenSearch, has ended or is back; tests share their machine with others. */
const RECOVERY_MS = 20_000

describe('two nodes with their index in OpenSearch', () => {
  const lifetime = suiteLifetime()

  it('find what changed although the node that updates it, or OpenSearch, was killed', async (t: TestContext) => {
    const skip = (reason: string) => t.skip(reason)
    const openSearch = await startOpenSearch({ ...lifetime, skip })
    const shared = openSearch && (await shareLibrary({ ...lifetime, skip }, PICTURES))
    if (!openSearch || !shared) return
    const { library } = shared
    const { key } = await signUp(library, { name: 'Press' })
    const settings = { ...shared.settings, VITRINE_SEARCH: openSearch.address('pictures') }
    const nodes = [await startNode(t, { settings }), await startNode(t, { settings })] as const
    const search = (node: { http: string }, phrase: string) =>
      ask(node, `/v3/search/images?fields=id&phrase=${phrase}`, { key })
    const change = async (title: string) => {
      const { db } = library
      await db.updateTable('asset').set({ title }).where('id', '=', FIRST_ID).execute()
      await db
        .transaction()
        .execute((tx) =>
          logChange(tx, { subject: 'asset', ids: [FIRST_ID], kind: 'updated', at: new Date() }),
        )
    }
    const untilFound = (node: { http: string }, phrase: string) =>
      until(
        () => search(node, phrase),
        ({ json }) => json.result_count === 1,
        RECOVERY_MS,
      )

    await change('Lighthouse')
    for (const node of nodes) await untilFound(node, 'lighthouse')
    const doctor = await vitrine(['doctor', '--data', library.config.data], settings)
    assert.match(doctor.stdout, /ok +index +opensearch:.* is OpenSearch 2\.19\.\d with 1 data node, status/)

    const [first, second] = nodes
    const third = await startNode(t, { settings })
    await end(first)
    await change('Windmill')
    await untilFound(second, 'windmill')
    await end(second)
    await change('Waterfall')
    await untilFound(third, 'waterfall')

    const indexes = async () =>
      (await (await fetch(`${openSearch.url}/_cat/indices/pictures-*?h=index&s=index`)).text()).split('\n')
    const before = await indexes()
    await openSearch.kill()
    const failed = await search(third, 'lake')
    assert.deepEqual([failed.status, failed.headers.get('retry-after')], [503, '2'])
    assert.equal((await ask(third, `/v3/images/${FIRST_ID}?fields=title`, { key })).status, 200)
    const report = await vitrine(['doctor', '--data', library.config.data], settings)
    assert.match(report.stdout, /FAILED index +The search engine cannot be reached \(.*ECONNREFUSED/)
    await change('Volcano')
    await openSearch.start()
    await untilFound(third, 'volcano')
    assert.deepEqual(await indexes(), before, 'the index was not made again')
  })
})

async function end({ process, ended }: Awaited<ReturnType<typeof startNode>>): Promise<void> {
  process.kill('SIGKILL')
  await ended
}
