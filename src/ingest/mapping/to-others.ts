import type { EventDescription } from '../../catalogue/events.ts'
import { BRANDS, FAMILIES, LICENSE_MODELS } from '../../catalogue/trade-lists.ts'
import { DEFAULT_LANGUAGE } from '../../lib/languages.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import { splitByLanguage } from './in-language.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { places } from './places.ts'
import { asMoment, asTerritories } from './readings.ts'
import { asSegments } from './to-asset.ts'
import { Values } from './values.ts'

/** A mapped event; its parent and its hero image are given by their ids in the source. */
export type MappedEvent = {
  readonly kind: 'event'
  readonly id: string
  readonly source: string
  readonly description: Omit<EventDescription, 'parentId' | 'heroAssetId'>
  readonly parentId: string | null
  readonly heroId: string | null
}

/** A collection in our terms. */
export type MappedCollection = {
  readonly kind: 'collection'
  readonly id: string
  readonly source: string
  readonly name: string
  readonly code: string | null
  readonly brand: (typeof BRANDS)[number] | null
  readonly family: (typeof FAMILIES)[number] | null
  readonly licenseModel: (typeof LICENSE_MODELS)[number] | null
  readonly territories: string | null
}

/** A mapped keyword, with its labels in other languages and its broader keywords. */
export type MappedKeyword = {
  readonly kind: 'keyword'
  readonly text: string
  readonly type: (typeof KEYWORD_TYPES)[number]
  readonly labels: Readonly<Record<string, string>>
  readonly synonyms: readonly string[]
  readonly broader: readonly string[]
}

const KEYWORD_TYPES = ['Keyword', 'Concept', 'Location', 'SpecificPeople'] as const

/** Maps the record of an event, or returns all mistakes in it. */
export function toEvent(mapping: Mapping, input: MappingInput): MappedEvent | readonly Mistake[] {
  const { own, others } = splitByLanguage(input.manifest ?? {}, DEFAULT_LANGUAGE)
  const values = new Values(mapping.event, { ...input, manifest: own })
  const names = [...others].flatMap(([language, manifest]) => {
    const name = new Values(mapping.event, { ...input, manifest }).text('name')
    return name === null ? [] : [[language, name] as const]
  })
  const event: MappedEvent = {
    kind: 'event',
    id: values.required('id'),
    source: values.required('source'),
    description: {
      name: values.required('name'),
      startMs: values.read('start_date', asMoment),
      type: values.text('type'),
      venue: values.text('venue'),
      ...places(values),
      names: Object.fromEntries(names),
      segments: values.read('editorial_segments', asSegments) ?? [],
      keywords: [...values.keywords('keywords', 'Keyword'), ...values.keywords('people', 'SpecificPeople')],
    },
    parentId: values.text('parent_event_id'),
    heroId: values.text('hero_image_id'),
  }
  return values.mistakes.length > 0 ? values.mistakes : event
}

/** Maps the record of a collection, or returns all mistakes in it. */
export function toCollection(mapping: Mapping, input: MappingInput): MappedCollection | readonly Mistake[] {
  const values = new Values(mapping.collection, input)
  const territories = values.read('territories', asTerritories)
  const name = values.required('name')
  const collection: MappedCollection = {
    kind: 'collection',
    id: values.text('id') ?? name,
    source: values.required('source'),
    name,
    code: values.text('code')?.toUpperCase() ?? null,
    brand: values.choice('brand', BRANDS),
    family: values.choice('family', FAMILIES),
    licenseModel: values.choice('license_model', LICENSE_MODELS),
    territories: territories && JSON.stringify(territories),
  }
  return values.mistakes.length > 0 ? values.mistakes : collection
}

/** Maps the record of a keyword, or returns all mistakes in it. */
export function toKeyword(mapping: Mapping, input: MappingInput): MappedKeyword | readonly Mistake[] {
  const { own, others } = splitByLanguage(input.manifest ?? {}, DEFAULT_LANGUAGE)
  const values = new Values(mapping.keyword, { ...input, manifest: own })
  const labels = [...others].flatMap(([language, manifest]) => {
    const text = new Values(mapping.keyword, { ...input, manifest }).text('text')
    return text === null ? [] : [[language, text] as const]
  })
  const keyword: MappedKeyword = {
    kind: 'keyword',
    text: values.required('text'),
    type: values.choice('type', KEYWORD_TYPES) ?? 'Keyword',
    labels: Object.fromEntries(labels),
    synonyms: values.list('synonyms'),
    broader: values.list('broader'),
  }
  return values.mistakes.length > 0 ? values.mistakes : keyword
}
