import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Recent } from './recent.ts'

it('keeps the most recently used entries, at most twice its size', () => {
  const recent = new Recent<number>(10)
  recent.set('often', -1)
  for (let number = 0; number < 1000; number++) {
    recent.set(String(number), number)
    assert.equal(recent.get('often'), -1)
  }
  const kept = Array.from({ length: 1000 }, (_, number) => number).filter(
    (number) => recent.get(String(number)) === number,
  )
  assert.deepEqual(kept.slice(-10), [990, 991, 992, 993, 994, 995, 996, 997, 998, 999])
  assert.ok(kept.length <= 20)
})
