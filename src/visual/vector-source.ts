import { DESCRIPTOR } from '../media/features/descriptor.ts'

/** What the vectors that searches compare were computed by. */
export type VectorSource = {
  /** The id of an embedder, under which its vectors are kept. */
  readonly id: string
  readonly dimensions: number
  /** Cosine from which on pictures count as similar. */
  readonly leastSimilarity: number
  /** Returns the vector of an upload; null if it cannot be computed, so that only copies of it are found. */
  vectorOfUpload(upload: string): Promise<Int8Array | null>
  /** Whether it understands texts. */
  readonly hasText: boolean
  /** Returns the vector that pictures have of what a text says; null if it cannot be computed. */
  vectorOfText(text: string): Promise<Int8Array | null>
}

/** The descriptors that every decoded picture has. */
export const BUILT_IN: VectorSource = {
  ...DESCRIPTOR,
  // A sixth of unrelated photographs of one genre are similar then.
  leastSimilarity: 0.4,
  vectorOfUpload: async () => null,
  hasText: false,
  vectorOfText: async () => null,
}
