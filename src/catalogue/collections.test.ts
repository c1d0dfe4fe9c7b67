import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { collectionCode } from './collections.ts'

describe('the code of a collection', () => {
  const taken = new Set(['VNA', 'VNA2'])
  for (const [name, code] of [
    ['Stockbyte', 'STO'],
    ['Getty Images Sport', 'GIS'],
    ['Vitrine Metro', 'VME'],
    ['Vitrine Nature', 'VNA3'],
    ['A', 'AXX'],
    ['2024 übrig', '2UB'],
    ['写真', 'PIC'],
  ] as const) {
    it(`of ${name} is ${code}`, () => assert.equal(collectionCode(name, taken), code))
  }
})
