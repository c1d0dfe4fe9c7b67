import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { mapInOrder } from '../lib/map-in-order.ts'
import { decide } from './decide.ts'
import type { DecodedFile } from './decoded-file.ts'
import { DEFAULT_MAPPING } from './describe.ts'
import { checkLocations } from './file-status.ts'
import {
  findFiles,
  type IngestOptions,
  type IngestServices,
  outcomeOfMissing,
  outcomesWithoutReading,
  seenIn,
  untilAborted,
} from './ingest.ts'
import { inMappingNames } from './manifest/mapping-names.ts'
import { findMissingFiles } from './missing-files.ts'
import { type Outcome, refusal } from './outcome.ts'
import { prepareFile } from './prepare-file.ts'
import { examineFile, FILES_PER_DECODER } from './read-file.ts'
import { findSourceFolder } from './source-folder.ts'
import type { FoundFile } from './walk.ts'

/** What would happen to one file, with its description if that would be used. */
export type PlannedFile = (Omit<Outcome, 'assetId'> | Outcome) & {
  readonly description?: object
  readonly warning?: string
}

/** Reports for each file of a folder what an ingest would do with it: the files are read, and nothing is saved. */
export async function* planFolder(
  services: IngestServices,
  options: IngestOptions,
): AsyncGenerator<PlannedFile> {
  const { db, decoder } = services
  const { mapping = DEFAULT_MAPPING, signal, again = false } = options
  const root = await realpath(options.folder)
  const source = (await findSourceFolder(db, root)) ?? { id: -1, path: root, name: basename(root) }
  const walked = await findFiles(source, options)
  const isNamed = options.files !== undefined
  yield* outcomesWithoutReading(walked)
  const prepared = mapInOrder(
    untilAborted(walked.files, signal),
    decoder.processes * FILES_PER_DECODER,
    (file: FoundFile) =>
      prepareFile(services, source, file, { again, isNamed, read: (it) => examineFile(decoder, it) }),
  )
  const added = new Set<string>()
  const seen = { ...seenIn(walked), assetIds: new Set<number>() }
  for await (const file of prepared) {
    const planned = 'decoded' in file ? await plan(file.decoded) : file
    if ('assetId' in planned) seen.assetIds.add(planned.assetId)
    yield planned
  }
  if (signal?.aborted || isNamed) return
  for await (const missing of findMissingFiles(db, source, seen))
    yield { ...missing, is: outcomeOfMissing(seen, options) }

  async function plan(decoded: DecodedFile): Promise<PlannedFile> {
    const { path, examination, warning } = decoded
    const warned = warning ? { warning } : {}
    const { sha256, metadata } = examination
    try {
      const file = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
      const decision = await decide(db, { source, decoded, mapping }, await checkLocations(db, file))
      const { is, identity } = decision
      const description = decision.isDescribed ? { description: inMappingNames(decision.description) } : {}
      if (identity.is !== 'new') return { path, is, assetId: identity.assetId, ...description, ...warned }
      // NOTE: a copy of an earlier new file: that one has no asset yet in the library, so this looks new as well.
      if (added.has(sha256)) return { path, is: 'noted' }
      added.add(sha256)
      return { path, is, ...description, ...warned }
    } catch (error) {
      return refusal(path, error)
    }
  }
}
