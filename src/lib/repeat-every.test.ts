import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { repeatEvery } from './repeat-every.ts'

const LONG_MS = 60_000

describe('work that is repeated', () => {
  it('is done at once when that is asked for, anew where it was under way, and never after the end', async () => {
    let runs = 0
    const end = Promise.withResolvers<void>()
    const failures: unknown[] = []
    const { runNow, stop } = repeatEvery(
      LONG_MS,
      async () => {
        runs++
        await end.promise
        if (runs === 2) throw new Error('the second one')
      },
      (error) => failures.push(error),
    )
    const asked = [runNow(), runNow()]
    assert.equal(runs, 1)
    end.resolve()
    await Promise.all(asked)
    assert.equal(runs, 2, 'what had begun before may not have seen what it is asked to see')
    assert.match(String(failures), /^Error: the second one$/)

    const third = runNow()
    await Promise.all([stop(), third, runNow()])
    assert.equal(runs, 2)
  })
})
