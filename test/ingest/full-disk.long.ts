import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { vitrine } from '../support/cli.ts'
import { temporaryFolder } from '../support/library.ts'
import { smallDisk } from '../support/small-disk.ts'
import { skip } from '../support/test-data.ts'

const PICTURES = 60

describe('a full disk', () => {
  it('ends the ingest with a message and nothing half-written, and the next run continues', async (t) => {
    const disk = await smallDisk(t, '6m')
    if (disk === null) return skip(t, 'only root on Linux can make a small disk')
    const folder = await temporaryFolder(t)
    for (let index = 0; index < PICTURES; index++) await writeNoise(join(folder, `${index}.png`))
    const data = join(disk.path, 'data')
    await mkdir(data)
    const { code, stdout, stderr } = await vitrine(['ingest', folder, '--data', data, '--json'])
    assert.equal(code, 1)
    assert.match(stderr, /^(?:\d+ of 60 files, [^\n]+\n)*The disk is full\. [^\n]+\n$/)
    const acknowledged = stdout.trim().split('\n').length
    assert.ok(acknowledged > 3 && acknowledged < PICTURES, `${acknowledged} were taken in`)
    assert.deepEqual(globSync('blobs/unfinished/*', { cwd: data }), [])

    disk.resize('200m')
    const again = await vitrine(['ingest', folder, '--data', data])
    assert.equal(again.code, 0, again.stderr)
    const [, added, unchanged] = /^(\d+) added, 0 updated, (\d+) unchanged,/.exec(again.stdout)!
    assert.equal(Number(added) + Number(unchanged), PICTURES)
    assert.ok(Number(unchanged) >= acknowledged, `${unchanged} of ${acknowledged} are known`)
  })
})

/** Returns a picture of more than 150 kB that cannot be compressed. */
async function writeNoise(path: string): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  await sharp({ create: { width: 300, height: 200, channels: 3, background: 'black', noise } }).toFile(path)
}
