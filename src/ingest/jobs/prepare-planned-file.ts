import { join } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import type { Logger } from '../../lib/log.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import type { Outcome } from '../outcome.ts'
import { type PreparedFile, prepareFile } from '../prepare-file.ts'
import { readFile } from '../read-file.ts'
import type { PlannedFile } from './batches.ts'
import { FolderLost, isPassing, unexpected } from './passing-errors.ts'
import { hasEntries } from './places.ts'
import type { Run } from './run.ts'

/** What preparing a file takes. */
export type FileServices = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly decoder: DecoderPool
  readonly logger: Logger
}

/** Prepares a file of a run; a mistake of the program refuses this file alone. @throws what `isPassing` recognises. */
export async function preparePlannedFile(
  services: FileServices,
  { source, again, inPlace: staysInPlace }: Run,
  { path, target }: PlannedFile,
): Promise<PreparedFile> {
  const file = { path, absolute: join(source.path, target ?? path) }
  try {
    const prepared = await prepareFile(services, source, file, {
      again,
      isNamed: false,
      read: (it) => readFile(services, { ...it, staysInPlace }),
    })
    if (isRefused(prepared) && !(await hasEntries(source.path)))
      throw new FolderLost(`The folder ${source.path} is gone or empty.`)
    return prepared
  } catch (error) {
    if (isPassing(error)) throw error
    services.logger.error({ err: error, path }, 'a file could not be ingested')
    return { path, is: 'refused', reason: unexpected(error) }
  }
}

const isRefused = (prepared: PreparedFile): boolean => (prepared as Partial<Outcome>).is === 'refused'
