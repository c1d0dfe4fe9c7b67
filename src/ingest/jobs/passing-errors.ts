import { UnreachableBlobs } from '../../blobs/unreachable-blobs.ts'
import { isUnreadable } from '../../db/unreadable.ts'

const SQLITE_FULL = 13

/** The folder of a run is not to be seen any more. */
export class FolderLost extends Error {}

/**
 * Returns whether an error is one of the machine or of what it reaches by network, such as a full disk. It passes, and says
 * nothing about the file that met it.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof FolderLost || error instanceof UnreachableBlobs || isUnreadable(error)) return true
  const { syscall, errcode = 0 } = error as NodeJS.ErrnoException & { errcode?: number }
  return syscall !== undefined || (errcode & 0xff) === SQLITE_FULL
}

/** The reason why a file is refused that a mistake of the program keeps from being ingested. */
export const unexpected = (error: unknown): string =>
  `It could not be ingested, because the program failed: ${error instanceof Error ? error.message : error}.`
