import type { AssetDescription } from '../../catalogue/asset-description.ts'
import type { Db } from '../../db/database.ts'
import type { DecodedFile } from '../decoded-file.ts'
import { type Mapping, readMapping } from '../mapping/mapping.ts'
import { fileInput } from '../mapping/mapping-input.ts'
import { namesOnPath } from '../mapping/names-on-path.ts'
import { toAsset } from '../mapping/to-asset.ts'
import type { Fields } from './manifest-line.ts'

const mappings = new Map<string, Mapping>()
const MAX_MAPPINGS = 20

/**
 * Describes an asset by its manifest record together with its new file, using the mapping of the record, as if both had
 * been ingested at once. Null if no manifest record names the file of the asset.
 */
export async function describeByManifest(
  tx: Db,
  assetId: number,
  { path, examination }: DecodedFile,
): Promise<AssetDescription | null> {
  const named = await tx
    .selectFrom('manifestFile')
    .innerJoin('mapping', 'mapping.id', 'manifestFile.mappingId')
    .select(['manifestFile.record', 'manifestFile.source', 'mapping.text'])
    .where('manifestFile.assetId', '=', assetId)
    .executeTakeFirst()
  if (!named) return null
  const input = {
    manifest: JSON.parse(named.record) as Fields,
    ...fileInput(examination),
    path: namesOnPath(path),
    source: { name: named.source },
  }
  const asset = toAsset(mappingOf(named.text), input)
  if (!('kind' in asset)) return null
  const eventIds = await tx
    .selectFrom('externalId')
    .select('id')
    .where('kind', '=', 'event')
    .where('source', '=', asset.source)
    .where('value', 'in', [...asset.eventIds, ''])
    .execute()
  return { ...asset.description, eventIds: eventIds.map(({ id }) => id) }
}

function mappingOf(text: string): Mapping {
  const cached = mappings.get(text)
  if (cached) return cached
  const mapping = readMapping(text)
  if (mappings.size >= MAX_MAPPINGS) mappings.clear()
  mappings.set(text, mapping)
  return mapping
}
