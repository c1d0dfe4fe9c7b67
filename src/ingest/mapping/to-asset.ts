import { isDeepStrictEqual } from 'node:util'
import type { Texts } from '../../catalogue/asset.ts'
import type { AssetDescription } from '../../catalogue/asset-description.ts'
import { PLAIN_TEXT_NAMES, PLAIN_TEXTS, type PlainTextColumn } from '../../catalogue/plain-texts.ts'
import { NO_RELEASES, type Releases } from '../../catalogue/releases.ts'
import { BRANDS, FAMILIES, GRAPHICAL_STYLES, LICENSE_MODELS, SEGMENTS } from '../../catalogue/trade-lists.ts'
import { isNeverVisible } from '../../catalogue/visibility.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import { splitByLanguage } from './in-language.ts'
import type { Mapping } from './mapping.ts'
import type { MappingInput } from './mapping-input.ts'
import { offerFields, referenceFields } from './offer-fields.ts'
import { places } from './places.ts'
import {
  asFlag,
  asInteger,
  asLanguage,
  asLicensors,
  asList,
  asMoment,
  asTerritories,
  InvalidValue,
  quoted,
} from './readings.ts'
import { Values } from './values.ts'
import { mediaKindOf, NO_VIDEO, videoFields } from './video-fields.ts'

/** A mapped asset. Its events are given by their ids in the source. */
export type MappedAsset = {
  readonly kind: 'asset'
  /** Its id in the source; null if it has none. */
  readonly id: string | null
  readonly source: string
  /** The path of its file as written in the manifest. */
  readonly file: string | null
  readonly description: AssetDescription
  readonly eventIds: readonly string[]
  readonly collection: CollectionTraits | null
  /** What was only partly understood: dates that are kept as texts. */
  readonly notes: readonly Mistake[]
}

/** What the record of an asset says about its collection, besides the name. */
export type CollectionTraits = {
  readonly code: string | null
  readonly brand: (typeof BRANDS)[number] | null
  readonly territories: string | null
}

/** The texts that an asset may have in several languages. */
const TEXTS = ['title', 'caption', 'alt_text', 'extended_description'] as const

type AssetValues = Values<keyof Mapping['asset']>

/** Maps the metadata of an asset, or returns all mistakes in it. */
export function toAsset(mapping: Mapping, input: MappingInput): MappedAsset | readonly Mistake[] {
  const language = languageOfTexts(mapping, input)
  const { own, others } = splitByLanguage(input.manifest ?? {}, language)
  const values: AssetValues = new Values(mapping.asset, { ...input, manifest: own })
  values.read('language', asLanguage)
  const texts = { ...textsOfFile(input, language) }
  for (const [other, manifest] of others)
    texts[other] = {
      ...texts[other],
      ...textsIn(mapping, { ...input, ...WITHOUT_FILE, manifest }),
    }
  const place = places(values, language)
  const mediaKind = mediaKindOf(mapping, input)
  const video = new Values(mapping.video, input)
  const family = values.choice('family', FAMILIES) ?? 'creative'
  const asset: MappedAsset = {
    kind: 'asset',
    id: values.text('id'),
    source: values.required('source'),
    file: values.text('file'),
    description: {
      mediaKind,
      ...(mediaKind === 'video' ? videoFields(video) : NO_VIDEO),
      family,
      ...descriptiveFields(values),
      ...place,
      ...dates(values),
      ...rights(values),
      ...offerFields(values),
      ...referenceFields(values),
      series: values.text('series'),
      language: language === DEFAULT_LANGUAGE ? null : language,
      keywords: [
        ...values.keywords('keywords', 'Keyword'),
        ...values.keywords('concepts', 'Concept'),
        ...values.keywords('people', 'SpecificPeople'),
        ...[place.city, place.provinceState, place.countryName]
          .filter((text) => text !== null)
          .map((text) => ({ type: 'Location' as const, text })),
        ...values.keywords('locations', 'Location'),
      ],
      texts,
      segments: values.read('editorial_segments', asSegments) ?? [],
    },
    eventIds: values.list('event_ids'),
    collection: traits(values),
    notes: values.notes,
  }
  const mistakes = [...values.mistakes, ...video.mistakes]
  return mistakes.length > 0 ? mistakes : asset
}

/** Returns the language of an asset's own texts: the stated one, else English if the record has it, else its first one. */
function languageOfTexts(mapping: Mapping, input: MappingInput): Language {
  const stated = new Values(mapping.asset, input).read('language', asLanguage)
  if (stated !== null) return stated
  const { own, others } = splitByLanguage(input.manifest ?? {}, DEFAULT_LANGUAGE)
  const [first] = others.keys()
  if (first === undefined) return DEFAULT_LANGUAGE
  const values = new Values(mapping.asset, { ...input, path: null, manifest: own })
  const id = values.text('id')
  const isEnglish = TEXTS.some((name) => ![null, id].includes(values.paragraphs(name)))
  return isEnglish ? DEFAULT_LANGUAGE : first
}

function descriptiveFields(values: AssetValues) {
  return {
    ...plainTexts(values),
    title: values.required('title'),
    caption: values.paragraphs('caption'),
    altText: values.paragraphs('alt_text'),
    extendedDescription: values.paragraphs('extended_description'),
    artist: values.text('artist'),
    editorialSource: values.text('editorial_source'),
    collection: values.required('collection'),
    graphicalStyle: values.choice('graphical_style', GRAPHICAL_STYLES) ?? 'photography',
    qualityRank: values.read('quality_rank', (value) => asInteger(value, 1, 3)) ?? 3,
    popularity: values.read('popularity', (value) => asInteger(value, 0, 2 ** 31 - 1)) ?? 0,
    digitalSourceType: code(values, 'digital_source_type'),
    dataMining: code(values, 'data_mining'),
  }
}

function plainTexts(values: AssetValues) {
  const texts = PLAIN_TEXT_NAMES.map((name) => [PLAIN_TEXTS[name].column, values.text(name)])
  return Object.fromEntries(texts) as Record<PlainTextColumn, string | null>
}

function dates(values: AssetValues) {
  const created = values.date('date_created')
  const shot = values.date('date_camera_shot')
  const stated = values.text('date_text')
  // The text of a date is kept if it could not be read, or says more than the date.
  const original = created && !created.date?.isExact ? created.text : null
  return {
    dateCreated: created?.date?.iso ?? null,
    dateCreatedMs: created?.date?.ms ?? null,
    dateCameraShotMs: shot?.date?.ms ?? null,
    dateText: stated ?? original,
  }
}

function rights(values: AssetValues) {
  const territories = values.read('territories', asTerritories)
  const visibleFromMs = values.read('visible_from', asMoment)
  const visibleUntilMs = values.read('visible_until', asMoment)
  if (isNeverVisible({ visibleFromMs, visibleUntilMs }))
    values.mistakes.push({ field: 'visible_until', reason: 'It is not after visible_from.' })
  return {
    copyright: values.paragraphs('copyright'),
    usageTerms: values.paragraphs('usage_terms'),
    webStatement: values.text('web_statement'),
    usageRestrictions: values.json('usage_restrictions', asList),
    releaseInfo: values.text('release_info'),
    releases: releases(values),
    licensors: values.json('licensors', asLicensors),
    copyrightOwners: values.json('copyright_owners', asList),
    licenseModel: values.choice('license_model', LICENSE_MODELS),
    isEmbeddable: values.read('embeddable', asFlag),
    visibleFromMs,
    visibleUntilMs,
    territories: territories && JSON.stringify(territories),
  }
}

/** Reads the releases; null if there is no information. */
function releases(values: AssetValues): string | null {
  const releases: Releases = {
    model: { status: code(values, 'model_release_status'), ids: values.list('model_release_ids') },
    property: { status: code(values, 'property_release_status'), ids: values.list('property_release_ids') },
    minorModelAge: code(values, 'minor_model_age'),
  }
  return isDeepStrictEqual(releases, NO_RELEASES) ? null : JSON.stringify(releases)
}

/** Reads a code of an IPTC or PLUS vocabulary, which may be given as a URI that ends with it. */
const code = (values: AssetValues, name: keyof Mapping['asset']): string | null =>
  values.text(name)?.split('/').at(-1) ?? null

function traits(values: AssetValues): CollectionTraits | null {
  const territories = values.read('collection_territories', asTerritories)
  const found = {
    code: values.text('collection_code'),
    brand: values.choice('collection_brand', BRANDS),
    territories: territories && JSON.stringify(territories),
  }
  return Object.values(found).every((it) => it === null) ? null : found
}

/** Replaces the metadata of the file, which is in the asset's own language. */
const WITHOUT_FILE = { iptc: null, xmp: {}, iim: {}, exif: {}, path: null } as const

/** Returns the texts of a file in languages other than the asset's. */
function textsOfFile({ iptc }: MappingInput, language: Language): Record<string, Partial<Texts>> {
  return Object.fromEntries(Object.entries(iptc?.texts ?? {}).filter(([other]) => other !== language))
}

/** Returns the texts in another language, without those that do not come from its fields. */
function textsIn(mapping: Mapping, input: MappingInput): Partial<Texts> {
  const values = new Values(mapping.asset, input)
  const always = new Values(mapping.asset, { ...input, manifest: null })
  const text = (name: (typeof TEXTS)[number]) => {
    const found = values.paragraphs(name)
    return found === always.paragraphs(name) ? null : found
  }
  return {
    title: text('title'),
    caption: text('caption'),
    altText: text('alt_text'),
    extendedDescription: text('extended_description'),
  }
}

/** Reads editorial segments, of which there is a closed list. */
export function asSegments(value: unknown) {
  return [value].flat().map((entry) => {
    const found = SEGMENTS.find((segment) => segment === String(entry).trim().toLowerCase())
    if (!found) throw new InvalidValue(`${quoted(entry)} must be one of ${SEGMENTS.join(', ')}.`)
    return found
  })
}
