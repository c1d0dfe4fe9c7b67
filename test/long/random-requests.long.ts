import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allOperations } from '../../src/http/operations.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { makeWorld } from '../fidelity/world.ts'
import { operationServices } from '../support/library.ts'

const REQUESTS = 2000
const SEED = 20261124
const WORDS = [
  'lake',
  '"',
  '"two people"',
  'é',
  '日本',
  '*',
  '()',
  'AND',
  'a'.repeat(300),
  '%00',
  '\ud800',
  '-1',
  '0',
  "'; --",
]
const VALUES = [
  ...WORDS,
  '1',
  '3',
  '30',
  '999999999999',
  'true',
  'False',
  'null',
  '',
  ',,,',
  '2024-02-30',
  '1e9',
  'comp',
  'id',
]
/** Some existing image ids; those of events come from the library. */
const IDS = ['100000001', '100000077', '100000200', '5', '100000001,100000002']

describe('random requests', () => {
  it(`${REQUESTS} of them get an answer that is no server failure, in JSON`, async (t) => {
    const world = await makeWorld(t)
    const ids = [...IDS, ...Object.values(world.events).map(String)]
    const random = randomFrom(SEED)
    const operations = allOperations(await operationServices(world.library))
    for (let count = 0; count < REQUESTS; count++) {
      const operation = operations[count % operations.length]!
      const enumerated = (name: string): string[] => {
        const schema = operation.query.properties[name] as
          | { enum?: string[]; items?: { enum?: string[] } }
          | undefined
        return [...(schema?.enum ?? []), ...(schema?.items?.enum ?? [])].map(String)
      }
      const names = [...Object.keys(operation.query.properties), 'nonsense', '__proto__', 'fields[0]']
      const query = Array.from({ length: random.below(5) }, () => {
        const name = random.pick(names)
        const known = enumerated(name)
        const usual = name === 'ids' ? ids : known
        const value = usual.length > 0 && random.below(4) > 0 ? random.pick(usual) : random.pick(VALUES)
        return `${name}=${encodeURIComponent(value.toWellFormed())}`
      })
      const path = operation.url.replace(
        '{id}',
        encodeURIComponent(random.pick([...ids, ...WORDS]).toWellFormed()),
      )
      const address = `${path}${random.pick(['', '/'])}?${query.join('&')}`
      const header = () => random.pick(VALUES.filter((value) => /^[\x20-\x7e]*$/.test(value)))
      const headers = {
        'accept-language': header(),
        'gi-country-code': random.pick(['NOR', 'deu', header()]),
      }
      const answer = await world.send(address, { key: random.pick(['plain', 'all']), headers })
      assert.ok(answer.status < 500, `${answer.status} for ${address}: ${answer.text}`)
      assert.ok(answer.json !== null, `no JSON for ${address}: ${answer.text}`)
    }
  })
})
