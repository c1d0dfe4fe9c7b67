import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { it } from 'node:test'
import fc from 'fast-check'
import { KERNELS, makeKernel, moduleOf } from '../../generate/kernel.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { KERNEL } from '../../src/search/embedded/kernels/kernel.gen.ts'
import type { Kernels } from '../../src/search/embedded/kernels/kernels.ts'
import { PART } from '../../src/search/embedded/kernels/score-table.ts'
import { typedKernels } from '../../src/search/embedded/kernels/typed/typed-kernels.ts'
import { PositionPacker, unpackPositions } from '../../src/search/embedded/positions.ts'

/** A memory with the same random content for both implementations, and room for results. */
const PAGES = 8
const module = await WebAssembly.compile(Buffer.from(KERNEL, 'base64'))

const DOCUMENTS = 1000
const BITMAP = 128
/** Addresses of what the kernels read and write. */
const AT = {
  bits: 1024,
  lists: 8192,
  packed: 40_960,
  few: 49_152,
  impacts: 65_536,
  ranks: 98_304,
  maxima: 114_688,
  table: 131_072,
  steps: 132_096,
  chosen: 132_608,
  terms: 133_120,
  out: 196_608,
  more: 262_144,
}

it('the WebAssembly of the kernels is what its source compiles to', async () => {
  assert.equal(
    await readFile(moduleOf(KERNELS.search), 'utf8'),
    await makeKernel(KERNELS.search),
    'run "npm run kernel"',
  )
})

it('kernels return the same in WebAssembly and over typed arrays', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 0, max: 4 }),
      (seed, thinness) => {
        const [typed, compiled] = [memoryOf('typed'), memoryOf('compiled')]
        for (const { buffer } of [typed, compiled]) fill(buffer, seed, thinness)
        for (const [name, call] of Object.entries(CALLS)) {
          const results = [typed, compiled].map(({ kernels, buffer }) => {
            const result = call(kernels)
            // What is behind the last entry of a result is undefined.
            if (result !== undefined && !NUMBERS.includes(name))
              new Uint8Array(buffer).fill(0, AT.out + result * 4, AT.more)
            return result
          })
          assert.equal(results[0], results[1], `result of ${name}`)
          assert.ok(Buffer.from(typed.buffer).equals(Buffer.from(compiled.buffer)), `memory after ${name}`)
        }
      },
    ),
    { numRuns: 60 },
  )
})

it('positions are unpacked as they were packed', () => {
  const differences = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2 ** 31 })),
    {
      size: 'large',
    },
  )
  const last = 2 ** 32 - 1
  fc.assert(
    fc.property(fc.array(differences, { maxLength: 4 }), (terms) => {
      const packer = new PositionPacker(terms.length, 0)
      const all = terms.map((term) => {
        let sum = 0
        return Uint32Array.from(term.map((it) => (sum += it)).filter((it) => it <= last))
      })
      for (const positions of all) packer.add(positions, 0, positions.length)
      const { starts, words } = packer.finish()
      all.forEach((positions, term) => {
        const out = new Uint32Array(positions.length)
        const count = unpackPositions(words, starts[term]!, starts[term + 1]! - starts[term]!, out)
        assert.deepEqual([count, out], [positions.length, positions])
      })
    }),
  )
})

function memoryOf(kind: 'typed' | 'compiled'): { buffer: ArrayBufferLike; kernels: Kernels } {
  if (kind === 'typed') {
    const buffer = new ArrayBuffer(PAGES * 65_536)
    return { buffer, kernels: typedKernels(buffer) }
  }
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return { buffer: memory.buffer, kernels: exports as unknown as Kernels }
}

/** Fills memory with bitmaps, ascending lists, impacts, ranks, maxima and tables that belong together. */
function fill(buffer: ArrayBufferLike, seed: number, thinness: number): void {
  const bytes = new Uint8Array(buffer)
  const words = new Uint32Array(buffer)
  const { below } = randomFrom(seed)
  for (let set = 0; set < 4; set++) {
    const bits = AT.bits + set * BITMAP
    const list: number[] = []
    for (let document = 0; document < DOCUMENTS; document++) {
      if (below(2 + thinness * 7) !== 0) continue
      bytes[bits + (document >> 3)]! |= 1 << (document & 7)
      list.push(document)
    }
    words.set(list, (AT.lists + set * 8192) >> 2)
    words[(AT.table >> 2) + set] = bits
    const impacts = list.map(() => 1 + below(255))
    bytes.set(impacts, AT.impacts + set * 2048)
    for (let block = 0; block < 8; block++) {
      const inBlock = list
        .map((document, at) => [document >> 7, at] as const)
        .filter(([own]) => own === block)
      words[(AT.ranks >> 2) + set * 8 + block] = list.filter((document) => document >> 7 < block).length
      bytes[AT.maxima + set * 16 + block] = Math.max(0, ...inBlock.map(([, at]) => impacts[at]!))
      bytes[AT.maxima + set * 16 + 8 + block] = Math.max(0, ...impacts.slice(block << 7, (block + 1) << 7))
    }
    lengths[set] = list.length
  }
  const positionsOf = (set: number, shift: number) =>
    words
      .slice(list(set) >> 2, (list(set) >> 2) + lengths[set]!)
      .map((document) => document * SCALES[seed % SCALES.length]! + shift)
  const packer = new PositionPacker(1, 0)
  packer.add(positionsOf(1, 0), 0, lengths[1]!)
  words.set(packer.finish().words, AT.packed >> 2)
  words.set(positionsOf(0, 2), AT.few >> 2)
  words.set(tableOfClauses(), (AT.table >> 2) + 64)
  words.set(STEPS, AT.steps >> 2)
  words.set([0, 2, lengths[0]! - 1], AT.chosen >> 2)
  // Four terms: two bitmaps, one that is not of texts, and the first three documents of a list.
  words.set([900, 900, 900, Math.min(3, lengths[0]!)], AT.terms >> 2)
  words.set([bits(2), bits(3), bits(0), list(0)], (AT.terms >> 2) + 4)
  bytes.set([1, 1, 0, 1], AT.terms + 32)
}
const lengths = [0, 0, 0, 0]
/** Positions are documents multiplied by one of these, so that their differences take few or many bits. */
const SCALES = [1, 37, 4_000_037]

const bits = (set: number) => AT.bits + set * BITMAP
const list = (set: number) => AT.lists + set * 8192
const impacts = (set: number) => AT.impacts + set * 2048
const ranks = (set: number) => AT.ranks + set * 32
const maxima = (set: number) => AT.maxima + set * 16
const part = (set: number) => [PART.ranked, bits(set), ranks(set), impacts(set), maxima(set)]

/** Documents that end at these numbers have these shares, if they are fresh. */
const STEPS = [100, 20, 130, 9, 700, 3]

/** Two clauses, of one and of two parts, own and fresh documents, and documents that come first. */
const tableOfClauses = () => [
  3,
  2,
  bits(2),
  26,
  bits(3),
  STEPS.length / 2,
  AT.steps,
  5,
  1,
  ...part(0),
  3,
  2,
  ...part(1),
  ...part(3),
  100_000,
  1,
  PART.flag,
  bits(2),
  0,
  0,
  0,
]

/** The kernels that return a number that is not that of entries at `out`. */
const NUMBERS = ['highestScore', 'countAtRank', 'countBits', 'countBoth', 'orBits', 'setBits', 'joinTerms']

const CALLS: Record<string, (kernels: Kernels) => number | undefined> = {
  andBits: (it) => it.andBits(AT.table, 2, 1, AT.out, BITMAP),
  'andBits of one': (it) => it.andBits(AT.table, 1, 0, AT.out, BITMAP),
  'andBits of four': (it) => it.andBits(AT.table, 4, 0, AT.out, BITMAP),
  countBits: (it) => it.countBits(bits(1), BITMAP),
  countBoth: (it) => it.countBoth(bits(1), bits(2), BITMAP),
  listBits: (it) => it.listBits(bits(1), BITMAP, AT.out),
  pageOfBits: (it) => it.pageOfBits(bits(0), BITMAP, 3, 40, AT.out),
  pageOfBitsBackwards: (it) => it.pageOfBitsBackwards(bits(0), BITMAP, 3, 40, AT.out),
  documentsAtRanks: (it) => void it.documentsAtRanks(bits(0), BITMAP, AT.chosen, 3, AT.out),
  'probe for present': (it) => it.probe(list(0), lengths[0]!, bits(1), 1, AT.out),
  'probe for absent': (it) => it.probe(list(0), lengths[0]!, bits(1), 0, AT.out),
  'intersect equal lengths': (it) => it.intersect(list(0), lengths[0]!, list(1), lengths[1]!, 0, 0, AT.out),
  'intersect a short list': (it) =>
    it.intersect(list(0), Math.min(3, lengths[0]!), list(1), lengths[1]!, 2, 7, AT.out),
  unpackPositions: (it) => it.unpackPositions(AT.packed, AT.out),
  'intersectPositions with many': (it) =>
    it.intersectPositions(AT.few, lengths[0]!, AT.packed, -2, AT.out, AT.out + 16_384),
  'intersectPositions with few': (it) =>
    it.intersectPositions(AT.few, Math.min(3, lengths[0]!), AT.packed, -2, AT.out, AT.out + 16_384),
  subtract: (it) => it.subtract(list(0), lengths[0]!, list(1), lengths[1]!, AT.out),
  bestOfBits: (it) => it.bestOfBits(bits(0), DOCUMENTS, AT.table + 256, 20, 40, 0, AT.out, AT.more),
  bestOfRanks: (it) =>
    it.bestOfRanks(
      bits(0),
      ranks(0),
      impacts(0),
      maxima(0),
      bits(1),
      DOCUMENTS,
      lengths[0]!,
      3,
      20,
      300,
      500,
      AT.out,
      AT.more,
    ),
  'bestOfBits with ties': (it) =>
    it.bestOfBits(bits(0), DOCUMENTS, AT.table + 256, 20, 900, 400, AT.out, AT.more),
  bestOfImpacts: (it) =>
    it.bestOfImpacts(list(1), impacts(1), maxima(1) + 8, 0, lengths[1]!, 3, 20, 600, 600, AT.out, AT.more),
  'bestOfImpacts without some': (it) =>
    it.bestOfImpacts(list(1), impacts(1), maxima(1) + 8, bits(2), lengths[1]!, 3, 20, -1, 0, AT.out, AT.more),
  raiseByRanks: (it) => void it.raiseByRanks(list(0), lengths[0]!, bits(1), ranks(1), impacts(1), AT.more),
  raiseByBits: (it) => void it.raiseByBits(list(0), lengths[0]!, bits(2), AT.more),
  raiseByList: (it) => void it.raiseByList(list(0), lengths[0]!, list(3), lengths[3]!, impacts(3), AT.more),
  'raiseByList without impacts': (it) =>
    void it.raiseByList(list(0), lengths[0]!, list(3), lengths[3]!, 0, AT.more),
  raiseHitsByRanks: (it) => void it.raiseHitsByRanks(bits(2), BITMAP, bits(1), ranks(1), impacts(1), AT.more),
  addScores: (it) => void it.addScores(AT.more, lengths[0]!, 9, AT.out),
  liftScores: (it) => void it.liftScores(list(0), lengths[0]!, AT.table + 256, AT.out),
  bestOfScores: (it) => it.bestOfScores(list(0), AT.out, lengths[0]!, 20, 150, 800, AT.more, AT.more + 4096),
  highestScore: (it) => it.highestScore(AT.out, lengths[0]!),
  countScores: (it) => void it.countScores(AT.out, lengths[0]!, 9, AT.more + 65_536, 1024),
  countBytes: (it) => void it.countBytes(impacts(0), lengths[0]!, AT.more + 98_304),
  bytesBetween: (it) => it.bytesBetween(impacts(0), lengths[0]!, 90, 200, AT.out),
  scoresBetween: (it) => it.scoresBetween(AT.more + 8192, lengths[0]!, 100, 2000, AT.out),
  highestNumbers: (it) => it.highestNumbers(list(0), lengths[0]!, AT.lists, 20, AT.more + 4096, AT.more),
  countAtRank: (it) => it.countAtRank(AT.lists, 900, 20, AT.more + 8192),
  raiseColumnWithoutImpacts: (it) =>
    void it.raiseColumn(list(3), 0, lengths[3]!, AT.more + 8192, AT.more + 16_384),
  raiseColumn: (it) =>
    void it.raiseColumn(list(3), impacts(3), lengths[3]!, AT.more + 8192, AT.more + 16_384),
  clearColumn: (it) => void it.clearColumn(list(2), lengths[2]!, AT.more + 8192, AT.more + 16_384),
  countValues: (it) =>
    void it.countValues(list(0), Math.min(lengths[0]!, 5), AT.ranks, list(1), 4, AT.more + 32_768),
  countNarrowValues: (it) =>
    void it.countValues(list(0), Math.min(lengths[0]!, 5), AT.ranks, list(1), 2, AT.more + 32_768),
  countNarrowValuesOfBits: (it) =>
    void it.countValuesOfBits(AT.chosen, 8, AT.ranks, list(1), 2, AT.more + 32_768),
  orBits: (it) => it.orBits(bits(0), bits(1), BITMAP),
  notBits: (it) => void it.notBits(bits(3), DOCUMENTS, BITMAP),
  setBits: (it) => it.setBits(list(2), lengths[2]!, bits(1)),
  joinTerms: (it) => it.joinTerms(AT.terms, AT.terms + 16, AT.terms + 32, 0, 4, DOCUMENTS, bits(1), BITMAP),
  clear: (it) => void it.clear(bits(1), BITMAP),
  clearBits: (it) => void it.clearBits(list(0), lengths[0]!, bits(2)),
  setRange: (it) => void it.setRange(bits(2), 13, 131),
}
