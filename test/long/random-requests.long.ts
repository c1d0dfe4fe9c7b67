import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allOperations } from '../../src/http/operations.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { emptyLibrary, serve, takeIn, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'

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

describe('random requests', () => {
  it(`${REQUESTS} of them get an answer that is no server failure, in JSON`, async (t) => {
    const folder = await temporaryFolder(t)
    await writePicture(folder, 'a.jpg', {
      title: 'Lake',
      keywords: ['two people', 'water'],
      artist: 'Anna Beispiel',
      city: 'Bern',
    })
    await writePicture(folder, 'b.jpg', { title: 'Hut', colour: 'red', width: 300, height: 900 })
    const library = await emptyLibrary(t)
    await takeIn(library, folder)
    const server = await serve(library)
    const random = randomFrom(SEED)
    const operations = allOperations(library)
    for (let count = 0; count < REQUESTS; count++) {
      const operation = random.pick(operations)
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
        const value = known.length > 0 && random.below(4) > 0 ? random.pick(known) : random.pick(VALUES)
        return `${name}=${encodeURIComponent(value.toWellFormed())}`
      })
      const path = operation.url.replace(
        '{id}',
        encodeURIComponent(random.pick(['100000001', '5', ...WORDS]).toWellFormed()),
      )
      const address = `${path}${random.pick(['', '/'])}?${query.join('&')}`
      const language = random.pick(VALUES.filter((value) => /^[\x20-\x7e]*$/.test(value)))
      const answer = await server.get(address, { 'accept-language': language })
      assert.ok(answer.status < 500, `${answer.status} for ${address}: ${answer.text}`)
      assert.ok(answer.json !== null, `no JSON for ${address}: ${answer.text}`)
    }
  })
})
