/** Documents of a block: kernels skip blocks by their maxima. */
export const BLOCK = 128
/** A term is stored as a bitmap if at least one document in this many has it. */
const DENSE_FROM = 64
/** Bitmaps are read in vectors of 16 bytes. */
const BITMAP_ALIGNMENT = 16

/** Returns the bytes of a bitmap of this many documents: a multiple of 32. */
export const bitmapBytes = (documents: number): number => Math.ceil(documents / 256) * 32
/** Returns the number of blocks of so many documents or entries. */
export const blocksOf = (entries: number) => Math.ceil(entries / BLOCK)

/** What determines how the documents of a term are stored. */
export type PostingShape = {
  /** The number of documents that have the term. */
  readonly count: number
  /** The number of documents of the segment. */
  readonly documents: number
  readonly hasImpacts: boolean
}

/** The documents of a term in a segment. Addresses of impacts, maxima and ranks are 0 if it has no impacts. */
export type Posting =
  | {
      readonly kind: 'bits'
      readonly count: number
      readonly bits: number
      /** The number of its documents before each block. */
      readonly ranks: number
      readonly impacts: number
      /** For each block of documents. */
      readonly maxima: number
    }
  | {
      readonly kind: 'list'
      readonly count: number
      readonly list: number
      readonly impacts: number
      /** For each block of entries. */
      readonly maxima: number
    }

/** Returns whether the documents of a term are stored as a bitmap. */
export const isDense = ({ count, documents }: Pick<PostingShape, 'count' | 'documents'>): boolean =>
  count * DENSE_FROM >= documents

/** Returns the bytes that the documents of a term take, and the alignment of their address. */
export function postingSize(shape: PostingShape): { bytes: number; alignment: number } {
  const { count, documents, hasImpacts } = shape
  if (!isDense(shape)) return { bytes: count * 4 + (hasImpacts ? count + blocksOf(count) : 0), alignment: 4 }
  const blocks = blocksOf(documents)
  return {
    bytes: bitmapBytes(documents) + (hasImpacts ? blocks * 5 + count : 0),
    alignment: BITMAP_ALIGNMENT,
  }
}

/** Returns where the documents of a term are, which are stored from `address`. */
export function postingAt(address: number, shape: PostingShape): Posting {
  const { count, documents, hasImpacts } = shape
  if (!isDense(shape)) {
    const impacts = hasImpacts ? address + count * 4 : 0
    return { kind: 'list', count, list: address, impacts, maxima: hasImpacts ? impacts + count : 0 }
  }
  if (!hasImpacts) return { kind: 'bits', count, bits: address, ranks: 0, impacts: 0, maxima: 0 }
  const ranks = address + bitmapBytes(documents)
  const maxima = ranks + blocksOf(documents) * 4
  return { kind: 'bits', count, bits: address, ranks, maxima, impacts: maxima + blocksOf(documents) }
}
