import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openLibrary } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { temporaryFolder } from '../support/library.ts'

const PROGRAM = fileURLToPath(new URL('../../bin/vitrine', import.meta.url))
const RECORDS = 200_000
const MAX_STOP_MS = 2000

describe('an ingest of a large manifest', () => {
  it('reports progress every ten seconds, and ends within two seconds of Ctrl-C with what it has', async (t) => {
    const folder = await temporaryFolder(t)
    const data = await temporaryFolder(t)
    const manifest = join(folder, 'records.jsonl')
    const records = Array.from({ length: RECORDS }, (_, index) => ({
      id: `r${index}`,
      title: `Record ${index}`,
      caption: `About ${index} things on a table`,
      keywords: ['every', `k${index % 997}`],
    }))
    await writeFile(manifest, records.map((record) => `${JSON.stringify(record)}\n`).join(''))

    const child = spawn(process.execPath, [PROGRAM, 'ingest', manifest, '--data', data])
    t.after(() => child.kill('SIGKILL'))
    const ended = once(child, 'close')
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    await once(child.stderr, 'data')
    assert.match(err, /^\d+ records, \d+ a second\n$/)
    const stoppedMs = performance.now()
    child.kill('SIGINT')
    const [code] = await ended
    const tookMs = performance.now() - stoppedMs
    assert.ok(tookMs < MAX_STOP_MS, `it took ${Math.round(tookMs)} ms`)
    assert.equal(code, 1)
    assert.match(err, /\nStopped\. Everything ingested so far is kept; .* The search index catches up /)
    const added = Number(/^(\d+) added, /.exec(out)?.[1])

    const library = await openLibrary(readConfig({ data }, {}))
    t.after(() => library.close())
    const kept = await library.db.selectFrom('asset').select('id').execute()
    assert.ok(added > 0 && kept.length >= added, `${kept.length} of ${added} were kept`)
  })
})
