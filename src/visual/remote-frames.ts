import type { Remote } from '../lib/thread-calls.ts'
import type { Frames, SearchedFrames } from './frame-index.ts'
import type { VectorSource } from './vector-source.ts'
import type { Hit, NearestOptions } from './vectors/vector-index.ts'

/** What another thread is told of the frames: which ones they are, and by what their vectors were computed. */
type FramesNow = {
  readonly number: number
  readonly source: Omit<VectorSource, 'vectorOfUpload' | 'vectorOfText'>
}

/** Functions by which other threads search the frames of this one. */
export type FrameFunctions = {
  currentFrames(): Promise<FramesNow>
  nearestFrames(number: number, query: Int8Array, options: NearestOptions): Promise<Hit[]>
  nearHashes(number: number, hash: string, bits: number): Promise<number[]>
  vectorOfUpload(number: number, upload: string): Promise<Int8Array | null>
  vectorOfText(number: number, text: string): Promise<Int8Array | null>
  understandTexts(): Promise<boolean>
}

/** Lets other threads search the frames of this one, so that they are in memory once. */
export function offerFrames(index: SearchedFrames): FrameFunctions {
  let latest: { readonly number: number; readonly frames: Frames } | null = null
  const numbered = async () => {
    const frames = await index.current()
    if (latest?.frames !== frames) latest = { number: (latest?.number ?? 0) + 1, frames }
    return latest
  }
  const framesOf = async (number: number) => {
    if (latest?.number !== number) throw new Error('These frames were closed.')
    return latest.frames
  }
  return {
    async currentFrames() {
      const { number, frames } = await numbered()
      const { id, dimensions, leastSimilarity, hasText } = frames.source
      return { number, source: { id, dimensions, leastSimilarity, hasText } }
    },
    nearestFrames: async (number, query, options) => (await framesOf(number)).vectors.nearest(query, options),
    nearHashes: async (number, hash, bits) => (await framesOf(number)).hashes.near(hash, bits),
    vectorOfUpload: async (number, upload) => (await framesOf(number)).source.vectorOfUpload(upload),
    vectorOfText: async (number, text) => (await framesOf(number)).source.vectorOfText(text),
    understandTexts: () => index.understandTexts(),
  }
}

/** The frames of another thread. */
export function remoteFrames(remote: Remote<FrameFunctions>): SearchedFrames {
  let latest: { readonly number: number; readonly frames: Frames } | null = null
  return {
    async current() {
      const { number, source } = await remote.currentFrames()
      if (latest?.number !== number) latest = { number, frames: framesNumbered(number, source) }
      return latest.frames
    },
    understandTexts: () => remote.understandTexts(),
  }

  function framesNumbered(number: number, source: FramesNow['source']): Frames {
    return {
      vectors: { nearest: (query, options) => remote.nearestFrames(number, query, options) },
      hashes: { near: (hash, bits) => remote.nearHashes(number, hash, bits) },
      source: {
        ...source,
        vectorOfUpload: (upload) => remote.vectorOfUpload(number, upload),
        vectorOfText: (text) => remote.vectorOfText(number, text),
      },
    }
  }
}
