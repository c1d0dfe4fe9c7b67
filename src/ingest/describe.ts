import type { AssetDescription } from '../catalogue/asset-description.ts'
import { Problem } from '../lib/problem.ts'
import { type Mapping, readMapping } from './mapping/mapping.ts'
import { type DescribedFile, fileInput } from './mapping/mapping-input.ts'
import { namesOnPath } from './mapping/names-on-path.ts'
import { toAsset } from './mapping/to-asset.ts'

/** The mapping that is used if no other is given. */
export const DEFAULT_MAPPING: Mapping = readMapping()

/**
 * Describes an asset by the metadata embedded in its file, and by the path of the file below a source folder with this
 * name, as the mapping says.
 *
 * @throws Problem InvalidMetadata
 */
export function describe(
  file: DescribedFile,
  { path, folder }: { path: string; folder: string },
  mapping: Mapping = DEFAULT_MAPPING,
): AssetDescription {
  const input = {
    manifest: null,
    ...fileInput(file),
    path: namesOnPath(path),
    source: { name: folder },
  }
  const asset = toAsset(mapping, input)
  if ('kind' in asset) return asset.description
  const [{ field, reason }] = asset as [(typeof asset)[number]]
  throw new Problem('InvalidMetadata', `The mapping gives a wrong value: ${field}: ${reason}`)
}
