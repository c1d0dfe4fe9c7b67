import type { AssetDescription } from '../catalogue/asset-description.ts'
import { Problem } from '../lib/problem.ts'
import type { EmbeddedMetadata } from '../media/metadata/embedded-metadata.ts'
import type { PictureFormat } from '../media/picture-format.ts'
import { type Mapping, readMapping } from './mapping/mapping.ts'
import { fileInput } from './mapping/mapping-input.ts'
import { namesOnPath } from './mapping/names-on-path.ts'
import { toAsset } from './mapping/to-asset.ts'

/** The mapping where the operator says nothing else. */
export const DEFAULT_MAPPING: Mapping = readMapping()

/**
 * What the library says of a picture whose file says `embedded` and lies at `path`, below a source folder of this
 * name. What the file does not say is as the mapping has it.
 *
 * @throws Problem InvalidMetadata
 */
export function describe(
  embedded: EmbeddedMetadata,
  { path, folder, format = null }: { path: string; folder: string; format?: PictureFormat | null },
  mapping: Mapping = DEFAULT_MAPPING,
): AssetDescription {
  const input = {
    manifest: null,
    ...fileInput(embedded, format),
    path: namesOnPath(path),
    source: { name: folder },
  }
  const asset = toAsset(mapping, input)
  if ('kind' in asset) return asset.description
  const [{ field, reason }] = asset as [(typeof asset)[number]]
  throw new Problem('InvalidMetadata', `The mapping makes no sense of it: ${field}: ${reason}`)
}
