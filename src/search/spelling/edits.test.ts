import assert from 'node:assert/strict'
import { it } from 'node:test'
import { randomFrom } from '../../lib/random.ts'
import { editsBetween } from './edits.ts'

const PAIRS = 3000

it('a limit changes no distance within it', () => {
  const random = randomFrom(1)
  const word = () => Array.from({ length: random.below(9) }, () => random.pick([...'abcäé'])).join('')
  for (let pair = 0; pair < PAIRS; pair++) {
    const [one, other] = [word(), word()]
    const edits = editsBetween(one, other)
    for (const max of [0, 1, 2, 3])
      assert.equal(editsBetween(one, other, max), edits <= max ? edits : Infinity, `${one} ${other} ${max}`)
  }
  assert.deepEqual([editsBetween('bridge', 'brigde', 1), editsBetween('harbor', 'harbour', 1)], [1, 1])
})
