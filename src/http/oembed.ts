import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Asset } from '../catalogue/asset.ts'
import { findVisibleOfAnyKind } from '../catalogue/find-visible.ts'
import { mayBeEmbedded, type RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { readAssetId } from './asset-ids.ts'
import { sendText } from './caching.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { playerPage, sendPlayerPage } from './player-page.ts'
import { type Extent, presentEmbedded } from './represent/embedded.ts'

/** What embedding needs. */
export type EmbeddingServices = {
  readonly db: Db
  readonly viewerOf: (request: FastifyRequest) => Viewer
  readonly rightsDefaults: RightsDefaults
  readonly linksFor: (request: FastifyRequest) => Links
}

type OembedRequest = FastifyRequest<{ Querystring: Record<string, string | undefined> }>
type PlayerRequest = FastifyRequest<{ Params: { id: string } }>

const THUMB_SIDE = 170

/**
 * Serves oEmbed 1.0 for the addresses of the pages of images and videos, and the player of videos for other sites, to
 * everyone without a key (contract 16). What may not be embedded is answered with 404.
 */
export function addOembed(app: FastifyInstance, services: EmbeddingServices): void {
  const { linksFor } = services
  app.get('/oembed', async (request: OembedRequest, reply) => {
    const { url = '', format = 'json' } = request.query
    if (format !== 'json') throw new HttpProblem('NotImplemented', 'Only format=json is supported.')
    const id = url.split(/[?#]/)[0]!.replace(/\/+$/, '').split('/').at(-1)!
    const asset = await findEmbeddable(services, request, id)
    if (!asset) throw new HttpProblem('NotFound', 'There is nothing to embed at this address.')
    const content = JSON.stringify(presentEmbedded(asset, linksFor(request), readBounds(request.query)))
    return sendText(request, reply, { content, type: 'application/json; charset=utf-8' })
  })
  app.get('/players/:id', async (request: PlayerRequest, reply) => {
    const asset = await findEmbeddable(services, request, request.params.id)
    const html = asset && playerPage(asset, linksFor(request))
    if (!html) throw new HttpProblem('NotFound', 'There is no video to play at this address.')
    return sendPlayerPage(request, reply, html)
  })
}

async function findEmbeddable(
  { db, viewerOf, rightsDefaults }: EmbeddingServices,
  request: FastifyRequest,
  written: string,
): Promise<Asset | null> {
  const asset = await findVisibleOfAnyKind(db, readAssetId(written), viewerOf(request))
  return asset && mayBeEmbedded(asset, rightsDefaults) ? asset : null
}

const readBounds = ({ maxwidth, maxheight }: OembedRequest['query']): Extent => ({
  width: bound('maxwidth', maxwidth),
  height: bound('maxheight', maxheight),
})

function bound(name: string, text: string | undefined): number {
  if (text === undefined || text === '') return Number.POSITIVE_INFINITY
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new Problem(
    'InvalidParameterValue',
    `Invalid value '${text.slice(0, 40)}' for parameter '${name}': it must be a number of pixels, such as ${THUMB_SIDE}.`,
  )
}
