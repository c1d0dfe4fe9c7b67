import { hash } from 'node:crypto'
import { RESOURCE, resourceSpans } from '../../media/metadata/photoshop-resources.ts'
import type { WithRights } from './carrier.ts'

/** An image resource without a name, padded to an even length (Adobe, Photoshop File Formats). */
export function resource(id: number, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(12)
  head.write('8BIM', 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(data.length, 8)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** The resources with IIM and with its digest, by which programs know that the XMP is as new as the IIM. */
export const iimResources = (iim: Uint8Array): Uint8Array =>
  Buffer.concat([resource(RESOURCE.iim, iim), resource(RESOURCE.iimDigest, hash('md5', iim, 'buffer'))])

/**
 * Returns a block of image resources with the stated rights in its IIM; null for one that is damaged, or in whose IIM they
 * cannot be written.
 */
export function resourcesWithRights(block: Uint8Array, withRights: WithRights): Uint8Array | null {
  const spans = [...resourceSpans(block)]
  if (spans.at(-1) && spans.at(-1)!.end < block.length) return null
  const iim = withRights(spans.find(({ id }) => id === RESOURCE.iim)?.data ?? null)
  if (iim === null) return null
  const others = spans.filter(({ id }) => id !== RESOURCE.iim && id !== RESOURCE.iimDigest)
  return Buffer.concat([iimResources(iim), ...others.map(({ start, end }) => block.subarray(start, end))])
}
