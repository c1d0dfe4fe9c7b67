import { hasText, latin1, viewOf } from './bytes.ts'

/** The metadata in Photoshop's image resources. */
export type PhotoshopResources = {
  /** IPTC-IIM records. */
  readonly iim: readonly Uint8Array[]
  /** MD5 of the IIM when a program last wrote IIM and XMP together; null when there is none. */
  readonly iimDigest: Uint8Array | null
}

/** The ids of the resources with metadata (Adobe, Photoshop File Formats). */
export const RESOURCE = { iim: 0x0404, exif: 0x0422, xmp: 0x0424, iimDigest: 0x0425 } as const
/** Signatures of ImageReady, PhotoDeluxe and others, which occur among Photoshop's own (exiftool, Photoshop.pm). */
const SIGNATURES = new Set(['8BIM', 'PHUT', 'AgHg', 'DCSR', 'MeSa'])

/**
 * Reads image resources (Adobe, Photoshop File Formats): signature, id, padded name, length, padded data. They may be
 * split over several segments, which are joined; if that yields no IIM, each is read separately.
 */
export function photoshopResources(segments: readonly Uint8Array[]): PhotoshopResources {
  const [first, ...others] = segments
  const whole = resourcesIn(others.length > 0 ? Buffer.concat(segments) : (first ?? new Uint8Array()))
  return whole.iim.length > 0 || others.length === 0
    ? whole
    : (segments.map(resourcesIn).find(({ iim }) => iim.length > 0) ?? whole)
}

function resourcesIn(resources: Uint8Array): PhotoshopResources {
  const iim: Uint8Array[] = []
  let iimDigest: Uint8Array | null = null
  for (const { id, data } of resourceSpans(resources)) {
    if (id === RESOURCE.iim) iim.push(data)
    if (id === RESOURCE.iimDigest && data.length === 16 && data.some((byte) => byte !== 0)) iimDigest = data
  }
  return { iim, iimDigest }
}

/** The data of Photoshop's own resources by their ids. */
export const resourcesById = (resources: Uint8Array): ReadonlyMap<number, Uint8Array> =>
  new Map([...resourceSpans(resources)].flatMap(({ id, data }) => (id === null ? [] : [[id, data]])))

/** A resource in a block: from its signature to after its padding. The id is null for one that is not Photoshop's own. */
export type ResourceSpan = {
  readonly id: number | null
  readonly data: Uint8Array
  readonly start: number
  readonly end: number
}

/** The resources of a block, up to where it is damaged. */
export function* resourceSpans(resources: Uint8Array): Generator<ResourceSpan> {
  const view = viewOf(resources)
  let at = 0
  while (at + 12 <= resources.length && SIGNATURES.has(latin1(resources.subarray(at, at + 4)))) {
    const name = resources[at + 6]! + 1
    const start = at + 6 + name + (name % 2)
    if (start + 4 > resources.length) return
    const length = view.getUint32(start)
    const data = resources.subarray(start + 4, start + 4 + length)
    const end = start + 4 + length + (length % 2)
    const id = hasText(resources, at, '8BIM') ? view.getUint16(at + 4) : null
    yield { id, data, start: at, end: Math.min(end, resources.length) }
    at = end
  }
}
