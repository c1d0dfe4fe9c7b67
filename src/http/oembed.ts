import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findVisibleImage } from '../catalogue/find-visible.ts'
import { mayBeEmbedded, type RightsDefaults } from '../catalogue/stated-rights.ts'
import type { Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { PUBLIC_CLEAN } from '../renditions/display-sizes.ts'
import { type RenditionName, sizeNamed } from '../renditions/ladder.ts'
import { readAssetId } from './asset-ids.ts'
import { sendText } from './caching.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { presentDisplaySize } from './represent/display-size.ts'

type OembedRequest = FastifyRequest<{ Querystring: Record<string, string | undefined> }>

/** The sizes that other sites may embed, largest first. */
const SHOWN: readonly RenditionName[] = ['comp', 'preview', 'thumb']
const THUMB_SIDE = 170

/**
 * Serves oEmbed 1.0 (type "photo") for the addresses of pictures' pages, to everyone without a key (contract 16). A
 * picture that may not be embedded is answered with 404.
 */
export function addOembed(
  app: FastifyInstance,
  {
    db,
    viewerOf,
    rightsDefaults,
  }: { db: Db; viewerOf: (request: FastifyRequest) => Viewer; rightsDefaults: RightsDefaults },
  linksFor: (request: FastifyRequest) => Links,
): void {
  app.get('/oembed', async (request: OembedRequest, reply) => {
    const { url = '', format = 'json' } = request.query
    if (format !== 'json') throw new HttpProblem('NotImplemented', 'Only format=json is supported.')
    const id = readAssetId(url.split(/[?#]/)[0]!.replace(/\/+$/, '').split('/').at(-1)!)
    const asset = await findVisibleImage(db, id, viewerOf(request))
    if (!asset || !mayBeEmbedded(asset, rightsDefaults))
      throw new HttpProblem('NotFound', 'There is no picture to embed at this address.')
    const links = linksFor(request)
    const look = { links, clean: PUBLIC_CLEAN }
    const sizes = SHOWN.map((name) => presentDisplaySize(asset, sizeNamed(name), look))
    const bounds = readBounds(request.query)
    const { uri, width, height } = within(sizes.find(fits(bounds)) ?? sizes.at(-1)!, bounds)
    const thumb = within(sizes.at(-1)!, bounds)
    const content = JSON.stringify({
      version: '1.0',
      type: 'photo',
      url: uri,
      width,
      height,
      title: asset.title,
      ...(asset.artist !== null && { author_name: asset.artist }),
      provider_name: 'Vitrine',
      provider_url: links.home,
      thumbnail_url: thumb.uri,
      thumbnail_width: thumb.width,
      thumbnail_height: thumb.height,
    })
    return sendText(request, reply, { content, type: 'application/json; charset=utf-8' })
  })
}

type Extent = { readonly width: number; readonly height: number }

const readBounds = ({ maxwidth, maxheight }: OembedRequest['query']): Extent => ({
  width: bound('maxwidth', maxwidth),
  height: bound('maxheight', maxheight),
})

const fits = (bounds: Extent) => (size: Extent) => size.width <= bounds.width && size.height <= bounds.height

/** Fits a size into bounds: even the smallest rendition may have to be scaled down (oEmbed, 2.3.4). */
function within<Size extends Extent>(size: Size, bounds: Extent): Size {
  const scale = Math.min(1, bounds.width / size.width, bounds.height / size.height)
  const scaled = (side: number) => Math.max(1, Math.floor(side * scale))
  return { ...size, width: scaled(size.width), height: scaled(size.height) }
}

function bound(name: string, text: string | undefined): number {
  if (text === undefined || text === '') return Number.POSITIVE_INFINITY
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new Problem(
    'InvalidParameterValue',
    `Invalid value '${text.slice(0, 40)}' for parameter '${name}': it must be a number of pixels, such as ${THUMB_SIDE}.`,
  )
}
