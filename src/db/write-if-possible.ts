import { isUnwritable } from './unreadable.ts'

/**
 * Does a write that a request can do without, such as noting a last use, outside a transaction. While records can only be read,
 * or not even that, nothing is written, and nothing is thrown.
 */
export async function writeIfPossible(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isUnwritable(error)) throw error
  }
}
