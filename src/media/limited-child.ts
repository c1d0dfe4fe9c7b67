import { limitMemory } from './limit-memory.ts'

/** The exit code of a process that used too much memory. */
export const OUT_OF_MEMORY_EXIT = 77
/** How often the resident size is checked; the only memory limit on systems that do not enforce one. */
const MEMORY_CHECK_MS = 50

/**
 * Makes this process exit with `OUT_OF_MEMORY_EXIT` once it uses more memory than this, and end only with its parent: a
 * stop signal from the terminal also reaches the parent, which lets running jobs finish.
 */
export function becomeLimitedChild(maxMemoryBytes: number): void {
  limitMemory(maxMemoryBytes)
  setInterval(() => {
    if (process.memoryUsage.rss() > maxMemoryBytes) process.exit(OUT_OF_MEMORY_EXIT)
  }, MEMORY_CHECK_MS).unref()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('disconnect', () => process.exit(0))
}
