import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readItemLocations } from './item-locations.ts'

const iloc = (sizes: readonly [number, number], ...items: readonly (readonly number[])[]) =>
  Buffer.from([1, 0, 0, 0, ...sizes, 0, items.length, ...items.flat()])

describe('the item locations of a HEIF', () => {
  it('are read with base offsets and indexes', () => {
    const item = [0, 7, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 9, 0, 0, 0, 5, 0, 0, 0, 3]
    assert.deepEqual(readItemLocations(iloc([0x44, 0x42], item), 10), [
      { id: 7, method: 1, isElsewhere: false, extents: [{ offset: 261, length: 3 }] },
    ])
  })

  it('are damaged if items claim more parts than a file has, none of which takes a byte', () => {
    const item = [0, 1, 0, 0, 0, 0, 255, 255]
    assert.throws(() => readItemLocations(iloc([0, 0], item, item), 10), RangeError)
  })
})
