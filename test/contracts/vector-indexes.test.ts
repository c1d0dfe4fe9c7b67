import { type MemoryIndexOptions, openMemoryIndex } from '../../src/visual/vectors/memory-index.ts'
import { openThreadedIndex } from '../../src/visual/vectors/threaded-index.ts'
import type { VectorIndex } from '../../src/visual/vectors/vector-index.ts'
import { vectorIndexContract } from './vector-index.ts'

const INDEXES: Readonly<Record<string, (dimensions: number) => VectorIndex>> = {
  'An index in a thread': openThreadedIndex,
  'An index in memory': inMemory({}),
  'An index without WebAssembly': inMemory({ withKernel: false }),
  'An index with sketches of all vectors': inMemory({ exactRows: 0 }),
}

for (const [name, open] of Object.entries(INDEXES))
  vectorIndexContract(name, async (t, dimensions) => {
    const index = open(dimensions)
    t.after(() => index.close())
    return index
  })

function inMemory(options: MemoryIndexOptions) {
  return (dimensions: number) => openMemoryIndex(dimensions, options)
}
