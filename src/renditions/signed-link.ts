import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RenditionName } from './ladder.ts'

/** What a link grants: these pixels of this asset, until then. */
export type Grant = {
  readonly assetId: number
  readonly name: RenditionName
  /** The key of the watermark over them; null is none. */
  readonly watermark: string | null
  /** First digits of the raster's hash: new pixels make a new link, so what a link shows may be kept as long as it lives. */
  readonly raster: string
  readonly expiresMs: number
}

const DAY_MS = 86_400_000
const RASTER_DIGITS = 12

/** What of a raster's hash stands in an address. */
export const rasterDigits = (rasterHash: string): string => rasterHash.slice(0, RASTER_DIGITS)

/**
 * When a link made now expires: equal requests of one UTC day get equal links, and a link outlives by 24 hours
 * an answer that a cache may keep for `cacheSeconds` (contract 16, Caching).
 */
export function expiryOf(now: Date, cacheSeconds: number): number {
  const endOfDay = (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS
  return endOfDay + cacheSeconds * 1000 + DAY_MS
}

/** Path and query of a rendition, signed with HMAC-SHA256. The slug is for people and not signed. */
export function signedPath(secret: string, grant: Grant, slug: string, extension: string): string {
  const raster = rasterDigits(grant.raster)
  const signature = sign(secret, { ...grant, raster })
  return `/renditions/${grant.assetId}/${grant.name}/${slug}.${extension}?w=${markOf(grant)}&v=${raster}&e=${grant.expiresMs / 1000}&s=${signature}`
}

/** Reads a link back; null when it was not made with this secret or has expired. */
export function verifyGrant(
  secret: string,
  link: {
    readonly assetId: string
    readonly name: string
    readonly query: Readonly<Record<string, unknown>>
  },
  now: Date,
): Grant | null {
  const { w, v, e, s } = link.query
  const grant: Grant = {
    assetId: Number(link.assetId),
    name: link.name as RenditionName,
    watermark: w === '0' ? null : String(w).slice(2),
    raster: String(v),
    expiresMs: Number(e) * 1000,
  }
  const expected = Buffer.from(sign(secret, grant))
  const given = Buffer.from(String(s))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return grant.expiresMs > now.getTime() ? grant : null
}

/** "0" for none, "1" for the one that the program brings along, "1-0a1b2c3d4e" for an owner's own. */
const markOf = ({ watermark }: Pick<Grant, 'watermark'>) =>
  watermark === null ? '0' : watermark === '' ? '1' : `1-${watermark}`

function sign(secret: string, grant: Grant): string {
  const { assetId, name, raster, expiresMs } = grant
  const text = `${assetId}/${name}/${markOf(grant)}/${raster}/${expiresMs}`
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 27)
}
