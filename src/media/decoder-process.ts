import { enableCompileCache, flushCompileCache } from 'node:module'

/** What a decoder process runs. What was compiled once is not compiled at the next start: see `bin/vitrine`. */
enableCompileCache()
await import('./decode-jobs.ts')
// Its parent kills it, so nothing would be written at its end.
flushCompileCache()
