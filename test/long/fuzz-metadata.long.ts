import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { readMetadata } from '../../src/media/metadata/read-metadata.ts'
import { withIim } from '../support/hostile-files.ts'
import { makePicture, toXmp } from '../support/pictures.ts'

const SEED = 20_261_124
const RUNS = 60_000
const TOTAL_MS = 120_000
const MAX_MS = 1000
const reference = new URL('../fixtures/iptc/IPTC-PhotometadataRef-Std2019.1.jpg', import.meta.url)

describe('damaged metadata', () => {
  it('never make the reader fail, hang or return anything but plain values', async () => {
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
      await makePicture({ ...said, format: 'avif' }),
      withXmpInGif(toXmp(said)),
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>${toXmp(said)}</metadata></svg>`),
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
        assert.ok(isPlain(value), `${member} of run ${runs}`)
      }
    }
    assert.ok(slowestMs < MAX_MS, `the slowest of ${runs} took ${slowestMs} ms`)
    assert.ok(runs > RUNS / 4, `only ${runs} runs`)
  })
})

/** Whether it is well-formed text, a number, nothing, or a list or record of these. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isPlain)
  return value === null || typeof value === 'number'
}

/** Returns a GIF with just an application extension of this packet, and the bytes that make readers skip it. */
function withXmpInGif(packet: string): Buffer {
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0])
  const start = Buffer.from('GIF89a\x01\0\x01\0\0\0\0\x21\xff\x0bXMP DataXMP', 'latin1')
  return Buffer.concat([start, Buffer.from(packet), trailer, Buffer.from(';')])
}

/** Returns a copy with bytes changed, or a part removed, repeated or truncated, mostly in the metadata. */
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
