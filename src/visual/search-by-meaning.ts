import type { AssetSearch } from '../search/asset-search.ts'
import { type FoundAssets, searchAssets } from '../search/search-assets.ts'
import type { SearchContext } from '../search/search-context.ts'
import { type Frames, withFrames } from './frame-index.ts'
import type { SightServices } from './search-by-sight.ts'

/**
 * So many of the best assets are sorted anew. Pages behind them are in the order of words, so that pages never overlap.
 */
const REORDERED = 500
/** The constant of reciprocal rank fusion (Cormack, Clarke, Buettcher, 2009): the larger, the less the first ranks count. */
const RANK_CONSTANT = 60

/**
 * Runs a search, and mixes the order by words with the similarity of pictures to what the phrase says, if the embedder understands
 * texts. What is found, the total and the facets are those of the words.
 */
export async function searchByMeaning(
  services: SightServices,
  request: AssetSearch,
  context: SearchContext,
): Promise<FoundAssets> {
  const { offset, size } = request.page
  const isByScore = request.sort === 'best' && request.phrase.trim() !== ''
  if (
    !isByScore ||
    request.picturedFirst ||
    offset >= REORDERED ||
    !(await services.frames.understandTexts())
  )
    return searchAssets(services, request, context)
  const page = { offset: 0, size: Math.max(REORDERED, offset + size) }
  const found = await searchAssets(services, { ...request, page }, context)
  const mixed = await withFrames(services.frames, (frames) =>
    mixedOrder(frames, found.corrected ?? request.phrase, found.ids.slice(0, REORDERED)),
  )
  const ids = [...mixed, ...found.ids.slice(REORDERED)]
  return { ...found, ids: ids.slice(offset, offset + size) }
}

/** Sorts assets by both of their ranks: by words, as they are, and by the similarity of their pictures to a text. */
async function mixedOrder(
  { vectors, source }: Frames,
  phrase: string,
  ids: readonly number[],
): Promise<readonly number[]> {
  const vector = await source.vectorOfText(phrase)
  if (!vector || ids.length === 0) return ids
  const similar = await vectors.nearest(vector, { limit: ids.length, minSimilarity: -1, among: ids })
  const scores = new Map(ids.map((id, rank) => [id, fused(rank)]))
  similar.forEach(({ assetId }, rank) => {
    scores.set(assetId, scores.get(assetId)! + fused(rank))
  })
  return ids.toSorted((a, b) => scores.get(b)! - scores.get(a)!)
}

const fused = (rank: number) => 1 / (RANK_CONSTANT + rank)
