import {
  type Asset,
  type AssetKeyword,
  findEventIds,
  findExternalIds,
  findKeywords,
  findSegments,
  findTexts,
  inLanguage,
} from '../../catalogue/asset.ts'
import type { RightsDefaults } from '../../catalogue/stated-rights.ts'
import { findLabelsIn, type Label } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import { closestLanguage, DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import { findLicensableImages, type SearchViewer } from '../../rights/find-licensable.ts'
import type { PublicCaller } from '../caller.ts'
import type { Links } from '../links.ts'
import { type ImageContext, type ImageSubject, type PresentedImage, presentImage } from './image.ts'
import type { FieldsQuery, ImageSelection } from './select-image-fields.ts'

/** The parts of a call that decide how images are presented. */
export type ImagesCall = {
  readonly query: FieldsQuery
  readonly links: Links
  readonly language: Language
  readonly caller: PublicCaller
  readonly rightsDefaults: RightsDefaults
}

const NONE: ReadonlyMap<number, never[]> = new Map()

/** Presents those images with these ids that may be shown to the viewer, in this order. */
export async function presentImages(
  db: Db,
  ids: readonly number[],
  {
    selection,
    viewer,
    call,
  }: { selection: ImageSelection; viewer: SearchViewer; call: Omit<ImagesCall, 'query'> },
): Promise<PresentedImage[]> {
  const { links, language, caller, rightsDefaults } = call
  const seen = await findLicensableImages(db, ids, viewer)
  const { cleanSizes, rights } = caller
  const context = { selection, links, language, cleanSizes, rights, now: viewer.now, rightsDefaults }
  return (await toSubjects(db, seen, context)).map((subject) => presentImage(subject, context))
}

/** Reads only what the requested members need. */
async function toSubjects(
  db: Db,
  assets: readonly Asset[],
  { selection: { members }, language }: ImageContext,
): Promise<ImageSubject[]> {
  const ids = assets.map(({ id }) => id)
  const keywords =
    members.has('keywords') || members.has('people') ? await keywordsIn(db, assets, language) : NONE
  const segments = members.has('editorial_segments') ? await findSegments(db, ids) : NONE
  const events = members.has('event_ids') ? await findEventIds(db, ids) : NONE
  const external = members.has('alternative_ids') ? await findExternalIds(db, ids) : NONE
  return (await localized(db, assets, language)).map((asset) => ({
    asset,
    keywords: keywords.get(asset.id) ?? [],
    segments: segments.get(asset.id) ?? [],
    eventIds: events.get(asset.id) ?? [],
    externalIds: external.get(asset.id) ?? [],
  }))
}

/** The assets with their texts in a language, if they have any. */
export async function localized(db: Db, assets: readonly Asset[], language: Language): Promise<Asset[]> {
  const texts = await findTexts(
    db,
    assets.map(({ id }) => id),
  )
  return assets.map((asset) => inLanguage(asset, language, texts.get(asset.id) ?? []))
}

/** The keywords of assets with the labels of a language, if the vocabulary has them. */
async function keywordsIn(
  db: Db,
  assets: readonly Asset[],
  language: Language,
): Promise<Map<number, AssetKeyword[]>> {
  const languages = new Map(assets.map((asset) => [asset.id, asset.language ?? DEFAULT_LANGUAGE]))
  const keywords = await findKeywords(db, [...languages.keys()])
  const ids = new Set([...keywords.values()].flat().map(({ id }) => id))
  const labels = await findLabelsIn(db, [...ids], language)
  return new Map(
    [...keywords].map(([id, list]) => [
      id,
      list.map((it) => ({ ...it, text: labelFor(it, labels.get(it.id), languages.get(id)!) })),
    ]),
  )
}

/**
 * The label of a keyword. If the source of the asset uses the same word, its spelling is kept, unless the label is in
 * another language than the asset: "sport" of an English picture is still "Sport" in German.
 */
function labelFor({ text, word }: AssetKeyword, label: Label | undefined, written: Language): string {
  const name = label?.text ?? word
  const isTranslation = label !== undefined && closestLanguage(written, [label.language]) === null
  return foldName(name) === foldName(text) && !isTranslation ? text : name
}
