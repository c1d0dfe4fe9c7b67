import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startCommand, vitrine } from '../support/cli.ts'
import { command } from '../support/command.ts'
import { ask } from '../support/customers.ts'
import { writeSmallPictures } from '../support/downloads.ts'
import { temporaryFolder } from '../support/library.ts'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { runJourneys } from '../support/run-journeys.ts'
import { suiteServer } from '../support/suite-server.ts'
import { until } from '../support/until.ts'
import { secureProxy } from './secure-proxy.ts'

/** Journeys of searches, few enough to take little time. */
const JOURNEYS = ['test/journeys/{by-image,explain-ranking,filters,phrases,spelling,visibility}.test.ts']
const PICTURES = 2
const [PASSWORD, WRONG_PASSWORD] = ['pass:word/1', 'letmein']
const WITHIN_MS = 60_000

describe('a library with its index in OpenSearch', () => {
  const serverFor = suiteServer(startOpenSearch)

  it('passes the tests of searches', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const [search] = server.address('').split(/\/$/)
    await runJourneys(t, JOURNEYS, { VITRINE_TEST_SEARCH: search! })
  })

  it('reaches it with TLS and a password, and says what is wrong with them without telling it', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const { host, ca } = await secureProxy(t, server.url, `searcher:${PASSWORD}`)
    const [data, folder] = [await temporaryFolder(t), await temporaryFolder(t)]
    await writeSmallPictures(folder, PICTURES)
    const settings = (password: string) => ({
      VITRINE_DATA: data,
      VITRINE_PORT: '0',
      VITRINE_TLS_PORT: '0',
      VITRINE_SEARCH: `opensearchs://searcher:${encodeURIComponent(password)}@${host}/secure`,
      NODE_EXTRA_CA_CERTS: ca,
    })
    const ingested = await vitrine(['ingest', folder], settings(PASSWORD))
    assert.equal(ingested.code, 0, ingested.stderr)
    const { stdout } = await command(['keys', 'create', '--name', 'Shop', '--json', '--data', data])
    const { key } = JSON.parse(stdout)
    const search = (node: { readonly ready: Record<string, string> }) =>
      ask({ http: node.ready.http! }, '/v3/search/images?fields=id', { key })

    const node = await startCommand(t, ['serve'], settings(PASSWORD))
    assert.equal((await search(node)).json.result_count, PICTURES)
    const doctor = await vitrine(['doctor'], settings(PASSWORD))
    assert.match(
      doctor.stdout,
      /ok +index +opensearchs:\/\/searcher:\*\*\*@localhost:\d+\/secure is OpenSearch 2/,
    )

    const { NODE_EXTRA_CA_CERTS: _, ...withoutAuthority } = settings(PASSWORD)
    const wrong = [
      { environment: settings(WRONG_PASSWORD), says: /OpenSearch refuses the user or the password/ },
      { environment: withoutAuthority, says: /certificate/ },
    ]
    for (const { environment, says } of wrong) {
      const report = await vitrine(['doctor'], environment)
      assert.match(report.stdout, /FAILED index +The search engine cannot be reached/)
      assert.match(report.stdout, says)
      const started = await startCommand(t, ['serve'], environment)
      const { status, json } = await search(started)
      assert.equal(status, 503)
      await until(async () => started.log(), says.test.bind(says), WITHIN_MS)
      const said = [report.stdout, report.stderr, started.log(), JSON.stringify(json)].join()
      for (const password of [PASSWORD, WRONG_PASSWORD])
        for (const form of [password, encodeURIComponent(password)]) assert.ok(!said.includes(form), said)
    }
  })
})
