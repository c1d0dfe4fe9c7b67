import type { EmbeddedBlocks } from './blocks.ts'
import { readPhotoshopFile } from './photoshop-file.ts'
import { photoshopResources, RESOURCE, resourcesById } from './photoshop-resources.ts'

/** The metadata in the image resources of a PSD. */
export function psdBlocks(file: Uint8Array): EmbeddedBlocks {
  const resources = readPhotoshopFile(file)?.resources ?? new Uint8Array()
  const byId = resourcesById(resources)
  const ofId = (id: number) => [byId.get(id)].filter((data) => data !== undefined)
  return { xmp: ofId(RESOURCE.xmp), exif: ofId(RESOURCE.exif), ...photoshopResources([resources]) }
}
