import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../../../lib/random.ts'
import { NO_PART } from '../../indexed-parts.ts'
import type { IndexedPart } from '../../search-index.ts'
import { EVENT_SCHEMA } from '../event-schema.ts'
import { buildSegment } from './build-segment.ts'
import { KnownTerms } from './known-terms.ts'
import type { SegmentDocument } from './segment-document.ts'

const random = randomFrom(7)
/** Words with letters of one to four bytes, of which many begin alike. */
const words = Array.from({ length: 6000 }, () =>
  Array.from({ length: 1 + random.below(9) }, () => random.pick(['a', 'b', 'z', '~', 'é', '東', '🎈'])).join(
    '',
  ),
)
const common = words.slice(0, 50).map((word, id) => partOf([word], { id, isCommon: true }))

test('a segment is the same whatever the segments before it had', () => {
  const known = new KnownTerms()
  for (const size of [1200, 10, 400, 1200, 1]) {
    const documents = Array.from({ length: size }, (_, id) => documentOf(id))
    assert.deepEqual(bytesOf(documents, known), bytesOf(documents, new KnownTerms()))
  }
})

function bytesOf(documents: readonly SegmentDocument[], known: KnownTerms): Buffer {
  const { memory, layout } = buildSegment(documents, { schema: EVENT_SCHEMA, threads: 1, known })
  return Buffer.from(memory.bytes.slice(0, layout.end))
}

function documentOf(id: number): SegmentDocument {
  const own = partOf(Array.from({ length: random.below(6) }, () => random.pick(words)))
  return {
    id,
    createdMs: random.below(1000),
    prior: 1,
    texts: [[own], [random.pick(common), random.pick(common)]],
    keys: [`family=${random.below(3)}`],
    tags: [{ of: 'artist', id: random.below(100), type: null }],
    numbers: {},
    colours: [],
  }
}

function partOf(
  terms: readonly string[],
  keyword?: { readonly id: number; readonly isCommon: true },
): IndexedPart {
  const part = { ...NO_PART, terms, written: terms.map((term) => term.slice(0, 5)), spelt: terms }
  if (!keyword) return part
  const { id, isCommon } = keyword
  return {
    ...part,
    isCommon,
    labelWords: terms,
    names: [{ kind: 'keyword', id, folded: terms[0]! }],
    tags: [{ of: 'keyword', id, type: 'Keyword' }],
  }
}
