import { benchRenditions } from './support/bench-renditions.ts'

/** The whole ladder in JPEG, all but the thumb watermarked, against `vipsthumbnail`. What counts is cpu. */
await benchRenditions({
  bench: 'ladder',
  goal: 0.6,
  sizes: ['thumb', 'preview', 'comp', 'mid_res_comp', 'high_res_comp'],
})
