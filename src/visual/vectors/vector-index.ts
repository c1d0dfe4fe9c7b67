/** The vector of one frame: 0 is the picture, or the poster of a video. Its elements are from -127 to 127. */
export type FrameVector = { readonly frame: number; readonly vector: Int8Array }

/** All vectors of an asset. */
export type AssetVectors = { readonly assetId: number; readonly frames: readonly FrameVector[] }

/** An asset that is similar to the query. */
export type Hit = {
  readonly assetId: number
  /** The frame that is most similar to the query. */
  readonly frame: number
  /** Cosine of the angle between the two vectors, from -1 to 1; 0 if one of them has no length. */
  readonly similarity: number
}

/** What to look for. */
export type NearestOptions = {
  /** The largest number of hits to return. */
  readonly limit: number
  /** Assets that are less similar are left out. */
  readonly minSimilarity: number
  /** The assets that a filter accepts; without it, all. Ids of assets without vectors do no harm. */
  readonly among?: Iterable<number>
}

/**
 * The port to an index of vectors, all made by the same embedder. It lives in memory and is a projection of the records:
 * whoever opens it fills it. Calls take effect in the order in which they were made.
 */
export type VectorIndex = {
  /** The number of elements of each vector. */
  readonly dimensions: number
  /** Replaces all vectors of each of the assets. @throws RangeError when a vector has another number of elements. */
  put(assets: readonly AssetVectors[]): Promise<void>
  /** Removes all vectors of the assets; unknown ones are ignored. */
  remove(assetIds: readonly number[]): Promise<void>
  /** Returns the number of vectors. */
  size(): Promise<number>
  /**
   * Returns the most similar assets, each once: the most similar first, and of equally similar ones the lowest id first.
   *
   * @throws RangeError when the query has another number of elements.
   */
  nearest(query: Int8Array, options: NearestOptions): Promise<Hit[]>
  /** Frees memory and threads; no other method may be called afterwards. */
  close(): Promise<void>
}
