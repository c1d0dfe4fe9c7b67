import { Type } from 'typebox'
import { AutoCorrections, Match } from './image-search.ts'
import { Text } from './nullable.ts'

/** Answers of the searches of the affiliate programme (contract 8.6). */

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

/** Images of the affiliate programme. */
export const AffiliateImageSearchResponse = Type.Object(
  { images: Type.Array(AffiliateImage), auto_corrections: AutoCorrections, match: Match },
  { title: 'AffiliateImageSearchResponse' },
)

const AffiliateVideo = Type.Object(
  {
    id: Text({ examples: ['100000001'] }),
    title: Text({ examples: ['Lakeside run'] }),
    caption: Text({ examples: ['Runners at the start beside a lake.'] }),
    clip_length: Text({ examples: ['00:00:15:07'] }),
    destination_url: Text({ description: 'The page of the video.' }),
    preview_urls: Type.Object({
      small_still: Text(),
      medium_still: Text(),
      large_still: Text(),
      small_motion: Text(),
      large_motion: Text(),
    }),
  },
  { title: 'AffiliateVideo' },
)
/** Videos of the affiliate programme. */
export const AffiliateVideoSearchResponse = Type.Object(
  { videos: Type.Array(AffiliateVideo), auto_corrections: AutoCorrections, match: Match },
  { title: 'AffiliateVideoSearchResponse' },
)
