import { openMigratedRecords } from '../../../src/compose-records.ts'
import { readConfig } from '../../../src/config.ts'
import { toDocuments } from '../../../src/search/documents.ts'
import { ASSET_SCHEMA, assetDocument } from '../../../src/search/embedded/asset-schema.ts'
import { BATCH_SIZE } from '../../../src/search/embedded/index-writer.ts'
import { LiveIndex } from '../../../src/search/embedded/live-index.ts'
import { mergeSegments } from '../../../src/search/embedded/merge/merge-segments.ts'
import { Snapshots } from '../../../src/search/embedded/store/snapshot.ts'
import { say } from '../report.ts'

/**
 * Builds a part of an index, of the assets from one id to another, and saves it in a folder. Arguments: the data folder of the
 * library, the folder of the part, and these ids.
 */
const [data, folder, from, to] = process.argv.slice(2) as [string, string, string, string]
const IDS_PER_READ = 500

const db = await openMigratedRecords(readConfig({ data }, {}))
const index = new LiveIndex(ASSET_SCHEMA, 1)
for (let first = Number(from); first <= Number(to); first += BATCH_SIZE.maxChanges) {
  const last = Math.min(first + BATCH_SIZE.maxChanges - 1, Number(to))
  const documents = []
  for (let id = first; id <= last; id += IDS_PER_READ) {
    const ids = Array.from({ length: Math.min(IDS_PER_READ, last - id + 1) }, (_, offset) => id + offset)
    documents.push(...(await toDocuments(db, ids)).documents)
  }
  index.apply(documents.map(assetDocument), [])
  while (await index.merge(async (segments) => mergeSegments(segments, 1)));
  say(`${last - Number(from) + 1} of ${Number(to) - Number(from) + 1} indexed`)
}
await new Snapshots(folder).save({ revision: 1, position: 1, assets: index.segments, events: [] })
await db.destroy()
