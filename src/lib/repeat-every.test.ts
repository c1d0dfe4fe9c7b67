import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { repeatEvery } from './repeat-every.ts'

const LONG_MS = 60_000

describe('repeated work', () => {
  it('runs immediately on request, again if it was already running, and never after it was stopped', async () => {
    let runs = 0
    const end = Promise.withResolvers<void>()
    const failures: unknown[] = []
    const { runNow, stop } = repeatEvery(
      LONG_MS,
      async () => {
        runs++
        await end.promise
        if (runs === 2) throw new Error('second run failed')
      },
      (error) => failures.push(error),
    )
    const asked = [runNow(), runNow()]
    assert.equal(runs, 1)
    end.resolve()
    await Promise.all(asked)
    assert.equal(runs, 2, 'a run that had already started may have missed the reason for the request')
    assert.match(String(failures), /^Error: second run failed$/)

    const third = runNow()
    await Promise.all([stop(), third, runNow()])
    assert.equal(runs, 2)
  })

  it('reports a failure once as long as it repeats itself', async () => {
    const ways = ['no disk', 'no disk', 'no disk', 'no memory', null, 'no memory']
    const failures: string[] = []
    const work = async () => {
      const way = ways.shift() ?? null
      if (way !== null) throw new Error(way)
    }
    const { runNow, stop } = repeatEvery(LONG_MS, work, (error) => failures.push(String(error)))
    while (ways.length > 0) await runNow()
    await stop()
    assert.deepEqual(failures, ['Error: no disk', 'Error: no memory', 'Error: no memory'])
  })
})
