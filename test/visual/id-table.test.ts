import assert from 'node:assert/strict'
import { it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { IdTable } from '../../src/visual/vectors/id-table.ts'

/** How the ids of a library may be distributed. */
const IDS: Readonly<Record<string, (random: ReturnType<typeof randomFrom>) => number>> = {
  'that follow one another': ({ below }) => 100_000_000 + below(5000),
  'of ten digits at large distances': ({ below }) => 4096 * below(2_000_000),
  'in few groups': ({ below }) => 1_000_000_007 * below(9) + below(600),
}

for (const [what, draw] of Object.entries(IDS))
  it(`finds what a Map finds, with ids ${what}`, () => {
    const random = randomFrom(1)
    const [table, map] = [new IdTable(), new Map<number, number>()]
    for (let step = 0; step < 50_000; step++) {
      const id = draw(random)
      if (random.below(3) === 0) {
        table.delete(id)
        map.delete(id)
      } else {
        table.set(id, step)
        map.set(id, step)
      }
      const asked = draw(random)
      if (table.get(asked) !== (map.get(asked) ?? -1)) assert.fail(`${asked} after ${step} steps`)
    }
    for (const [id, number] of map) assert.equal(table.get(id), number)
  })
