import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { allocateMemory } from './memory.ts'

const MEBIBYTE = 2 ** 20
const [SEGMENTS, SEGMENT_BYTES] = [800, 3 * MEBIBYTE]

it('the memory of small segments that nobody uses any more is freed', async () => {
  const before = process.memoryUsage.rss()
  let most = 0
  for (let segment = 0; segment < SEGMENTS; segment++) {
    allocateMemory(SEGMENT_BYTES, 0).bytes.fill(1)
    most = Math.max(most, process.memoryUsage.rss() - before)
    await nextTurn()
  }
  assert.ok(most < (SEGMENTS * SEGMENT_BYTES) / 6, `${Math.round(most / MEBIBYTE)} MiB`)
})
