import { openExactIndex } from '../../src/visual/vectors/exact-index.ts'
import { vectorIndexContract } from './vector-index.ts'

vectorIndexContract('The exact index', async (t, dimensions) => {
  const index = openExactIndex(dimensions)
  t.after(() => index.close())
  return index
})
