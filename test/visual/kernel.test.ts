import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { KERNELS, makeKernel, moduleOf } from '../../generate/kernel.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { plainScanner } from '../../src/visual/vectors/plain-scanner.ts'
import { simdScanner } from '../../src/visual/vectors/simd-scanner.ts'

describe('the WebAssembly of the index of vectors', () => {
  it('is what its source compiles to', async () => {
    const text = await readFile(moduleOf(KERNELS.visual), 'utf8')
    assert.equal(text, await makeKernel(KERNELS.visual), 'run "npm run kernel"')
  })

  for (const dimensions of [1, 16, 50, 1280])
    it(`computes the products of ${dimensions} elements that plain JavaScript computes`, () => {
      const random = randomFrom(dimensions)
      const rows = Array.from({ length: 100 }, () => anyVector(random, dimensions))
      const query = anyVector(random, dimensions)
      const [simd, plain] = [simdScanner, plainScanner].map((open) => {
        const scanner = open(dimensions)
        scanner.reserve(rows.length)
        rows.forEach((row, at) => {
          scanner.rows.set(row, at * scanner.rowBytes)
        })
        scanner.setQuery(query)
        return [
          [...scanner.products(10, 80)],
          [...scanner.productsOf(Uint32Array.of(99, 0, 50, 50))],
        ] as const
      })
      assert.deepEqual(simd, plain)
    })
})

/** A vector of all possible elements. */
const anyVector = (random: ReturnType<typeof randomFrom>, length: number) =>
  Int8Array.from({ length }, () => random.below(256) - 128)
