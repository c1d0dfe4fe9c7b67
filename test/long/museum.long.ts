import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openDatabase } from '../../src/db/database.ts'
import { startCommand, vitrine } from '../support/cli.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { mappingPath } from '../support/manifests.ts'
import { testData } from '../support/test-data.ts'

const RECORDS = 97_460
const SEARCHES_AFTER = 200
const PHRASES = ['man', 'river', 'london bridge', 'portrait of a woman', 'graphite', 'nothing like it']
const program = fileURLToPath(new URL('../../bin/vitrine', import.meta.url))

describe('the whole catalogue of two museums', () => {
  it('is ingested while a server responds to searches at all times', async (t) => {
    const manifest = testData(t, 'catalogue-museum.jsonl.gz')
    if (manifest === null) return
    const data = await temporaryFolder(t)
    const key = JSON.parse(
      (await vitrine(['keys', 'create', '--name', 't', '--data', data, '--json'])).stdout,
    ).key
    const { ready } = await startCommand(t, ['serve', '--data', data, '--port', '0', '--tls-port', '0'])
    const headers = { 'api-key': key }
    /** Measures a search with a new phrase, because known ones may be answered from memory. */
    const search = async (turn: number) => {
      const phrase = encodeURIComponent(PHRASES[turn % PHRASES.length]!)
      const query = `phrase=${phrase}&exclude_keyword_ids=${1_000_000 + turn}`
      const startedMs = performance.now()
      const { status, text } = await get(`${ready.http}/v3/search/images/creative?${query}`, headers)
      assert.equal(status, 200, text)
      const tookMs = performance.now() - startedMs
      await delay(20)
      return tookMs
    }
    const args = ['ingest', manifest, '--data', data, '--mapping', mappingPath('museum')]
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    t.after(() => child.kill('SIGKILL'))
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const ended = once(child, 'close')
    const during: number[] = []
    while (child.exitCode === null) during.push(await search(during.length))
    await ended
    assert.match(said, /^97460 added, 0 updated, 0 unchanged, 0 known from elsewhere, 0 refused/m)
    const after: number[] = []
    while (after.length < SEARCHES_AFTER) after.push(await search(during.length + after.length))
    assert.ok(during.length > SEARCHES_AFTER, `only ${during.length} searches were answered meanwhile`)
    t.diagnostic(`${figuresOf('during', during)}; ${figuresOf('after', after)}`)

    const { json } = await get(`${ready.http}/v3/search/images/creative?fields=max_dimensions`, headers)
    assert.equal(json.result_count, RECORDS)
    assert.equal(json.images[0].max_dimensions, null)
    const db = openDatabase(join(data, 'records.db'))
    t.after(() => db.destroy())
    const count = async (query: string) =>
      (await sql<{ n: number }>`select count(*) as n from asset where ${sql.raw(query)}`.execute(db)).rows[0]!
        .n
    assert.equal(await count(`"dateCreated" like '-%' and "dateCreatedMs" < ${Date.parse('0000-01-01')}`), 63)
    // 5,735 have no date, and 18 have a text instead, which is kept.
    assert.equal(await count(`"dateCreated" is null`), 5735 + 18)
    assert.ok((await count(`"dateCreated" is null and "dateText" = 'no date'`)) >= 18)
    assert.equal(await count(`"dateCreated" = '1997' and "dateText" like 'c.1997%9'`), 1)
  })
})

const at = (tookMs: readonly number[], share: number) =>
  tookMs.toSorted((a, b) => a - b)[Math.floor((tookMs.length - 1) * share)]!

function figuresOf(when: string, tookMs: readonly number[]): string {
  const [half, most, all] = [0.5, 0.99, 1].map((share) => Math.round(at(tookMs, share)))
  return `${tookMs.length} searches ${when}: median ${half}, 99 % ${most}, longest ${all} ms`
}
