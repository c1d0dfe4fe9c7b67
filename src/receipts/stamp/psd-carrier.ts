import { viewOf } from '../../media/metadata/bytes.ts'
import { RESOURCE, resourceSpans } from '../../media/metadata/photoshop-resources.ts'
import type { Carrier, Content, Insertion, Overwrite, Places } from './carrier.ts'
import { uint32 } from './numbers.ts'
import { iimResources, resource } from './photoshop-block.ts'

const HEADER_BYTES = 26
const MAX_RESOURCES_BYTES = 64 * 1024 * 1024
/** Ids of plug-ins (Adobe, Photoshop File Formats): what hidden resources become. Readers skip those they do not know. */
const HIDDEN = Buffer.of(0x10, 0x76)

/** PSD and PSB: XMP, IIM and the digest of the IIM as image resources, in front of the others. */
export const psdCarrier: Carrier = { findPlaces }

async function findPlaces({ read }: Content): Promise<Places | null> {
  const palette = await read(HEADER_BYTES, 4)
  if (palette.length < 4) return null
  const lengthAt = HEADER_BYTES + 4 + viewOf(palette).getUint32(0)
  const head = await read(lengthAt, 4)
  if (head.length < 4) return null
  const length = viewOf(head).getUint32(0)
  if (length > MAX_RESOURCES_BYTES) return null
  const start = lengthAt + 4
  const resources = await read(start, length)
  const spans = [...resourceSpans(resources)]
  if (resources.length < length || (spans.at(-1)?.end ?? 0) < length) return null
  const dataOf = (wanted: number) => spans.find(({ id }) => id === wanted)?.data ?? null
  const hiding = (...ids: readonly number[]): Overwrite[] =>
    spans
      .filter(({ id }) => id !== null && ids.includes(id))
      .map((span) => ({ at: start + span.start + 4, bytes: HIDDEN }))
  return {
    insertAt: start,
    packet: dataOf(RESOURCE.xmp),
    embed(packet, withRights): Insertion {
      const iim = withRights(dataOf(RESOURCE.iim))
      const ofXmp = resource(RESOURCE.xmp, packet)
      const block = iim === null ? ofXmp : Buffer.concat([ofXmp, iimResources(iim)])
      const size = { at: lengthAt, bytes: uint32(length + block.length) }
      const ofIim = iim === null ? [] : hiding(RESOURCE.iim, RESOURCE.iimDigest)
      return { block, overwrites: [size, ...hiding(RESOURCE.xmp), ...ofIim] }
    },
  }
}
