/** A picture as an embedder sees it: upright, in sRGB, on white where it was transparent. */
export type EmbedderPicture = {
  /**
   * Returns the picture in this size, three bytes (red, green, blue) for each pixel, row by row: scaled to cover it and
   * cut at the longer sides, or stretched (`fill`).
   */
  pixels(size: {
    readonly width: number
    readonly height: number
    readonly fit?: 'cover' | 'fill'
  }): Promise<Uint8Array>
}

/** Used for embedders that do not say from which cosine on pictures are similar. */
export const LEAST_SIMILARITY = 0.5

/**
 * A plug that turns pictures into vectors, of which similar pictures have similar ones. docs/how-to/visual-search.md shows
 * how to write one.
 */
export type Embedder = {
  /** Identifies vectors that can be compared: it changes with the model and with how pictures are prepared for it. */
  readonly id: string
  /** The number of elements of each vector. */
  readonly dimensions: number
  /** Cosine of their vectors from which on pictures count as similar; LEAST_SIMILARITY if it does not say. */
  readonly leastSimilarity?: number
  /** Returns a vector. Only its direction counts. */
  embedImage(picture: EmbedderPicture): Promise<ArrayLike<number>>
  /** Returns the vector that pictures have of what a text says, if the embedder understands texts. */
  embedText?(text: string): Promise<ArrayLike<number>>
}

/** Converts a vector to bytes that have nearly the same direction: its largest element becomes 127. */
export function toInt8(vector: ArrayLike<number>): Int8Array {
  let largest = 0
  for (let at = 0; at < vector.length; at++) largest = Math.max(largest, Math.abs(vector[at]!))
  const scale = largest > 0 && Number.isFinite(largest) ? 127 / largest : 0
  return Int8Array.from(vector, (element) => Math.round(element * scale))
}
