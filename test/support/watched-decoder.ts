import type { DecoderPool } from '../../src/media/decoder-pool.ts'

/** A decoder pool that counts what it renders, and awaits a step of the test before each rendering. */
export type WatchedDecoder = DecoderPool & { rendered: number; beforeRendering: () => Promise<void> }

/** Watches a decoder pool, which does the work. */
export function watchDecoder(pool: DecoderPool): WatchedDecoder {
  const watched: WatchedDecoder = {
    ...pool,
    rendered: 0,
    beforeRendering: async () => {},
    async render(path, specs, options) {
      watched.rendered++
      await watched.beforeRendering()
      return pool.render(path, specs, options)
    },
  }
  return watched
}
