import { VIDEO_TEXT_NAMES } from '../../catalogue/plain-texts.ts'
import { type FieldSet, type FieldTable, SETS, type Selection, TOKEN_MEMBERS } from './select-fields.ts'
import { OTHER_VIDEO_SIZES, VIDEO_SIZES } from './video-size-names.ts'

/**
 * The values of `fields` for videos and the sets that stand for several of them (contract 5.2). A value that any
 * operation on videos lists in contract 11 is accepted by all of them (contract 16).
 */
const VIDEO_MEMBERS = [
  ...VIDEO_TEXT_NAMES,
  'allowed_use',
  'alternative_ids',
  'artist',
  'aspect_ratio',
  'asset_family',
  'asset_type',
  'call_for_image',
  'caption',
  'city',
  'clip_length',
  'collection_code',
  'collection_id',
  'collection_name',
  'color_type',
  'copyright',
  'country',
  'date_camera_shot',
  'date_created',
  'date_submitted',
  'editorial_segments',
  'editorial_source',
  'entity_details',
  'era',
  'event_ids',
  'graphical_style',
  'id',
  'is_ai_editable',
  'istock_collection',
  'istock_exclusive',
  'istock_licenses',
  'key_frames',
  'keywords',
  'license_model',
  'max_dimensions',
  'object_name',
  'orientation',
  'people',
  'product_types',
  'quality_rank',
  'referral_destinations',
  'series_id',
  'source',
  'state_province',
  'title',
  // Ours.
  'content_credentials',
  'thumbhash',
] as const

/** A member of a video in an answer. */
export type VideoMember =
  | (typeof VIDEO_MEMBERS)[number]
  | (typeof TOKEN_MEMBERS)[number]
  | 'display_sizes'
  // Of `explain=rights`.
  | 'rights'

/** Every value that `fields` takes, for the schema of the parameter. */
export const VIDEO_FIELD_VALUES: readonly string[] = [
  ...new Set<string>([
    ...VIDEO_MEMBERS,
    ...TOKEN_MEMBERS,
    'downloads',
    ...SETS,
    ...VIDEO_SIZES,
    ...OTHER_VIDEO_SIZES,
  ]),
].sort()

/** Where a set is requested: in searches and the lists beside them, or in metadata by id. */
export type VideoKind = 'creative' | 'search' | 'same-series' | 'similar' | 'detail'

/** The parts of each video that are sent. */
export type VideoSelection = Selection<VideoMember, VideoKind>

const SUMMARY: readonly VideoMember[] = [
  ...(['asset_family', 'caption', 'collection_code', 'collection_name'] as const),
  ...(['id', 'license_model', 'title'] as const),
]
const DETAIL: readonly VideoMember[] = [
  ...SUMMARY,
  ...(['allowed_use', 'artist', 'call_for_image', 'clip_length', 'collection_id', 'color_type'] as const),
  ...(['copyright', 'date_created', 'era', 'mastered_to', 'originally_shot_on', 'product_types'] as const),
  ...(['quality_rank', 'shot_speed', 'source'] as const),
]

/** The sets of an operation; `inDetail` are the members of detail_set that only some operations have. */
const setsWith = (
  inDetail: readonly VideoMember[],
  inDisplay: readonly VideoMember[] = [],
): Readonly<Record<string, FieldSet<VideoMember>>> => ({
  summary_set: { members: SUMMARY, sizes: VIDEO_SIZES },
  detail_set: { members: [...DETAIL, ...inDetail], sizes: VIDEO_SIZES },
  display_set: { members: inDisplay, sizes: VIDEO_SIZES },
})

/** The fields of videos. */
export const VIDEO_FIELDS: FieldTable<VideoMember, VideoKind> = {
  mediaKind: 'video',
  named: new Set([...VIDEO_MEMBERS, ...TOKEN_MEMBERS]),
  sizes: [...VIDEO_SIZES, ...OTHER_VIDEO_SIZES],
  sets: {
    creative: setsWith([]),
    search: setsWith(['event_ids']),
    'same-series': setsWith(['download_sizes']),
    similar: setsWith(['event_ids', 'download_sizes']),
    detail: setsWith(['event_ids', 'download_sizes'], ['key_frames']),
  },
}
