import { vectorOf } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { DESCRIPTOR } from '../media/features/descriptor.ts'
import { matchCopy } from './copy-match.ts'
import type { FrameIndex, Frames } from './frame-index.ts'
import type { Miniature } from './greys.ts'
import type { Hit } from './vectors/vector-index.ts'

/** A picture to compare with those of the library. */
export type SeenFrame = {
  readonly descriptor: Int8Array
  readonly perceptualHash: string
  readonly miniature: Miniature
}

/** An asset that looks like a picture. */
export type SeenAsset = {
  readonly assetId: number
  /** Cosine of the descriptors. */
  readonly similarity: number
  /** How well the picture fits into it as a copy (`matchCopy`); 0 if that is not worth comparing. */
  readonly likeness: number
}

/** Assets whose descriptors have at least this cosine are similar: a sixth of unrelated photographs of one genre are. */
const LEAST_SIMILARITY = 0.4
/** From this likeness on, a picture counts as a copy when results are ordered. */
const LEAST_LIKENESS = 0.75
/** Similar assets that are read first; the results are among these unless filters hide most of them. */
export const MAX_SIMILAR = 10_000
/** The most similar assets, and those with nearly the same hash, are checked for being copies. */
const CHECKED_FOR_COPIES = 100
const MAX_HASH_BITS = 10

type Services = { readonly db: Db; readonly frames: FrameIndex }

/**
 * Finds the assets that look like one of the given pictures: first those of which one is a copy, by how well it fits,
 * then similar ones by the cosine of their descriptors.
 *
 * @param among the assets to look at; by default all.
 */
export async function findSeen(
  { db, frames: index }: Services,
  pictures: readonly SeenFrame[],
  among?: readonly number[],
): Promise<SeenAsset[]> {
  const frames = await index.current()
  const best = new Map<number, SeenAsset>()
  for (const picture of pictures)
    for (const seen of await findSeenByOne({ db, frames }, picture, among)) {
      const known = best.get(seen.assetId)
      if (!known || compare(seen, known) < 0) best.set(seen.assetId, seen)
    }
  return [...best.values()].toSorted(compare)
}

async function findSeenByOne(
  { db, frames }: { db: Db; frames: Frames },
  picture: SeenFrame,
  among?: readonly number[],
): Promise<SeenAsset[]> {
  const options = among ? { among } : {}
  const near = await frames.vectors.nearest(picture.descriptor, {
    ...options,
    limit: CHECKED_FOR_COPIES,
    minSimilarity: -1,
  })
  const similar = await frames.vectors.nearest(picture.descriptor, {
    ...options,
    limit: MAX_SIMILAR,
    minSimilarity: LEAST_SIMILARITY,
  })
  const hashed = frames.hashes.near(picture.perceptualHash, MAX_HASH_BITS).slice(0, CHECKED_FOR_COPIES)
  const allowed = among && new Set(among)
  const candidates = [
    ...near.map(({ assetId }) => assetId),
    ...hashed.filter((id) => allowed?.has(id) ?? true),
  ]
  const likenesses = await findLikenesses(db, picture.miniature, candidates)
  const copies = [...likenesses].filter(([, likeness]) => likeness >= LEAST_LIKENESS)
  return merge(copies, [...near, ...similar])
}

/** Copies, which may have any similarity, and similar assets, of which some are copies. */
function merge(copies: readonly (readonly [number, number])[], hits: readonly Hit[]): SeenAsset[] {
  const similarities = new Map(hits.map(({ assetId, similarity }) => [assetId, similarity]))
  const seen = new Map<number, SeenAsset>()
  for (const [assetId, similarity] of similarities)
    if (similarity >= LEAST_SIMILARITY) seen.set(assetId, { assetId, similarity, likeness: 0 })
  for (const [assetId, likeness] of copies)
    seen.set(assetId, { assetId, similarity: similarities.get(assetId) ?? 0, likeness })
  return [...seen.values()]
}

/** Returns how well a picture fits into each of these assets, of those into which it fits best. */
async function findLikenesses(
  db: Db,
  copy: Miniature,
  assetIds: readonly number[],
): Promise<Map<number, number>> {
  const originals = await findMiniatures(db, assetIds)
  const best = new Map<number, number>()
  for (const { original, likeness } of matchCopy(copy, originals))
    best.set(original.assetId, Math.max(likeness, best.get(original.assetId) ?? 0))
  return best
}

async function findMiniatures(db: Db, assetIds: readonly number[]) {
  const rows = await db
    .selectFrom('frame')
    .innerJoin('master', 'master.assetId', 'frame.assetId')
    .select(['frame.assetId', 'frame.miniature', 'master.width', 'master.height'])
    .where('frame.assetId', 'in', idList(db, assetIds))
    .execute()
  return rows.map(({ assetId, miniature, width, height }) => ({
    assetId,
    miniature: { pixels: miniature, aspect: (width ?? 1) / (height ?? 1) },
  }))
}

/** Copies first, then by similarity; equal ones by id, so that pages do not overlap. */
const compare = (a: SeenAsset, b: SeenAsset) =>
  b.likeness - a.likeness || b.similarity - a.similarity || a.assetId - b.assetId

/** Returns the frames of an asset as pictures to compare with others; none if it has no pixels. */
export async function findFramesOf(db: Db, assetId: number): Promise<SeenFrame[]> {
  const rows = await db
    .selectFrom('frame')
    .innerJoin('frameVector', 'frameVector.frameId', 'frame.id')
    .innerJoin('master', 'master.assetId', 'frame.assetId')
    .select([
      'frame.perceptualHash',
      'frame.miniature',
      'frameVector.vector',
      'master.width',
      'master.height',
    ])
    .where('frame.assetId', '=', assetId)
    .where('frameVector.embedder', '=', DESCRIPTOR.id)
    .orderBy('frame.number')
    .execute()
  return rows.map(({ perceptualHash, miniature, vector, width, height }) => ({
    perceptualHash,
    descriptor: vectorOf(vector),
    miniature: { pixels: miniature, aspect: (width ?? 1) / (height ?? 1) },
  }))
}
