/** How the process of an embedder is started: the JSON of its argument. */
export type EmbedderStart = { readonly path: string; readonly maxMemoryBytes: number }

/** What an embedder says of itself. */
export type EmbedderFacts = {
  readonly id: string
  readonly dimensions: number
  readonly leastSimilarity: number
  readonly hasText: boolean
}

/** A job for the process: a rendition that this program made, or a text. */
export type EmbedderJob = { readonly rendition: Uint8Array } | { readonly text: string }

/** A message from the process: first what it is or why it cannot start, then the result of each job. */
export type EmbedderMessage =
  | { readonly facts: EmbedderFacts }
  | { readonly vector: Int8Array }
  | { readonly failed: string }
