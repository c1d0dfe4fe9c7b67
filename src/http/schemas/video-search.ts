import { VIDEO_FIELD_VALUES } from './data/video-fields.ts'
import { codesOf, phrase, polarityOf } from './image-search.ts'
import { anyOf, fieldsOf, flag, ids, number, oneOf, optional, paging, product, texts } from './parameters.ts'

/** As clients send them; the published document of early 2023 has them as base-60 numbers. */
const ASPECT_RATIOS = ['16:9', '9:16', '3:4', '4:3', '4:5', '2:1', '17:9', '9:17'] as const
const FRAME_RATES = ['23.98', '24', '25', '29.97', '30', '50', '59.94', '60'] as const

const IMAGE_TECHNIQUES = [
  ...(['realtime', 'time_lapse', 'slow_motion', 'color', 'black_and_white'] as const),
  ...(['animation', 'selective_focus'] as const),
]
const VIEWPOINTS = [
  ...(['lockdown', 'panning', 'tracking_shot', 'aerial_view'] as const),
  ...(['high_angle_view', 'low_angle_view', 'tilt', 'point_of_view'] as const),
]

/** The parameter `fields` of operations on videos. */
export const videoFields = fieldsOf(VIDEO_FIELD_VALUES)

/** Parameters that the search of all videos shares with those of one kind (contract 10). */
export const blendedVideoParameters = {
  phrase,
  fields: videoFields,
  ...paging(30),
  age_of_people: anyOf(codesOf('Age'), 'Any of these ages.'),
  collection_codes: texts('Collection codes.'),
  collections_filter_type: polarityOf('collection_codes'),
  format_available: optional(
    oneOf(['sd', 'hd', '4k', 'hd_web'], { description: 'Videos that are available in this format.' }),
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
  download_product: product('Videos that this product covers.'),
  image_techniques: anyOf(IMAGE_TECHNIQUES, 'Any of these techniques.'),
  include_related_searches: flag(
    'Whether to return related searches, made from the keywords of the results.',
    false,
  ),
  max_clip_length: number('Videos of at most this many seconds.'),
  min_clip_length: number('Videos of at least this many seconds.'),
  orientations: anyOf(['horizontal', 'vertical'], 'Any of these orientations.'),
  release_status: optional(
    oneOf(['release_not_important', 'fully_released'], {
      description: 'Whether all releases must be present.',
    }),
  ),
  viewpoints: anyOf(VIEWPOINTS, 'Any of these viewpoints.'),
}
