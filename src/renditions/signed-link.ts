import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RenditionName } from './ladder.ts'

/** What a link grants: these pixels of this asset, until then. */
export type Grant = {
  readonly assetId: number
  readonly name: RenditionName
  readonly watermarked: boolean
  /** First digits of the raster's hash: new pixels make a new link, so a link never changes its bytes. */
  readonly raster: string
  readonly expiresMs: number
}

const DAY_MS = 86_400_000
const RASTER_DIGITS = 12

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
  const raster = grant.raster.slice(0, RASTER_DIGITS)
  const mark = grant.watermarked ? '1' : '0'
  const signature = sign(secret, { ...grant, raster })
  return `/renditions/${grant.assetId}/${grant.name}/${slug}.${extension}?w=${mark}&v=${raster}&e=${grant.expiresMs / 1000}&s=${signature}`
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
    watermarked: w === '1',
    raster: String(v),
    expiresMs: Number(e) * 1000,
  }
  const expected = Buffer.from(sign(secret, grant))
  const given = Buffer.from(String(s))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return grant.expiresMs > now.getTime() ? grant : null
}

function sign(secret: string, { assetId, name, watermarked, raster, expiresMs }: Grant): string {
  const text = `${assetId}/${name}/${watermarked ? 1 : 0}/${raster}/${expiresMs}`
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 27)
}
