import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ability } from '../access/abilities.ts'
import type { Asset } from '../catalogue/asset.ts'
import { findVisibleOfAnyKind } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { sizeOf } from '../media/size-of.ts'
import { pictureKey } from '../renditions/card.ts'
import { type RenditionSize, sizeNamed } from '../renditions/ladder.ts'
import type { ShownName } from '../renditions/shown-name.ts'
import { clipNamed } from '../renditions/video-ladder.ts'
import { readAssetId } from './asset-ids.ts'
import { type FileServices, sendRendition } from './files.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { shapeOf } from './represent/display-size.ts'
import { isPlayed } from './represent/video-display-size.ts'

/** The picture or the clip of a shared page, at an address that does not expire, and its size in pixels. */
export type SharedPicture = { readonly url: string; readonly width: number; readonly height: number }

/** What serving shared pictures needs. */
export type SharedPictureServices = FileServices & {
  readonly db: Db
  readonly now: Clock
  readonly viewerOf: (request: FastifyRequest) => Viewer
  readonly linksFor: (request: FastifyRequest) => Links
  /** Identifies the current watermark. */
  readonly watermarkKey: string
  /** The abilities of visitors of the gallery. */
  readonly abilities: () => ReadonlySet<Ability>
}

type PictureRequest = FastifyRequest<{ Params: { id: string } }>
/** Returns the name of what is sent of an asset that has pictures; null if it has no such thing. */
type FindName = (asset: Asset) => ShownName | null

/** The clip that everybody may see. */
const CLIP = clipNamed('preview_mp4')

/** How long caches may still show a picture after it was withdrawn. */
const CACHED_MS = 3_600_000

/** The picture that represents the shared page of an asset; null when the asset has no file. */
export function sharedPicture(
  asset: Asset,
  links: Links,
  abilities: ReadonlySet<Ability>,
): SharedPicture | null {
  if (asset.width === null) return null
  return { url: links.sharedPicture(asset), ...sizeOf(shapeOf(asset), largest(abilities).bound) }
}

/** The clip that represents the shared page of a video; null for an image, and if the video cannot be played here. */
export function sharedClip(asset: Asset, links: Links): SharedPicture | null {
  if (asset.mediaKind === 'image' || !isPlayed(asset, links)) return null
  return { url: links.sharedClip(asset), ...sizeOf(shapeOf(asset), CLIP.bound) }
}

/**
 * Serves, at permanent addresses, the largest picture that every visitor may see, for videos of their poster, and the short
 * clip of videos: crawlers return long after a signed link has expired. Hidden assets are answered with 404.
 */
export function addSharedPictures(app: FastifyInstance, services: SharedPictureServices): void {
  const { db, now, viewerOf, watermarkKey, abilities, linksFor } = services
  const send = async (request: PictureRequest, reply: FastifyReply, findName: FindName) => {
    const asset = await findVisibleOfAnyKind(db, readAssetId(request.params.id), viewerOf(request))
    const name = asset?.rasterHash ? findName(asset) : null
    if (!asset || name === null) throw new HttpProblem('NotFound', 'There is no picture at this address.')
    const grant = {
      assetId: asset.id,
      name,
      watermark: abilities().has('unwatermarked') ? null : watermarkKey,
      picture: pictureKey(asset),
      expiresMs: now().getTime() + CACHED_MS,
    }
    return sendRendition(services, grant, { request, reply, now: now() })
  }
  app.get('/pictures/:id/:slug', (request: PictureRequest, reply: FastifyReply) =>
    send(request, reply, () => largest(abilities()).name),
  )
  app.get('/clips/:id/:slug', (request: PictureRequest, reply: FastifyReply) =>
    send(request, reply, (asset) => (sharedClip(asset, linksFor(request)) ? CLIP.name : null)),
  )
}

const largest = (abilities: ReadonlySet<Ability>): RenditionSize =>
  sizeNamed(abilities.has('large') ? 'high_res_comp' : 'comp')
