import assert from 'node:assert/strict'
import { it } from 'node:test'
import { showProgress } from './progress.ts'

it('reports progress every ten seconds without a terminal, and nothing before the start', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const { write, isTTY } = process.stderr
  t.after(() => Object.assign(process.stderr, { write, isTTY }))
  const written: string[] = []
  const keep = (text: string) => written.push(text) > 0
  Object.assign(process.stderr, { write: keep, isTTY: false })
  const progress = showProgress('files')
  t.mock.timers.tick(10_000)
  progress.start(4)
  t.mock.timers.tick(10_000)
  progress.step(null)
  t.mock.timers.tick(10_000)
  progress.stop()
  t.mock.timers.tick(10_000)
  assert.deepEqual(
    written.map((line) => line.replace(/\d+ a second/, 'n a second')),
    ['1 of 4 files, n a second\n'],
  )
})
