import { parse, stringify } from 'yaml'
import { PLAIN_TEXT_NAMES, VIDEO_TEXT_NAMES } from '../../catalogue/plain-texts.ts'
import { Problem } from '../../lib/problem.ts'
import { DEFAULT_MAPPING_TEXT } from '../data/default-mapping.ts'
import { compileRule, type Rule } from './rule.ts'

/** The fields that a mapping fills, by kind of record. */
export const MAPPED_FIELDS = {
  asset: [
    ...PLAIN_TEXT_NAMES,
    'id',
    'source',
    'file',
    'family',
    'title',
    'caption',
    'keywords',
    'concepts',
    'people',
    'locations',
    'artist',
    'editorial_source',
    'collection',
    'collection_code',
    'collection_brand',
    'collection_territories',
    'license_model',
    'graphical_style',
    'event_ids',
    'editorial_segments',
    'city',
    'state',
    'country',
    'country_code',
    'date_created',
    'date_text',
    'date_camera_shot',
    'quality_rank',
    'popularity',
    'series',
    'usage_restrictions',
    'usage_terms',
    'web_statement',
    'release_info',
    'copyright',
    'embeddable',
    'visible_from',
    'visible_until',
    'territories',
    'alt_text',
    'extended_description',
    'language',
    'digital_source_type',
    'data_mining',
    'licensors',
    'copyright_owners',
    'model_release_status',
    'model_release_ids',
    'property_release_status',
    'property_release_ids',
    'minor_model_age',
    'call_for_image',
    'is_ai_editable',
    'istock_exclusive',
    'istock_licenses',
    'contributor',
    'entity_details',
    'links',
  ],
  /** What a video has besides the fields of an asset. */
  video: [
    ...VIDEO_TEXT_NAMES,
    'clip_length',
    'frame_rate',
    'frame_size',
    'aspect_ratio',
    'editorial_video_type',
    'bit_depth',
    'broadcast_video_standard',
    'compression',
    'interlaced',
  ],
  event: [
    'id',
    'source',
    'name',
    'start_date',
    'parent_event_id',
    'hero_image_id',
    'type',
    'venue',
    'city',
    'state',
    'country',
    'country_code',
    'editorial_segments',
    'keywords',
    'people',
  ],
  collection: ['id', 'source', 'name', 'code', 'brand', 'family', 'license_model', 'territories'],
  keyword: ['text', 'type', 'synonyms', 'broader'],
  order: [
    'id',
    'source',
    'customer',
    'user',
    'order_date',
    'invoice_number',
    'end_client',
    'licensee_name',
    'ordered_by',
    'project_title',
    'purchase_order_number',
    'license_model',
    'size_name',
    'assets',
  ],
  send_event: ['id', 'source', 'customer', 'asset', 'email_address', 'timestamp'],
} as const

/** A kind of record that a mapping can describe. */
export type MappedKind = keyof typeof MAPPED_FIELDS

/** Section of a mapping file: values of fields for every asset that has no other value. */
const DEFAULTS = 'defaults'

/** Rules that give each field its value; `text` is the mapping file in full. */
export type Mapping = {
  readonly [Kind in MappedKind]: Readonly<Record<(typeof MAPPED_FIELDS)[Kind][number], Rule>>
} & { readonly kind: Rule; readonly text: string }

type Written = Record<string, unknown>

/**
 * Reads a mapping: the default one, with the fields of `overrides` (a mapping file that contains only what differs) in
 * place of its own.
 *
 * @throws Problem InvalidMapping naming each mistake.
 */
export function readMapping(overrides: string | null = null): Mapping {
  const defaults = parse(DEFAULT_MAPPING_TEXT) as Written
  const mistakes: string[] = []
  const own = overrides === null ? {} : readOverrides(overrides, mistakes)
  for (const name of Object.keys(own))
    if (!['kind', DEFAULTS].includes(name) && !Object.hasOwn(MAPPED_FIELDS, name))
      mistakes.push(`There is no kind ${name}.`)
  const written: Written = { kind: own.kind ?? defaults.kind }
  if (own[DEFAULTS] !== undefined) written[DEFAULTS] = asTable(own[DEFAULTS], DEFAULTS, mistakes)
  for (const kind of Object.keys(MAPPED_FIELDS))
    written[kind] = { ...(defaults[kind] as Written), ...asTable(own[kind], kind, mistakes) }
  const mapping = compile(written, mistakes)
  if (mistakes.length > 0)
    throw new Problem('InvalidMapping', `The mapping is wrong.\n${mistakes.join('\n')}`)
  return { ...mapping, text: overrides === null ? DEFAULT_MAPPING_TEXT : stringify(written) }
}

function readOverrides(text: string, mistakes: string[]): Written {
  try {
    return asTable(parse(text) ?? {}, 'it', mistakes)
  } catch (error) {
    mistakes.push(`It is not YAML: ${(error as Error).message.split('\n')[0]}`)
    return {}
  }
}

function asTable(value: unknown, name: string, mistakes: string[]): Written {
  if (value === undefined) return {}
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Written
  mistakes.push(`${name} must be a table of fields.`)
  return {}
}

function compile(written: Written, mistakes: string[]): Omit<Mapping, 'text'> {
  const rule = (name: string, value: unknown): Rule => {
    try {
      return compileRule(withoutCycle(value))
    } catch (error) {
      mistakes.push(`${name}: ${(error as Error).message}.`)
      return () => null
    }
  }
  const compiled: Record<string, unknown> = { kind: rule('kind', written.kind) }
  for (const [kind, fields] of Object.entries(MAPPED_FIELDS)) {
    const rules = kind === 'asset' ? withDefaults(written) : (written[kind] as Written)
    const names: readonly string[] = fields
    for (const name of Object.keys(rules))
      if (!names.includes(name)) mistakes.push(`${kind} has no field ${name}.`)
    compiled[kind] = Object.fromEntries(
      names.map((name) => [name, rules[name] == null ? NO_VALUE : rule(`${kind}.${name}`, rules[name])]),
    )
  }
  return compiled as Omit<Mapping, 'text'>
}

/** Returns the rules of assets, each followed by its default value. */
function withDefaults({ asset, [DEFAULTS]: defaults = {} }: Written): Written {
  const rules = asset as Written
  const last = Object.entries(defaults as Written).map(([name, value]) => [
    name,
    [rules[name] ?? [], { value }],
  ])
  return { ...rules, ...Object.fromEntries(last) }
}

/** Returns the rule of a field as written. @throws TypeError if it contains itself, which YAML aliases allow. */
function withoutCycle(value: unknown): unknown {
  try {
    JSON.stringify(value)
  } catch {
    throw new TypeError('an alias is inside of what it refers to')
  }
  return value
}

const NO_VALUE: Rule = () => null
