/** The tables in which kernels count. */
export const COUNT_TABLES = 4

/**
 * The inner loops of the index. They work on one block of memory, in which addresses are in bytes. There are two
 * implementations that return the same: WebAssembly with SIMD (`wasm/`) and typed arrays (`typed/`), which runs where
 * WebAssembly cannot be used and for segments that are too small for a memory of their own.
 *
 * - A **bitmap** has a bit for each document, in a multiple of 32 bytes. A **block** is 128 documents (16 bytes).
 * - A **list** is ascending document numbers of 4 bytes.
 * - An **impact** is a byte, the score of a term in a document without the weight of the term.
 * - A **maximum** is the largest impact in a block (of documents for bitmaps, of entries for lists).
 */
export type Kernels = {
  /** Fills memory with zeros. */
  clear(address: number, bytes: number): void
  /**
   * Writes to `out` the documents that are in all of `count` bitmaps and in none of `excluded` further ones, whose
   * addresses are at `sets`. Returns their number.
   */
  andBits(sets: number, count: number, excluded: number, out: number, bytes: number): number
  /** Adds the documents of another bitmap. Returns how many were not there before. */
  orBits(bits: number, other: number, bytes: number): number
  /** Replaces `bits` by its complement below `documents`. */
  notBits(bits: number, documents: number, bytes: number): void
  countBits(bits: number, bytes: number): number
  /** Counts the documents that are in both bitmaps. */
  countBoth(bits: number, other: number, bytes: number): number
  /**
   * Adds the documents of all terms of texts numbered from `from` to before `to`, which `counts`, `postings` and
   * `kinds` describe (`SegmentLayout`), to a bitmap. Returns how many were not there before.
   */
  joinTerms(
    counts: number,
    postings: number,
    kinds: number,
    from: number,
    to: number,
    documents: number,
    bits: number,
    bytes: number,
  ): number
  /** Sets the bits of the documents in a list. Returns how many were not set before. */
  setBits(list: number, count: number, bits: number): number
  /** Clears the bits of the documents in a list. */
  clearBits(list: number, count: number, bits: number): void
  /** Sets the bits from `from` to before `to`. */
  setRange(bits: number, from: number, to: number): void
  /** Writes the documents of a bitmap as a list. Returns their number. */
  listBits(bits: number, bytes: number, out: number): number
  /** Writes the documents whose ranks, the number of documents of a bitmap before each, are an ascending list. */
  documentsAtRanks(bits: number, bytes: number, ranks: number, count: number, out: number): void
  /** Writes up to `count` documents of a bitmap after the first `skip` ones. Returns their number. */
  pageOfBits(bits: number, bytes: number, skip: number, count: number, out: number): number
  /** The same, from the last document backwards. */
  pageOfBitsBackwards(bits: number, bytes: number, skip: number, count: number, out: number): number

  /** Keeps the entries of a list whose bit is `wanted`. `out` may be the list itself. Returns their number. */
  probe(list: number, count: number, bits: number, wanted: number, out: number): number
  /**
   * Writes entries `x + shift` for all x of the list `few` for which x + `distance` is in the list `many`. Returns their
   * number. `out` may be `few`.
   */
  intersect(
    few: number,
    fewCount: number,
    many: number,
    manyCount: number,
    distance: number,
    shift: number,
    out: number,
  ): number
  /**
   * Writes packed positions of a term that has more than one (`positions.ts`), and up to three more numbers behind. Returns
   * their number.
   */
  unpackPositions(packed: number, out: number): number
  /**
   * Writes those entries x of the list `few` for which x + `distance` is among packed positions. Returns their number. `out`
   * may be `few`; at `block` is room for a block of positions.
   */
  intersectPositions(
    few: number,
    fewCount: number,
    packed: number,
    distance: number,
    out: number,
    block: number,
  ): number
  /** Keeps the entries of a list that are not in another one. `out` may be the list itself. Returns their number. */
  subtract(list: number, count: number, other: number, otherCount: number, out: number): number
  /**
   * Writes the documents to which ascending positions belong; the positions of document d begin at the d-th of
   * `starts`. `out` may be `positions`. Returns their number.
   */
  documentsOf(positions: number, count: number, starts: number, documents: number, out: number): number

  /**
   * Writes the best `limit` documents of a bitmap with scores higher than `above`, or equal to it for documents before
   * `tied`, and these scores, best first; equal scores by document number. `clauses` is a table as described in
   * `score-table.ts`. Returns their number.
   */
  bestOfBits(
    bits: number,
    documents: number,
    clauses: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number
  /**
   * The same for all documents of one bitmap with ranks, impacts and maxima, but those of the bitmap `excluded`, unless
   * it is 0. `weight` multiplies the impacts.
   */
  bestOfRanks(
    bits: number,
    ranks: number,
    impacts: number,
    maxima: number,
    excluded: number,
    documents: number,
    count: number,
    weight: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number
  /** The same for the documents of one list with impacts and maxima. */
  bestOfImpacts(
    list: number,
    impacts: number,
    maxima: number,
    excluded: number,
    count: number,
    weight: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number
  /** The same for a list with scores of 4 bytes. */
  bestOfScores(
    list: number,
    scores: number,
    count: number,
    limit: number,
    above: number,
    tied: number,
    outScores: number,
    outDocuments: number,
  ): number
  /**
   * Raise the impacts at `out`, one byte for each document of a list, to the impact that a part of a clause has in it:
   * a ranked part, a bitmap whose documents have the impact 1, and a list with impacts (or 0, if each is 1).
   */
  raiseByRanks(list: number, count: number, bits: number, ranks: number, impacts: number, out: number): void
  raiseByBits(list: number, count: number, bits: number, out: number): void
  raiseByList(
    list: number,
    count: number,
    other: number,
    otherCount: number,
    impacts: number,
    out: number,
  ): void
  /** The same as `raiseByRanks` for the documents of a bitmap, `hits`. */
  raiseHitsByRanks(
    hits: number,
    bytes: number,
    bits: number,
    ranks: number,
    impacts: number,
    out: number,
  ): void
  /** Adds the impacts of documents, multiplied by a weight, to their scores. */
  addScores(impacts: number, count: number, weight: number, scores: number): void
  /** Lifts the scores of the documents of a list by the head of a table as described in `score-table.ts`. */
  liftScores(list: number, count: number, table: number, scores: number): void
  /** Returns the highest of `count` scores, which are not negative; 0 if there are none. */
  highestScore(scores: number, count: number): number
  /**
   * Counts scores by their value without the lowest `shift` bits. `counts` has COUNT_TABLES tables of so many buckets, and the
   * sums are in the first one afterwards: scores that follow each other are often equal, and one count cannot be
   * increased again at once.
   */
  countScores(scores: number, count: number, shift: number, counts: number, buckets: number): void
  /** Counts bytes by their value, likewise. */
  countBytes(values: number, count: number, counts: number): void
  /** Writes the indexes of the bytes from `lowest` to `highest`. Returns their number. */
  bytesBetween(values: number, count: number, lowest: number, highest: number, out: number): number
  /** Writes the indexes of the scores from `lowest` to `highest`. Returns their number. */
  scoresBetween(scores: number, count: number, lowest: number, highest: number, out: number): number
  /** Returns the `rank`-th highest of counts; 0 if there are not so many. The higher ones are at `best` then. */
  countAtRank(counts: number, count: number, rank: number, best: number): number
  /**
   * Raises the bytes of `column` at the documents of a list to their impacts (or to 1, if `impacts` is 0), and the
   * maxima of their blocks.
   */
  raiseColumn(list: number, impacts: number, count: number, column: number, maxima: number): void
  /** Sets the bytes of `column` at the documents of a list, and the maxima of their blocks, to zero. */
  clearColumn(list: number, count: number, column: number, maxima: number): void

  /** Counts how often each value, of `width` bytes, occurs in the documents of a list (`ValueLists` of `segment.ts`). */
  countValues(
    list: number,
    count: number,
    starts: number,
    values: number,
    width: number,
    counts: number,
  ): void
  /** The same for a bitmap. */
  countValuesOfBits(
    bits: number,
    bytes: number,
    starts: number,
    values: number,
    width: number,
    counts: number,
  ): void
  /**
   * Writes the documents of a list that have the `limit` highest numbers of a column of 8 bytes each, and these numbers,
   * the highest first; equal ones by document number. Returns how many there are.
   */
  highestNumbers(
    list: number,
    count: number,
    column: number,
    limit: number,
    outNumbers: number,
    outDocuments: number,
  ): number
}
