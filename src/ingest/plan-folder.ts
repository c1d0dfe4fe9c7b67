import { realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { mapInOrder } from '../lib/map-in-order.ts'
import { describe, USUAL_MAPPING } from './describe.ts'
import { identify } from './identify.ts'
import {
  filesOf,
  findKnownFile,
  type IngestOptions,
  type IngestServices,
  untilAborted,
  wasPurged,
  withoutReading,
} from './ingest.ts'
import { inMappingNames } from './manifest/mapping-names.ts'
import { isOtherThanMedia } from './other-files.ts'
import { type Outcome, refusal } from './outcome.ts'
import { lookAtFile } from './read-file.ts'
import { REPORTED } from './record.ts'
import { findSource } from './source.ts'
import type { FoundFile } from './walk.ts'
import { lookAround } from './whereabouts.ts'

/** What would become of one file, with all that would be said of it. */
export type PlannedFile = (Omit<Outcome, 'assetId'> | Outcome) & { readonly description?: object }

const FILES_PER_DECODER = 2

/** Tells of each file of a folder what an ingest would do with it: the files are read, and nothing is kept. */
export async function* planFolder(
  services: IngestServices,
  options: IngestOptions,
): AsyncGenerator<PlannedFile> {
  const { db, decoder } = services
  const { mapping = USUAL_MAPPING, signal } = options
  const root = await realpath(options.folder)
  const source = (await findSource(db, root)) ?? { id: -1, path: root, name: basename(root) }
  const walked = await filesOf(source, options)
  yield* withoutReading(walked)
  yield* mapInOrder(untilAborted(walked.files, signal), decoder.processes * FILES_PER_DECODER, plan)

  async function plan({ path, absolute }: FoundFile): Promise<PlannedFile> {
    try {
      const { size, mtimeMs: modifiedMs } = await stat(absolute)
      const known = await findKnownFile(db, source, { path, size, modifiedMs })
      if (known)
        return { path, is: known.withdrawnMs === null ? 'unchanged' : 'restored', assetId: known.assetId }
      if (!options.again && (await wasPurged(db, absolute, size))) return { path, is: 'purged' }
      const { examination } = await lookAtFile(decoder, { path, absolute, modifiedMs })
      const { sha256, metadata } = examination
      const sighting = { sourceId: source.id, path, absolute: join(root, path), sha256 }
      const seen = { ...sighting, documentId: metadata.documentId }
      const identity = await identify(db, seen, await lookAround(db, seen))
      const description = inMappingNames(
        describe(metadata, { path, folder: source.name, format: examination.format }, mapping),
      )
      if (identity.is === 'new') return { path, is: 'added', description }
      return { path, is: REPORTED[identity.is], assetId: identity.assetId, description }
    } catch (error) {
      return !options.files && isOtherThanMedia(path, error) ? { path, is: 'other' } : refusal(path, error)
    }
  }
}
