import type { AssetDescription } from '../catalogue/asset-description.ts'
import { Problem } from '../lib/problem.ts'
import type { EmbeddedMetadata } from '../media/metadata/embedded-metadata.ts'
import type { PictureFormat } from '../media/picture-format.ts'
import type { VideoFormat } from '../media/video-format.ts'
import { type Mapping, readMapping } from './mapping/mapping.ts'
import { fileInput } from './mapping/mapping-input.ts'
import { namesOnPath } from './mapping/names-on-path.ts'
import { toAsset } from './mapping/to-asset.ts'

/** The mapping that is used if no other is given. */
export const DEFAULT_MAPPING: Mapping = readMapping()

/**
 * Describes a picture by the metadata embedded in its file, and by the path of the file below a source folder with this
 * name, as the mapping says.
 *
 * @throws Problem InvalidMetadata
 */
export function describe(
  embedded: EmbeddedMetadata,
  {
    path,
    folder,
    format = null,
  }: { path: string; folder: string; format?: PictureFormat | VideoFormat | null },
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
  throw new Problem('InvalidMetadata', `The mapping gives a wrong value: ${field}: ${reason}`)
}
