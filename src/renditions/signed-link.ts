import { isEqualInConstantTime, sign } from '../lib/signature.ts'
import type { ShownName } from './shown-name.ts'

/** What a link grants: these pixels of this asset, until it expires. */
export type Grant = {
  readonly assetId: number
  readonly name: ShownName
  /** Key of the watermark; null for none. */
  readonly watermark: string | null
  /** What `pictureKey` returns: a new picture makes a new link, so that the response may be cached until it expires. */
  readonly picture: string
  readonly expiresMs: number
}

const DAY_MS = 86_400_000

/**
 * When a link made now expires: equal requests of one UTC day get equal links, and a link remains valid for 24 hours
 * after the last moment at which an answer may be cached for `cacheSeconds` (contract 16, Caching).
 */
export function expiryOf(now: Date, cacheSeconds: number): number {
  const endOfDay = (Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS
  return endOfDay + cacheSeconds * 1000 + DAY_MS
}

/** The parts of a link as written. They are signed as written, so that each has only one form. */
type Link = {
  readonly assetId: string
  readonly name: string
  /** Extension of the file name at the end of the path, such as `jpg`; the rest of that name is for people and not signed. */
  readonly extension: string
  readonly w: string
  readonly v: string
  readonly e: string
}

/** Path and query of a rendition, signed with HMAC-SHA256. */
export function signedPath(secret: string, grant: Grant, slug: string, extension: string): string {
  const link: Link = {
    assetId: String(grant.assetId),
    name: grant.name,
    extension,
    w: markOf(grant),
    v: grant.picture,
    e: String(grant.expiresMs / 1000),
  }
  const { assetId, name, w, v, e } = link
  return `/renditions/${assetId}/${name}/${slug}.${extension}?w=${w}&v=${v}&e=${e}&s=${sign(secret, textOf(link))}`
}

/** Verifies and parses a link; null when it was made with another secret, tampered with, or has expired. */
export function verifyGrant(
  secret: string,
  link: {
    readonly assetId: string
    readonly name: string
    readonly file: string
    readonly query: Readonly<Record<string, unknown>>
  },
  now: Date,
): Grant | null {
  const { assetId, name, file } = link
  const { w = '', v = '', e = '', s = '' } = link.query as Record<string, string>
  const extension = file.slice(file.lastIndexOf('.') + 1)
  const expected = sign(secret, textOf({ assetId, name, extension, w, v, e }))
  if (!isEqualInConstantTime(String(s), expected)) return null
  const expiresMs = Number(e) * 1000
  if (expiresMs <= now.getTime()) return null
  const watermark = w === '0' ? null : w.slice(2)
  return { assetId: Number(assetId), name: name as ShownName, watermark, picture: v, expiresMs }
}

/** "0" for none, "1" for the built-in watermark, "1-0a1b2c3d4e" for an owner's own. */
const markOf = ({ watermark }: Pick<Grant, 'watermark'>) =>
  watermark === null ? '0' : watermark === '' ? '1' : `1-${watermark}`

/** The text of a link that is signed. */
const textOf = ({ assetId, name, extension, w, v, e }: Link): string =>
  `${assetId}/${name}.${extension}/${w}/${v}/${e}`
