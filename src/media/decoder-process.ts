import { enableCompileCache, flushCompileCache } from 'node:module'

/** The entry point of a decoder process. Compiled code is cached between starts: see `bin/vitrine`. */
enableCompileCache()
await import('./decode-jobs.ts')
// The parent kills this process, so a cache written at exit would never be written.
flushCompileCache()
