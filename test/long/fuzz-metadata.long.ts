import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { withIim } from '../support/hostile-files.ts'
import { makePicture } from '../support/pictures.ts'

const SEED = 20_261_124
const RUNS = 60_000
const TOTAL_MS = 120_000
const MAX_MS = 1000
const reference = new URL('../fixtures/iptc/IPTC-PhotometadataRef-Std2019.1.jpg', import.meta.url)

describe('damaged metadata', () => {
  it('never make the reader fail, hang or answer anything but plain values', async () => {
    const said = { title: 'Ärger & <Mut>', keywords: ['größe', '山'], created: '2019-05', rating: 5 }
    const originals = [
      readFileSync(reference),
      withIim(await makePicture(said), [
        [5, Buffer.from('Straße')],
        [25, Buffer.from('one')],
      ]),
      await makePicture({ ...said, format: 'png' }),
      await makePicture({ ...said, format: 'webp' }),
      await makePicture({ ...said, format: 'tiff' }),
    ]
    const random = randomFrom(SEED).next
    const startedMs = performance.now()
    let slowestMs = 0
    let runs = 0
    for (; runs < RUNS && performance.now() - startedMs < TOTAL_MS; runs++) {
      const damaged = damage(originals[runs % originals.length]!, random)
      const beganMs = performance.now()
      const metadata = readMetadata(damaged)
      slowestMs = Math.max(slowestMs, performance.now() - beganMs)
      for (const [member, value] of Object.entries(metadata)) {
        const isPlain = value === null || ['string', 'number'].includes(typeof value) || Array.isArray(value)
        assert.ok(isPlain, `${member} of run ${runs}`)
        if (typeof value === 'string') assert.ok(value.isWellFormed(), `${member} of run ${runs}`)
      }
    }
    assert.ok(slowestMs < MAX_MS, `the slowest of ${runs} took ${slowestMs} ms`)
    assert.ok(runs > RUNS / 4, `only ${runs} runs`)
  })
})

/** A copy with some bytes changed, a piece taken out, doubled or cut off, most of it where metadata lie. */
function damage(original: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(original)
  const where = () => Math.floor(random() ** 2 * copy.length)
  const from = where()
  const to = Math.min(copy.length, from + Math.floor(random() * 200))
  const kind = random()
  if (kind < 0.15) return copy.subarray(0, from)
  if (kind < 0.25) return Buffer.concat([copy.subarray(0, from), copy.subarray(to)])
  if (kind < 0.35) return Buffer.concat([copy.subarray(0, to), copy.subarray(from)])
  const changes = 1 + Math.floor(random() * 20)
  for (let change = 0; change < changes; change++) copy[where()] = Math.floor(random() * 256)
  return copy
}
