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
import type { AssetReader } from '../../catalogue/asset-reader.ts'
import { findThumbhashes } from '../../catalogue/frames.ts'
import { findLabelsIn, type Label } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import { closestLanguage, DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'
import type { AssetSubject } from './shared-members.ts'

const NONE: ReadonlyMap<number, never> = new Map<number, never>()

/** Members that are made of keywords. */
const OF_KEYWORDS = ['keywords', 'people']

/** Returns assets, whose texts are in a language, with what the requested members need besides their records. */
export async function toSubjects(
  db: Db,
  assets: readonly Asset[],
  { members, language }: { readonly members: ReadonlySet<string>; readonly language: Language },
): Promise<AssetSubject[]> {
  if (assets.length === 0) return []
  const ids = assets.map(({ id }) => id)
  const keywords = needsKeywords(assets, members) ? await keywordsIn(db, assets, language) : NONE
  const segments = members.has('editorial_segments') ? await findSegments(db, ids) : NONE
  const events = members.has('event_ids') ? await findEventIds(db, ids) : NONE
  const external = members.has('alternative_ids') ? await findExternalIds(db, ids) : NONE
  const thumbhashes = members.has('thumbhash') ? await findThumbhashes(db, ids) : NONE
  return assets.map((asset) => ({
    asset,
    keywords: keywords.get(asset.id) ?? [],
    segments: segments.get(asset.id) ?? [],
    eventIds: events.get(asset.id) ?? [],
    externalIds: external.get(asset.id) ?? [],
    thumbhash: thumbhashes.get(asset.id) ?? null,
  }))
}

/** The colour type of a video is one of its keywords. */
const needsKeywords = (assets: readonly Asset[], members: ReadonlySet<string>) =>
  OF_KEYWORDS.some((name) => members.has(name)) ||
  (members.has('color_type') && assets.some(({ mediaKind }) => mediaKind === 'video'))

/** The assets with their texts in a language, if they have any. `read` is that of their `AssetReader`. */
export async function localized(
  read: AssetReader['readMore'],
  assets: readonly Asset[],
  language: Language,
): Promise<readonly Asset[]> {
  const inOthers = assets.filter((asset) => (asset.language ?? DEFAULT_LANGUAGE) !== language)
  if (inOthers.length === 0) return assets
  const ids = inOthers.map(({ id }) => id)
  const texts = await read((db) => findTexts(db, ids))
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
