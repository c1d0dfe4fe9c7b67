import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { startCommand } from '../support/cli.ts'
import { ask, signUp, userToken } from '../support/customers.ts'
import { drawVideo, frameSizeOf, WITHOUT_FFMPEG } from '../support/drawn-videos.ts'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

/** Longer than a lease, and long enough to make the size twice on a busy machine. */
const WITHIN_MS = 600_000

describe('two servers of one library, of which one is killed while it makes a size of a video', {
  skip: WITHOUT_FFMPEG,
}, () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let folder: string

  before(async () => {
    library = await emptyLibrary(lifetime)
    folder = await temporaryFolder(lifetime)
    drawVideo(folder, 'long.mp4', { size: '1280x720', seconds: 40 })
    await ingestAndIndex(library, folder)
  })

  const started = async (...flags: string[]) =>
    startCommand(
      lifetime,
      ['serve', '--data', library.config.data, '--port=0', '--tls-port=0', '--transcodes-at-once=1'].concat(
        flags,
      ),
    )
  const jobs = () => library.db.selectFrom('transcode').selectAll().orderBy('seq').execute()

  it('make it once, deliver it, and charge it once', async () => {
    const products = [{ type: 'premiumaccess', terms: { limit: 5, period: 'monthly' } }] as const
    const customer = await signUp(library, { products })
    const first = await started()
    const token = await userToken({ http: first.ready.http! }, customer)
    const send = (http: string, path: string, method = 'GET') =>
      ask({ http }, path, { key: customer.key, token, method })
    const { videos } = (await send(first.ready.http!, '/v3/search/videos?fields=id')).json
    const posted = await send(first.ready.http!, `/v3/downloads/videos/${videos[0].id}?size=sd`, 'POST')
    await until(jobs, ([job]) => (job?.progress ?? 0) > 0.05, WITHIN_MS)
    const second = (await started()).ready.http!
    first.process.kill('SIGKILL')
    const { pathname, search } = new URL(posted.json.uri)
    const uri = second + pathname + search
    const link = () => fetch(uri, { headers: { range: 'bytes=0-0' } })
    await until(link, ({ status }) => status !== 503, WITHIN_MS)
    const file = Buffer.from(await (await fetch(uri)).arrayBuffer())
    await writeFile(join(folder, 'sd.mp4'), file)
    assert.equal(frameSizeOf(join(folder, 'sd.mp4')), '1024x576')
    const [job] = await jobs()
    assert.equal(job!.attempts, 2)
    assert.equal((await send(second, '/v3/products')).json.products[0].downloads_remaining, 4)
  })
})
