import { realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { mapInOrder } from '../lib/map-in-order.ts'
import { describe, USUAL_MAPPING } from './describe.ts'
import { identify } from './identify.ts'
import { type IngestOptions, type IngestServices, type Outcome, refusal } from './ingest.ts'
import { inMappingNames } from './manifest/mapping-names.ts'
import { lookAtFile } from './read-file.ts'
import { findSource } from './source.ts'
import { type FoundFile, walk } from './walk.ts'
import { lookAround } from './whereabouts.ts'

/** What would become of one file, with all that would be said of it. */
export type PlannedFile = (Omit<Outcome, 'assetId'> | Outcome) & { readonly description?: object }

const PLANNED = { new: 'added', changed: 'updated', unchanged: 'unchanged', noted: 'noted' } as const
const FILES_PER_DECODER = 2

/** Tells of each file of a folder what an ingest would do with it: the files are read, and nothing is kept. */
export async function* planFolder(
  { db, decoder }: IngestServices,
  { folder, except, mapping = USUAL_MAPPING, signal }: IngestOptions,
): AsyncGenerator<PlannedFile> {
  const root = await realpath(folder)
  const source = (await findSource(db, root)) ?? { id: -1, path: root, name: basename(root) }
  const { files, refused } = await walk(root, except)
  for (const { path, reason } of refused) yield { path, is: 'refused', reason }
  yield* mapInOrder(files, decoder.processes * FILES_PER_DECODER, plan)

  async function plan({ path, absolute }: FoundFile): Promise<PlannedFile> {
    if (signal?.aborted) return { path, is: 'refused', reason: 'It was not looked at.' }
    try {
      const { size, mtimeMs } = await stat(absolute)
      const known = await db
        .selectFrom('sourceFile')
        .select('assetId')
        .where('sourceId', '=', source.id)
        .where('path', '=', path)
        .where('bytes', '=', size)
        .where('modifiedMs', '=', mtimeMs)
        .executeTakeFirst()
      if (known) return { path, is: 'unchanged', assetId: known.assetId }
      const { examination } = await lookAtFile(decoder, { path, absolute, modifiedMs: mtimeMs })
      const { sha256, metadata } = examination
      const sighting = { sourceId: source.id, path, absolute: join(root, path), sha256 }
      const seen = { ...sighting, documentId: metadata.documentId }
      const identity = await identify(db, seen, await lookAround(db, seen))
      const description = inMappingNames(
        describe(metadata, { path, folder: source.name, format: examination.format }, mapping),
      )
      if (identity.is === 'new') return { path, is: 'added', description }
      return { path, is: PLANNED[identity.is], assetId: identity.assetId, description }
    } catch (error) {
      return refusal(path, error)
    }
  }
}
