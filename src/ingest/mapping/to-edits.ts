import type { AssetDescription } from '../../catalogue/asset-description.ts'
import { type AssetEdits, KEYWORD_LISTS, type KeywordList } from '../../catalogue/edits.ts'
import type { KeywordLabel } from '../../catalogue/keywords.ts'
import { forPlainTexts, forVideoTexts } from '../../catalogue/plain-texts.ts'
import { languageOf } from '../../lib/languages.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import { readMapping } from './mapping.ts'
import { toAsset } from './to-asset.ts'

/** The fields of an asset in manifests that may be edited by hand, with the parts of a description that each one sets. */
const PARTS = {
  ...forPlainTexts((_name, column) => [column] as const),
  ...forVideoTexts((_name, column) => [column] as const),
  clip_length: ['clipLength'],
  frame_rate: ['frameRate'],
  frame_size: ['frameWidth', 'frameHeight'],
  aspect_ratio: ['aspectRatio'],
  editorial_video_type: ['editorialVideoType'],
  bit_depth: ['bitDepth'],
  broadcast_video_standard: ['broadcastVideoStandard'],
  compression: ['compression'],
  interlaced: ['isInterlaced'],
  title: ['title'],
  caption: ['caption'],
  alt_text: ['altText'],
  extended_description: ['extendedDescription'],
  artist: ['artist'],
  copyright: ['copyright'],
  copyright_owners: ['copyrightOwners'],
  editorial_source: ['editorialSource'],
  collection: ['collection'],
  keywords: [],
  concepts: [],
  people: [],
  locations: [],
  city: ['city'],
  state: ['provinceState'],
  country: ['countryName', 'countryCode'],
  date_created: ['dateCreated', 'dateCreatedMs', 'dateText'],
  date_camera_shot: ['dateCameraShotMs'],
  date_text: ['dateText'],
  graphical_style: ['graphicalStyle'],
  series: ['series'],
  editorial_segments: ['segments'],
  quality_rank: ['qualityRank'],
  popularity: ['popularity'],
  license_model: ['licenseModel'],
  usage_terms: ['usageTerms'],
  usage_restrictions: ['usageRestrictions'],
  release_info: ['releaseInfo'],
  web_statement: ['webStatement'],
  embeddable: ['isEmbeddable'],
  visible_from: ['visibleFromMs'],
  visible_until: ['visibleUntilMs'],
  territories: ['territories'],
  call_for_image: ['callForImage'],
  is_ai_editable: ['isAiEditable'],
  istock_exclusive: ['isIstockExclusive'],
  istock_licenses: ['istockLicenses'],
  contributor: ['contributorName'],
  entity_details: ['entities'],
  links: ['links'],
} as const satisfies Record<string, readonly (keyof AssetDescription)[]>

/** A field that can be edited by hand. */
export type EditedField = keyof typeof PARTS

/** The names of the fields that may be edited, as manifests have them. */
export const EDITED_FIELDS = Object.keys(PARTS) as EditedField[]

const TEXTS = ['title', 'caption', 'alt_text', 'extended_description'] as const
const isTextName = (name: string): name is (typeof TEXTS)[number] =>
  (TEXTS as readonly string[]).includes(name)

/** Fields that every record must have; those that are not edited are dropped again. A video may have all fields. */
const PLACEHOLDER = { kind: 'video', title: '-', collection: '-', source: '-' }

/**
 * Converts fields of an asset in manifests, given as texts like in a table, to edits; an empty text clears its field.
 * With a `language`, the translatable texts among them are edited in that language.
 */
export function toEdits(
  fields: Readonly<Partial<Record<EditedField, string>>>,
  language: string | null = null,
): AssetEdits | readonly Mistake[] {
  const tag = language === null ? null : languageOf(language)
  if (language !== null && tag === null)
    return [{ field: 'language', reason: `${language} is not a language.` }]
  const names = Object.keys(fields) as EditedField[]
  const isTranslated = (name: EditedField) => tag !== null && isTextName(name)
  const own = names.filter((name) => !isTranslated(name))
  const manifest = {
    ...PLACEHOLDER,
    language: 'en-US',
    ...Object.fromEntries(own.map((name) => [name, fields[name]])),
  }
  const read = toAsset(readMapping(), { ...NO_OTHER_INPUT, manifest })
  if (!('description' in read)) return read
  const parts = own.flatMap((name): readonly (keyof AssetDescription)[] => PARTS[name])
  const texts = names
    .filter(isTranslated)
    .map((name) => [PARTS[name][0], fields[name]?.trim() || null] as const)
  return {
    ...Object.fromEntries(parts.map((part) => [part, read.description[part]])),
    ...keywordLists(own, read.description.keywords),
    ...(tag !== null && texts.length > 0 && { texts: { [tag]: Object.fromEntries(texts) } }),
  }
}

/** Returns the names of the fields that were edited, texts in other languages with the tag: "title.de". */
export function editedFields(edits: AssetEdits): string[] {
  // NOTE: an edit of the date clears its text, which does not count as an edit of the text.
  const isCleared = (name: EditedField) =>
    name === 'date_text' && edits.dateText === null && edits.dateCreated !== undefined
  const fields = EDITED_FIELDS.filter((name) => (PARTS[name][0] ?? name) in edits && !isCleared(name))
  const texts = Object.entries(edits.texts ?? {}).flatMap(([language, given]) =>
    TEXTS.filter((name) => PARTS[name][0] in given).map((name) => `${name}.${language}`),
  )
  return [...fields, ...texts]
}

const NO_OTHER_INPUT = { iptc: null, path: null, source: { name: 'edit' } } as const

const TYPE_OF = { concepts: 'Concept', people: 'SpecificPeople', locations: 'Location' } as const

function keywordLists(names: readonly string[], labels: readonly KeywordLabel[]): AssetEdits {
  const lists = KEYWORD_LISTS.filter((list) => names.includes(list))
  return Object.fromEntries(lists.map((list) => [list, labels.filter((label) => isIn(list, label))]))
}

function isIn(list: KeywordList, { type }: KeywordLabel): boolean {
  return list === 'keywords' ? !(Object.values(TYPE_OF) as string[]).includes(type) : type === TYPE_OF[list]
}
