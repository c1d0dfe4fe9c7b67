import { benchRenditions } from './support/bench-renditions.ts'

/** The CPU time of the sizes that an ingest makes (thumb, preview, watermarked comp), compared with `vipsthumbnail`. */
await benchRenditions({ bench: 'renditions', goal: 0.7, sizes: ['thumb', 'preview', 'comp'] })
