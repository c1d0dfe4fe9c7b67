import { existsSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const FOLDER = join(homedir(), '.cache', 'vitrine', 'compiled')

/**
 * Sets the folder in which Node keeps what it has compiled, so that later starts, threads and decoders need not compile it
 * again; they all inherit it. It is in the user's cache, because Node runs what it finds there, and others can write to the
 * folder for temporary files. Each month begins with an empty one, so that it does not grow with every version and copy of
 * the program. Nothing is kept if the folder cannot be made.
 */
export function useCompileCache() {
  if (process.env.NODE_COMPILE_CACHE) return
  const month = new Date().toISOString().slice(0, 7)
  const current = join(FOLDER, month)
  try {
    if (!existsSync(current)) rmSync(FOLDER, { recursive: true, force: true })
  } catch {
    // NOTE: another process may be writing there; what is left is removed next month.
  }
  process.env.NODE_COMPILE_CACHE = current
}
