import { vectorOf } from '../catalogue/frames.ts'
import type { Db } from '../db/database.ts'
import { idList } from '../db/lists.ts'
import { matchCopy } from './copy-match.ts'
import { type Frames, type SearchedFrames, withFrames } from './frame-index.ts'
import { type Miniature, miniatureOf } from './greys.ts'
import type { Hit } from './vectors/vector-index.ts'

/** A picture to compare with those of the library. */
export type SeenFrame = {
  /** Its vectors, by the ids of their sources. */
  readonly vectors: Readonly<Record<string, Int8Array>>
  /** Key of the file, if it is an upload: sources can compute a vector of it. */
  readonly upload?: string
  readonly perceptualHash: string
  readonly miniature: Miniature
}

/** An asset that looks like a picture. */
export type SeenAsset = {
  readonly assetId: number
  /** Cosine of the vectors. */
  readonly similarity: number
  /** How well the picture fits into it as a copy (`matchCopy`); 0 if that is not worth comparing. */
  readonly likeness: number
}

/** From this likeness on, a picture counts as a copy when results are ordered. */
const LEAST_LIKENESS = 0.75
/** Similar assets that are read first; the results are among these unless filters hide most of them. */
export const MAX_SIMILAR = 10_000
/** The most similar assets, and those with nearly the same hash, are checked for being copies. */
const CHECKED_FOR_COPIES = 100
const MAX_HASH_BITS = 10

type Services = { readonly db: Db; readonly frames: SearchedFrames }

/**
 * Finds the assets that look like one of the given pictures: first those of which one is a copy, by how well it fits,
 * then similar ones by the cosine of their vectors.
 *
 * @param among the assets to look at; by default all.
 */
export function findSeen(
  { db, frames: index }: Services,
  pictures: readonly SeenFrame[],
  among?: readonly number[],
): Promise<SeenAsset[]> {
  return withFrames(index, (frames) => findSeenIn({ db, frames }, pictures, among))
}

async function findSeenIn(
  services: { db: Db; frames: Frames },
  pictures: readonly SeenFrame[],
  among?: readonly number[],
): Promise<SeenAsset[]> {
  const best = new Map<number, SeenAsset>()
  for (const picture of pictures)
    for (const seen of await findSeenByOne(services, picture, among)) {
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
  const { near, similar } = await findNearest(frames, picture, among)
  const alike = await frames.hashes.near(picture.perceptualHash, MAX_HASH_BITS)
  const hashed = alike.slice(0, CHECKED_FOR_COPIES)
  const allowed = among && new Set(among)
  const candidates = [
    ...near.map(({ assetId }) => assetId),
    ...hashed.filter((id) => allowed?.has(id) ?? true),
  ]
  const likenesses = await findLikenesses(db, picture.miniature, candidates)
  const copies = [...likenesses].filter(([, likeness]) => likeness >= LEAST_LIKENESS)
  return merge(copies, near, similar)
}

/** Returns the nearest assets, however similar they are, and those that are similar. */
async function findNearest(
  { vectors, source }: Frames,
  { vectors: known, upload }: SeenFrame,
  among?: readonly number[],
): Promise<{ near: Hit[]; similar: Hit[] }> {
  const vector = known[source.id] ?? (upload === undefined ? null : await source.vectorOfUpload(upload))
  if (!vector) return { near: [], similar: [] }
  const find = (limit: number, minSimilarity: number) =>
    vectors.nearest(vector, { limit, minSimilarity, ...(among ? { among } : {}) })
  return {
    near: await find(CHECKED_FOR_COPIES, -1),
    similar: await find(MAX_SIMILAR, source.leastSimilarity),
  }
}

/** Copies, which may have any similarity, and similar assets, of which some are copies. */
function merge(
  copies: readonly (readonly [number, number])[],
  near: readonly Hit[],
  similar: readonly Hit[],
): SeenAsset[] {
  const similarities = new Map([...near, ...similar].map(({ assetId, similarity }) => [assetId, similarity]))
  const seen = new Map<number, SeenAsset>()
  for (const { assetId, similarity } of similar) seen.set(assetId, { assetId, similarity, likeness: 0 })
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
  return rows.map((row) => ({ assetId: row.assetId, miniature: miniatureOf(row) }))
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
    .select(['frame.number', 'frame.perceptualHash', 'frame.miniature'])
    .select(['frameVector.embedder', 'frameVector.vector', 'master.width', 'master.height'])
    .where('frame.assetId', '=', assetId)
    .orderBy('frame.number')
    .execute()
  return [...Map.groupBy(rows, ({ number }) => number).values()].map((ofFrame) => {
    const [first] = ofFrame
    return {
      perceptualHash: first!.perceptualHash,
      vectors: Object.fromEntries(ofFrame.map(({ embedder, vector }) => [embedder, vectorOf(vector)])),
      miniature: miniatureOf(first!),
    }
  })
}
