import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { it } from 'node:test'
import { startCommand, vitrine } from '../support/cli.ts'
import { get } from '../support/library.ts'
import { smallDisk } from '../support/small-disk.ts'
import { skip } from '../support/test-data.ts'
import { until } from '../support/until.ts'

const RECORDS = 3000
/** The thread that saves the index has a low priority, and waits long on a busy machine. */
const WITHIN_MS = 240_000

it('a server whose index does not fit on the disk goes on, says so, and saves it when there is room', async (t) => {
  const disk = await smallDisk(t, '8k', async (folder) => {
    await mkdir(join(folder, 'index'))
    return join(folder, 'index')
  })
  if (disk === null) return skip(t, 'only root on Linux can make a small disk')
  const data = dirname(disk.path)
  const manifest = join(data, 'records.jsonl')
  const lines = Array.from({ length: RECORDS }, (_, id) =>
    JSON.stringify({ id: `r${id}`, title: `lighthouse ${id}`, keywords: [`k${id % 50}`, `l${id % 70}`] }),
  )
  await writeFile(manifest, lines.join('\n'))
  const { stdout } = await vitrine(['keys', 'create', '--name', 'test', '--json', '--data', data])
  const { key } = JSON.parse(stdout)
  const args = ['serve', '--data', data, '--port', '0', '--tls-port', '0', '--log-level', 'error']
  const server = await startCommand(t, args)
  const ready = async () => (await get(`${server.ready.http}/readyz`)).json
  const search = async (base: unknown) =>
    (await get(`${base}/v3/search/images?phrase=lighthouse&fields=id`, { 'api-key': key })).json.result_count

  const { code, stderr } = await vitrine(['ingest', manifest, '--data', data])
  assert.equal(code, 0, stderr)
  assert.equal(await search(server.ready.http), RECORDS)
  await until(ready, ({ index_unsaved }) => index_unsaved === true, WITHIN_MS)
  assert.match(server.log(), /ENOSPC.*the search index could not be saved/)
  assert.deepEqual(segmentsOf(await readdir(disk.path)), [], 'nothing unfinished takes up the disk')
  assert.equal(await search(server.ready.http), RECORDS)

  disk.resize('200m')
  await until(ready, ({ index_unsaved }) => index_unsaved === undefined, WITHIN_MS)
  server.process.kill('SIGKILL')
  await server.ended
  assert.notDeepEqual(segmentsOf(await readdir(disk.path)), [])
  const again = await startCommand(t, args)
  assert.equal(await search(again.ready.http), RECORDS)
  again.process.kill('SIGKILL')
  await again.ended
})

const segmentsOf = (names: readonly string[]) => names.filter((name) => name.includes('.segment'))
