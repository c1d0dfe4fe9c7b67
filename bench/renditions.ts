import { benchRenditions } from './support/bench-renditions.ts'

/** What an ingest makes of a picture, thumb, preview and watermarked comp, against `vipsthumbnail`. What counts is cpu. */
await benchRenditions({ bench: 'renditions', goal: 0.7, sizes: ['thumb', 'preview', 'comp'] })
