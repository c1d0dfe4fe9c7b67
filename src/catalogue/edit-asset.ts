import type { Db } from '../db/database.ts'
import type { VideoColumns } from '../db/tables/assets.ts'
import { Problem } from '../lib/problem.ts'
import { type AssetKeyword, findAssets, findKeywords } from './asset.ts'
import { requireAsset } from './asset-lifecycle.ts'
import { logChange } from './changes.ts'
import { type AssetEdits, applyEdits, type Editable, editsKeywords, findEdits, mergeEdits } from './edits.ts'
import type { KeywordLabel, KeywordType } from './keywords.ts'
import { resolveNames, setKeywords, setSegments, setTexts } from './save-asset.ts'
import { isNeverVisible } from './visibility.ts'

/**
 * Applies edits to an asset, as one entry of the change log. Call it in a transaction.
 *
 * @throws Problem AssetNotFound, or InvalidEdit if the asset would expire before its embargo ends, or is an image
 *   and the edits are of a video.
 */
export async function editAsset(tx: Db, id: number, edits: AssetEdits, now: Date): Promise<void> {
  await requireAsset(tx, id)
  const asset = (await findAssets(tx, [id])).get(id)!
  if (asset.mediaKind === 'image') refuseVideoEdits(id, edits)
  const isTimed = edits.visibleFromMs !== undefined || edits.visibleUntilMs !== undefined
  if (isTimed && isNeverVisible({ ...asset, ...edits }))
    throw new Problem(
      'InvalidEdit',
      `The asset ${id} would never be visible: its expiry must be later than the end of its embargo.`,
    )
  const current: Editable & Pick<AssetEdits, 'segments'> = {
    language: asset.language,
    city: asset.city,
    provinceState: asset.provinceState,
    countryName: asset.countryName,
    keywords: ((await findKeywords(tx, [id])).get(id) ?? []).map(toLabel),
  }
  const {
    keywords,
    texts,
    segments,
    artist,
    editorialSource,
    collection,
    language: _,
    ...columns
  } = applyEdits(current as typeof current & AssetEdits, edits)
  await tx
    .updateTable('asset')
    .set({
      ...columns,
      ...(await resolveNames(tx, { artist, editorialSource, collection }, { now })),
      edits: JSON.stringify(mergeEdits(await findEdits(tx, id), edits)),
    })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  if (editsKeywords(edits)) await setKeywords(tx, id, keywords)
  if (texts) await setTexts(tx, id, texts)
  if (segments) await setSegments(tx, id, segments)
  await logChange(tx, { subject: 'asset', ids: [id], kind: 'updated', at: now })
}

/** The columns that only videos have. */
const OF_VIDEOS: readonly (keyof VideoColumns)[] = [
  'clipLength',
  'frameRate',
  'frameWidth',
  'frameHeight',
  'aspectRatio',
  'editorialVideoType',
  'masteredTo',
  'originallyShotOn',
  'shotSpeed',
  'bitDepth',
  'broadcastVideoStandard',
  'compression',
  'isInterlaced',
  'istockSubCollection',
]

function refuseVideoEdits(id: number, edits: AssetEdits): void {
  if (OF_VIDEOS.some((name) => edits[name] != null))
    throw new Problem('InvalidEdit', `The asset ${id} is an image: it has none of the fields of videos.`)
}

const toLabel = ({ type, text, relevance }: AssetKeyword): KeywordLabel => ({
  type: type as KeywordType,
  text,
  ...(relevance !== null && { relevance }),
})
