import { Type } from 'typebox'
import type { Clock } from '../../lib/clock.ts'
import { type RenditionName, sizeNamed } from '../../renditions/ladder.ts'
import { findLicensableImages } from '../../rights/find-licensable.ts'
import { findImages, type ImageSearchServices } from '../../search/find-images.ts'
import type { ImageSearch } from '../../search/image-search.ts'
import { publicOperation } from '../operation.ts'
import { presentDisplaySize } from '../represent/image.ts'
import { localized } from '../represent/images.ts'
import { AutoCorrections, Match, phrase } from '../schemas/image-search.ts'
import { Text } from '../schemas/nullable.ts'
import { anyOf } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'

/** Number of results (contract 16); there are no pages. */
const ITEMS = 30
const PREVIEWS: Record<'small' | 'medium' | 'large', RenditionName> = {
  small: 'thumb',
  medium: 'comp',
  large: 'mid_res_comp',
}

const size = { examples: [170] }
const AffiliateImage = Type.Object(
  {
    id: Text({ examples: ['100000001'] }),
    title: Text({ examples: ['Mountain lake at dawn'] }),
    caption: Text({ examples: ['Mist over a lake below a snowy summit.'] }),
    destination_url: Text({ description: 'The page of the image.' }),
    preview_urls: Type.Object({
      small: Text(),
      medium: Text(),
      large: Text(),
      small_width: Type.Integer(size),
      small_height: Type.Integer(size),
      medium_width: Type.Integer(size),
      medium_height: Type.Integer(size),
      large_width: Type.Integer(size),
      large_height: Type.Integer(size),
    }),
  },
  { title: 'AffiliateImage' },
)

type Services = ImageSearchServices & { now: Clock }

/** The search for members of the affiliate programme: images of one brand, with the addresses of their pages. */
export const affiliateImages = ({ db, index, phrases, now }: Services) =>
  publicOperation({
    url: '/v3/affiliates/search/images',
    operationId: 'searchAffiliateImages',
    summary: 'Search images of the affiliate programme',
    description: `The first ${ITEMS} images of the brand istockphoto.`,
    tag: 'Affiliates',
    path: Type.Object({}),
    query: Type.Object({ phrase, style: anyOf(['photography', 'vector'], 'Any of these styles.') }),
    answer: Type.Object(
      { images: Type.Array(AffiliateImage), auto_corrections: AutoCorrections, match: Match },
      { title: 'AffiliateImageSearchResponse' },
    ),
    ability: 'affiliate',
    problems: [],
    handle: async ({ query, links, language, caller, rightsDefaults }) => {
      const viewer = searchViewer(caller, now())
      const search: ImageSearch = {
        phrase: query.phrase,
        families: ['creative'],
        sort: 'best',
        picturedFirst: false,
        facets: [],
        filters: {
          brand: 'istockphoto',
          styles: query.style ? { values: query.style, mode: 'include' } : null,
        },
        page: { offset: 0, size: ITEMS },
      }
      const context = { viewer, language, rightsDefaults }
      const { ids, match, corrected } = await findImages({ db, index, phrases }, search, context)
      const seen = await findLicensableImages(db, ids, viewer)
      const images = (await localized(db, seen, language)).map((asset) => {
        const look = { links, clean: caller.cleanSizes(asset) }
        const previews = Object.entries(PREVIEWS).flatMap(([name, rendition]) => {
          const { uri, width, height } = presentDisplaySize(asset, sizeNamed(rendition), look)
          return [
            [name, uri],
            [`${name}_width`, width],
            [`${name}_height`, height],
          ]
        })
        return {
          id: String(asset.id),
          title: asset.title,
          caption: asset.caption,
          destination_url: links.page(asset),
          preview_urls: Object.fromEntries(previews),
        }
      })
      return { images, auto_corrections: { phrase: corrected }, match }
    },
  })
