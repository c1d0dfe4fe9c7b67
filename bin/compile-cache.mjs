import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Sets the folder in which Node keeps what it has compiled, so that later starts, threads and decoders need not compile it
 * again; they all inherit it. It is in the user's cache, because Node runs what it finds there, and others can write to the folder for
 * temporary files. A file of the program that changes replaces what was kept of it. Nothing is kept if the folder cannot be made.
 */
export function useCompileCache() {
  process.env.NODE_COMPILE_CACHE ??= join(homedir(), '.cache', 'vitrine', 'compiled')
}
