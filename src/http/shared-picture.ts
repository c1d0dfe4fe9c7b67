import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ability } from '../access/abilities.ts'
import type { Asset } from '../catalogue/asset.ts'
import { findVisibleImage } from '../catalogue/find-visible.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { sizeOf } from '../media/size-of.ts'
import { pictureKey } from '../renditions/card.ts'
import { type RenditionSize, sizeNamed } from '../renditions/ladder.ts'
import { readAssetId } from './asset-ids.ts'
import { type FileServices, sendRendition } from './files.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { shapeOf } from './represent/display-size.ts'

/** The picture of a shared page, at an address that does not expire, and its size in pixels. */
export type SharedPicture = { readonly url: string; readonly width: number; readonly height: number }

/** What serving shared pictures needs. */
export type SharedPictureServices = FileServices & {
  readonly db: Db
  readonly now: Clock
  readonly viewerOf: (request: FastifyRequest) => Viewer
  /** Identifies the current watermark. */
  readonly watermarkKey: string
  /** The abilities of visitors of the gallery. */
  readonly abilities: () => ReadonlySet<Ability>
}

type PictureRequest = FastifyRequest<{ Params: { id: string } }>

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

/**
 * Serves, at a permanent address, the largest rendition that every visitor may see: crawlers return long after a signed
 * link has expired. Hidden pictures are answered with 404.
 */
export function addSharedPictures(app: FastifyInstance, services: SharedPictureServices): void {
  const { db, now, viewerOf, watermarkKey, abilities } = services
  app.get('/pictures/:id/:slug', async (request: PictureRequest, reply: FastifyReply) => {
    const asset = await findVisibleImage(db, readAssetId(request.params.id), viewerOf(request))
    if (!asset?.rasterHash) throw new HttpProblem('NotFound', 'There is no picture at this address.')
    const size = largest(abilities())
    const grant = {
      assetId: asset.id,
      name: size.name,
      watermark: abilities().has('unwatermarked') ? null : watermarkKey,
      picture: pictureKey(asset),
      expiresMs: now().getTime() + CACHED_MS,
    }
    return sendRendition(services, grant, { request, reply, now: now() })
  })
}

const largest = (abilities: ReadonlySet<Ability>): RenditionSize =>
  sizeNamed(abilities.has('large') ? 'high_res_comp' : 'comp')
