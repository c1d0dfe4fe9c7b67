import { Type } from 'typebox'
import type { Asset } from '../../catalogue/asset.ts'
import type { Clock } from '../../lib/clock.ts'
import { type RenditionName, sizeNamed } from '../../renditions/ladder.ts'
import { findLicensable } from '../../rights/find-licensable.ts'
import type { AssetSearch } from '../../search/asset-search.ts'
import type { ImageFilters } from '../../search/image-search.ts'
import { searchAssets } from '../../search/search-assets.ts'
import type { AssetSearchServices } from '../../search/search-context.ts'
import type { VideoFilters } from '../../search/video-search.ts'
import type { PublicCaller } from '../caller.ts'
import { type Context, type Operation, publicOperation } from '../operation.ts'
import type { PresentingServices } from '../represent/assets.ts'
import { type Look, presentDisplaySize, presentRendition } from '../represent/display-size.ts'
import { localized } from '../represent/subjects.ts'
import { presentClip } from '../represent/video-display-size.ts'
import { AffiliateImageSearchResponse, AffiliateVideoSearchResponse } from '../schemas/affiliates.ts'
import { phrase } from '../schemas/image-search.ts'
import { anyOf } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'

/** Number of results (contract 16); there are no pages. */
const ITEMS = 30
const PREVIEWS: Record<'small' | 'medium' | 'large', RenditionName> = {
  small: 'thumb',
  medium: 'comp',
  large: 'mid_res_comp',
}

type Services = AssetSearchServices & PresentingServices & { now: Clock }
type Call = Context<PublicCaller> & { readonly query: { readonly phrase: string } }

const common = { tag: 'Affiliates', path: Type.Object({}), ability: 'affiliate', problems: [] } as const

/** The searches for members of the affiliate programme: assets of one brand, with the addresses of their pages. */
export const affiliateOperations = (services: Services): Operation[] => [
  publicOperation({
    ...common,
    url: '/v3/affiliates/search/images',
    operationId: 'searchAffiliateImages',
    summary: 'Search images of the affiliate programme',
    description: `The first ${ITEMS} images of the brand istockphoto.`,
    query: Type.Object({ phrase, style: anyOf(['photography', 'vector'], 'Any of these styles.') }),
    answer: AffiliateImageSearchResponse,
    handle: async (call) => {
      const { style } = call.query
      const filters = { brand: BRAND, styles: style ? { values: style, mode: 'include' as const } : null }
      const { assets, ...found } = await find(services, call, { mediaKind: 'image', filters })
      return {
        images: assets.map((asset) => ({
          ...presentAsset(asset, call),
          preview_urls: previews(asset, call),
        })),
        ...found,
      }
    },
  }),

  publicOperation({
    ...common,
    url: '/v3/affiliates/search/videos',
    operationId: 'searchAffiliateVideos',
    summary: 'Search videos of the affiliate programme',
    description: `The first ${ITEMS} videos of the brand istockphoto. They have no moving previews yet.`,
    query: Type.Object({ phrase }),
    answer: AffiliateVideoSearchResponse,
    handle: async (call) => {
      const { assets, ...found } = await find(services, call, {
        mediaKind: 'video',
        filters: { brand: BRAND },
      })
      return {
        videos: assets.map((asset) => ({
          ...presentAsset(asset, call),
          clip_length: asset.clipLength,
          preview_urls: stills(asset, call),
        })),
        ...found,
      }
    },
  }),
]

const BRAND = 'istockphoto'

type SearchOfKind =
  | { readonly mediaKind: 'image'; readonly filters: ImageFilters }
  | { readonly mediaKind: 'video'; readonly filters: VideoFilters }

async function find(
  { db, assets, index, phrases, now }: Services,
  { query, language, caller, rightsDefaults }: Call,
  of: SearchOfKind,
) {
  const viewer = searchViewer(caller, now())
  const search: AssetSearch = {
    phrase: query.phrase,
    families: ['creative'],
    sort: 'best',
    completesPhrase: false,
    picturedFirst: false,
    facets: [],
    page: { offset: 0, size: ITEMS },
    ...of,
  }
  const context = { viewer, language, rightsDefaults }
  const { ids, match, corrected } = await searchAssets({ db, index, phrases }, search, context)
  const seen = await findLicensable(assets, of.mediaKind, ids, viewer)
  return {
    assets: await localized(assets.readMore, seen, language),
    auto_corrections: { phrase: corrected },
    match,
  }
}

const presentAsset = (asset: Asset, { links }: Call) => ({
  id: String(asset.id),
  title: asset.title,
  caption: asset.caption,
  destination_url: links.page(asset),
})

const lookOf = (asset: Asset, { links, caller }: Call): Look => ({ links, clean: caller.cleanSizes(asset) })

function previews(asset: Asset, call: Call) {
  const look = lookOf(asset, call)
  const members = Object.entries(PREVIEWS).flatMap(([name, rendition]) => {
    const { uri, width, height } = presentDisplaySize(asset, sizeNamed(rendition), look)
    return [
      [name, uri],
      [`${name}_width`, width],
      [`${name}_height`, height],
    ]
  })
  return Object.fromEntries(members)
}

function stills(asset: Asset, call: Call) {
  const look = lookOf(asset, call)
  const still = (name: keyof typeof PREVIEWS) => presentRendition(asset, sizeNamed(PREVIEWS[name]), look).uri
  return {
    small_still: still('small'),
    medium_still: still('medium'),
    large_still: still('large'),
    small_motion: presentClip(asset, 'preview', look),
    large_motion: presentClip(asset, 'comp', look),
  }
}
