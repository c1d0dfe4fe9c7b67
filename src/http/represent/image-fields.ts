import { PLAIN_TEXT_NAMES } from '../../catalogue/plain-texts.ts'
import { LADDER, type RenditionName } from '../../renditions/ladder.ts'
import { type FieldSet, type FieldTable, SETS, type Selection, TOKEN_MEMBERS } from './select-fields.ts'

/**
 * The values of `fields` for images and the sets that stand for several of them (contract 5.2). A value that any
 * operation on images lists in contract 11 is accepted by all of them (contract 16).
 */
export const IMAGE_MEMBERS = [
  ...PLAIN_TEXT_NAMES,
  'allowed_use',
  'alternative_ids',
  'artist',
  'asset_family',
  'asset_type',
  'call_for_image',
  'caption',
  'city',
  'collection_code',
  'collection_id',
  'collection_name',
  'color_type',
  'contributor',
  'copyright',
  'country',
  'date_camera_shot',
  'date_created',
  'date_submitted',
  'editorial_segments',
  'editorial_source',
  'entity_details',
  'event_ids',
  'graphical_style',
  'id',
  'is_ai_editable',
  'istock_collection',
  'istock_exclusive',
  'istock_licenses',
  'keywords',
  'license_model',
  'links',
  'max_dimensions',
  'orientation',
  'people',
  'product_types',
  'quality_rank',
  'referral_destinations',
  'series_id',
  'state_province',
  'title',
  'type',
  'uri_oembed',
  // Ours.
  'alt_text',
  'content_credentials',
  'copyright_owners',
  'data_mining',
  'date_created_local',
  'date_text',
  'digital_source_type',
  'extended_description',
  'licensors',
  'releases',
  'rights_statement',
  'thumbhash',
] as const

/** A member of an image in an answer. */
export type ImageMember =
  | (typeof IMAGE_MEMBERS)[number]
  | (typeof TOKEN_MEMBERS)[number]
  | 'display_sizes'
  // Of `accessrestriction`.
  | 'territory_restrictions'
  // Of `explain=rights`.
  | 'rights'

/** The names of all display sizes, each of which is a value of `fields`. */
const RENDITION_NAMES = LADDER.map(({ name }) => name) as RenditionName[]

/** Every value that `fields` takes, for the schema of the parameter. */
export const IMAGE_FIELD_VALUES: readonly string[] = [
  ...new Set<string>([...IMAGE_MEMBERS, ...TOKEN_MEMBERS, 'downloads', ...SETS, ...RENDITION_NAMES]),
].sort()

/** Where a set is requested: in searches and similar lists, or in metadata by id. */
export type ImageKind = 'search' | 'detail'

/** The parts of each image that are sent. */
export type ImageSelection = Selection<ImageMember, ImageKind>

const SUMMARY: readonly ImageMember[] = [
  ...(['asset_family', 'caption', 'collection_code', 'collection_id', 'collection_name'] as const),
  ...(['id', 'license_model', 'max_dimensions', 'title'] as const),
]
const DETAIL: readonly ImageMember[] = [
  ...SUMMARY,
  ...([
    'allowed_use',
    'artist',
    'call_for_image',
    'copyright',
    'date_created',
    'editorial_segments',
  ] as const),
  ...(['event_ids', 'graphical_style', 'orientation', 'product_types', 'quality_rank'] as const),
  'referral_destinations',
]

/** A field that has two members: the contract has no field for the second one (contract 8.2). */
const RESTRICTIONS: FieldSet<ImageMember> = {
  members: ['accessrestriction', 'territory_restrictions'],
  sizes: [],
}

/** What each set stands for. */
const IMAGE_SETS: Readonly<Record<ImageKind, Readonly<Record<string, FieldSet<ImageMember>>>>> = {
  search: {
    summary_set: { members: SUMMARY, sizes: ['thumb'] },
    detail_set: { members: DETAIL, sizes: ['comp', 'preview', 'thumb'] },
    display_set: { members: [], sizes: RENDITION_NAMES },
    accessrestriction: RESTRICTIONS,
  },
  detail: {
    summary_set: { members: [...SUMMARY, 'artist'], sizes: [] },
    detail_set: {
      members: [
        ...DETAIL,
        ...(['artist_title', 'city', 'color_type', 'country', 'credit_line', 'date_submitted'] as const),
        ...(['download_sizes', 'state_province'] as const),
      ],
      sizes: [],
    },
    display_set: { members: [], sizes: RENDITION_NAMES },
    accessrestriction: RESTRICTIONS,
  },
}

/** The fields of images. */
export const IMAGE_FIELDS: FieldTable<ImageMember, ImageKind> = {
  mediaKind: 'image',
  named: new Set([...IMAGE_MEMBERS, ...TOKEN_MEMBERS]),
  sizes: RENDITION_NAMES,
  sets: IMAGE_SETS,
}
