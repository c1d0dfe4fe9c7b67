import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import type { SeenFrame } from './find-seen.ts'
import { findUploaded } from './find-uploaded.ts'

/** An address of a picture, as a client sent it, and where this server is. */
export type PictureAddress = {
  readonly url: string
  /** The client, which may name its own uploads. */
  readonly clientId: string
  /** The address of this server that the client uses. */
  readonly home: string
}

/** Why there is no picture at an address. */
export class NoPicture extends Error {}

const UPLOADS = /^\/v3\/search\/by-image\/uploads\/([^/]+)\/?$/i

/** Returns the picture at an address. @throws NoPicture */
export async function pictureAt(
  { db, now }: { db: Db; now: Clock },
  { url, clientId, home }: PictureAddress,
): Promise<SeenFrame> {
  if (!URL.canParse(url)) throw new NoPicture('it must be a complete address, with https:// or http://')
  const { hostname, pathname } = new URL(url)
  const name = hostname === new URL(home).hostname ? UPLOADS.exec(pathname)?.[1] : undefined
  if (name === undefined) throw new NoPicture('it must be the address of an upload to this server')
  const picture = await findUploaded(db, { clientId, name: decoded(name) }, now())
  if (!picture) throw new NoPicture('the key has no upload of that name; uploads expire after 24 hours')
  return picture
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
