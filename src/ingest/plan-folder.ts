import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { mapInOrder } from '../lib/map-in-order.ts'
import type { Arrival } from './arrival.ts'
import { decide } from './decide.ts'
import { DEFAULT_MAPPING } from './describe.ts'
import { checkLocations } from './file-status.ts'
import {
  decideGone,
  filesOf,
  type IngestOptions,
  type IngestServices,
  untilAborted,
  withoutReading,
} from './ingest.ts'
import { inMappingNames } from './manifest/mapping-names.ts'
import { missingFiles } from './missing-files.ts'
import { type Outcome, refusal } from './outcome.ts'
import { prepareFile } from './prepare-file.ts'
import { FILES_PER_DECODER, lookAtFile } from './read-file.ts'
import { findSourceFolder } from './source-folder.ts'
import type { FoundFile } from './walk.ts'

/** What would become of one file, with all that would be said of it. */
export type PlannedFile = (Omit<Outcome, 'assetId'> | Outcome) & { readonly description?: object }

/** Tells of each file of a folder what an ingest would do with it: the files are read, and nothing is kept. */
export async function* planFolder(
  services: IngestServices,
  options: IngestOptions,
): AsyncGenerator<PlannedFile> {
  const { db, decoder } = services
  const { mapping = DEFAULT_MAPPING, signal, again = false } = options
  const root = await realpath(options.folder)
  const source = (await findSourceFolder(db, root)) ?? { id: -1, path: root, name: basename(root) }
  const walked = await filesOf(source, options)
  const isNamed = options.files !== undefined
  yield* withoutReading(walked)
  const prepared = mapInOrder(
    untilAborted(walked.files, signal),
    decoder.processes * FILES_PER_DECODER,
    (file: FoundFile) =>
      prepareFile(services, source, file, { again, isNamed, read: (it) => lookAtFile(decoder, it) }),
  )
  const added = new Set<string>()
  const seen = { paths: new Set(walked.files.map(({ path }) => path)), assetIds: new Set<number>() }
  for await (const file of prepared) {
    const planned = 'arrival' in file ? await plan(file.arrival) : file
    if ('assetId' in planned) seen.assetIds.add(planned.assetId)
    yield planned
  }
  if (signal?.aborted || isNamed) return
  for await (const gone of missingFiles(db, source, seen)) yield { ...gone, is: decideGone(walked, options) }

  async function plan(arrival: Arrival): Promise<PlannedFile> {
    const { path, examination } = arrival
    const { sha256, metadata } = examination
    try {
      const place = { sourceId: source.id, path, sha256, documentId: metadata.documentId }
      const decision = await decide(db, { source, arrival, mapping }, await checkLocations(db, place))
      const { is, identity } = decision
      const description = decision.isDescribed ? { description: inMappingNames(decision.description) } : {}
      if (identity.is !== 'new') return { path, is, assetId: identity.assetId, ...description }
      // A copy of a file that comes before it has no asset yet whose further place it could be.
      if (added.has(sha256)) return { path, is: 'noted' }
      added.add(sha256)
      return { path, is, ...description }
    } catch (error) {
      return refusal(path, error)
    }
  }
}
