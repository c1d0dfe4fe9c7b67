import type { saveUpload } from '../uploads/save-upload.ts'
import type { SeenFrame } from './find-seen.ts'
import { findUploaded } from './find-uploaded.ts'
import { NoPicture } from './no-picture.ts'
import { fetchOutsidePicture, type OutsidePictures } from './outside-picture.ts'

/** What it takes to find the picture at an address. */
export type PictureServices = Parameters<typeof saveUpload>[0] & { readonly outsidePictures: OutsidePictures }

/** An address of a picture, as a client sent it, and where this server is. */
export type PictureAddress = {
  readonly url: string
  /** The client, which may name its own uploads. */
  readonly clientId: string
  /** The address of this server that the client uses. */
  readonly home: string
}

const UPLOADS = /^\/v3\/search\/by-image\/uploads\/([^/]+)\/?$/i

/** Returns the picture at an address. @throws NoPicture */
export async function pictureAt(
  services: PictureServices,
  { url, clientId, home }: PictureAddress,
): Promise<SeenFrame> {
  if (!URL.canParse(url)) throw new NoPicture('it must be a complete address, with https:// or http://')
  const { hostname, pathname, protocol } = new URL(url)
  const { db, now, outsidePictures } = services
  const uploaded = hostname === new URL(home).hostname ? UPLOADS.exec(pathname)?.[1] : undefined
  const isAllowed = outsidePictures.hosts.includes(hostname) && /^https?:$/.test(protocol)
  if (uploaded === undefined && !isAllowed)
    throw new NoPicture(
      'it must be the address of an upload to this server, or of a host that its owner allows',
    )
  const name =
    uploaded === undefined
      ? await fetchOutsidePicture(services, outsidePictures.addresses, { url, clientId })
      : decoded(uploaded)
  const picture = await findUploaded(db, { clientId, name }, now())
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
