import { EDITORIAL_VIDEO_TYPES } from '../../catalogue/trade-lists.ts'
import { ASPECT_RATIOS, FRAME_RATES } from '../../catalogue/video.ts'
import type { VideoFormatName } from '../../search/video-search.ts'
import { VIDEO_FIELD_VALUES } from '../represent/video-fields.ts'
import { explainSearched } from './image.ts'
import { codesOf, completePhrase, phrase, polarityOf } from './image-search.ts'
import {
  anyOf,
  fieldsOf,
  flag,
  ids,
  number,
  oneOf,
  optional,
  paging,
  product,
  products,
  texts,
  time,
} from './parameters.ts'

/** The parameter `fields` of metadata of videos by id. */
export const videoFields = fieldsOf(VIDEO_FIELD_VALUES)
/** The same of searches; `downloads` exists only for metadata (contract 16, Parameters). */
export const videoSearchFields = fieldsOf(VIDEO_FIELD_VALUES, undefined, { refused: ['downloads'] })

/** In the order of contract 11: clients may send a number instead of a name. */
const FORMATS = ['sd', 'hd', '4k', 'hd_web'] as const satisfies readonly VideoFormatName[]

/** Parameters that the search of all videos shares with those of one kind (contract 10). */
export const blendedVideoParameters = {
  phrase,
  fields: videoSearchFields,
  explain: explainSearched,
  ...paging(30),
  complete_phrase: completePhrase,
  age_of_people: anyOf(codesOf('Age'), 'Any of these ages.'),
  collection_codes: texts('Collection codes.'),
  collections_filter_type: polarityOf('collection_codes'),
  format_available: optional(
    oneOf(FORMATS, {
      description:
        'Videos of at least the quality of this format: hd_web from 720 lines, hd from 1080, 4k from 2160.',
    }),
  ),
  frame_rates: anyOf(FRAME_RATES, 'Any of these numbers of frames per second.'),
  keyword_ids: ids('Videos with all of these keywords.'),
}

/** Parameters that the searches of creative and of editorial videos have (contract 7). */
export const videoSearchParameters = {
  ...blendedVideoParameters,
  artists: texts('Any of these artists, by name.'),
  aspect_ratios: anyOf(ASPECT_RATIOS, 'Any of these aspect ratios.'),
  compositions: anyOf(codesOf('Composition'), 'Any of these compositions.'),
  download_product: product(
    'Videos that can be downloaded under products of this type, or under this product. Needs an access token; without ' +
      'one it has no effect.',
  ),
  ethnicity: anyOf(codesOf('Ethnicity'), 'Any of these ethnicities.'),
  image_techniques: anyOf(codesOf('ImageTechnique'), 'Any of these techniques.'),
  include_related_searches: flag(
    'Whether to return related searches, made from the keywords of the results.',
    false,
  ),
  max_clip_length: number('Videos of at most this many seconds; 0 is no bound.'),
  min_clip_length: number('Videos of at least this many seconds; 0 is no bound.'),
  number_of_people: anyOf(codesOf('NumberOfPeople'), 'Any of these numbers.'),
  orientations: anyOf(['horizontal', 'vertical'], 'Any of these orientations.'),
  release_status: optional(
    oneOf(['release_not_important', 'fully_released'], {
      description:
        'fully_released: only videos whose record states releases of all people and property shown.',
    }),
  ),
  viewpoints: anyOf(codesOf('Viewpoint'), 'Any of these viewpoints.'),
}

/** Licence models of videos (contract 11). */
export const videoLicenseModels = anyOf(['rightsready', 'royaltyfree'], 'Any of these licence models.')
/** Types of products, of which the blended search has a list (contract 10). */
export const productTypes = products(
  'Videos that can be downloaded under any of these products. Needs an access token; without one it has no effect.',
)
/** Raw footage or produced videos. */
export const editorialVideoTypes = anyOf(EDITORIAL_VIDEO_TYPES, 'Any of these types.')
/** A range of days. */
export const betweenDates = {
  date_from: time('Created on this day or later.'),
  date_to: time('Created on this day or before.'),
}
