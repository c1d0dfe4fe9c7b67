import { benchRenditions } from './support/bench-renditions.ts'

/** The CPU time of the complete ladder in JPEG, all but the thumb watermarked, compared with `vipsthumbnail`. */
await benchRenditions({
  bench: 'ladder',
  goal: 0.5,
  sizes: ['thumb', 'preview', 'comp', 'mid_res_comp', 'high_res_comp'],
})
