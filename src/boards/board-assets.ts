import { type Asset, findTexts, inLanguage } from '../catalogue/asset.ts'
import { type Viewer, visibleTo } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'

/** What is shown of an asset on a board: reading whole records of 10,000 assets would take twice as long. */
export type ShownAsset = Pick<
  Asset,
  | 'id'
  | 'version'
  | 'mediaKind'
  | 'title'
  | 'language'
  | 'family'
  | 'licenseModel'
  | 'brand'
  | 'collectionCode'
  | 'rasterHash'
  | 'width'
  | 'height'
  | 'fileType'
  | 'graphicalStyle'
  | 'clipLength'
  | 'frameWidth'
  | 'frameHeight'
>

/** An asset on a board. */
export type BoardAsset = { readonly asset: ShownAsset; readonly addedMs: number }

/** Finds all assets on a board that the viewer may see, in their order, by one query. */
export async function findBoardAssets(db: Db, boardId: string, viewer: Viewer): Promise<BoardAsset[]> {
  return (await inOrder(visibleOn(db, boardId, viewer)).execute()).map(toBoardAsset)
}

type BoardPage = {
  readonly viewer: Viewer
  readonly language: Language
  readonly page: { readonly offset: number; readonly size: number }
}

/** Finds one page of them, with their texts in a language, and how many there are. */
export async function findBoardAssetPage(
  db: Db,
  boardId: string,
  { viewer, language, page }: BoardPage,
): Promise<{ total: number; assets: BoardAsset[] }> {
  const visible = visibleOn(db, boardId, viewer)
  const { count } = await visible.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const rows = await inOrder(visible).limit(page.size).offset(page.offset).execute()
  const texts = await findTexts(
    db,
    rows.map(({ id }) => id),
  )
  const assets = rows.map((row) => toBoardAsset(inLanguage(row, language, texts.get(row.id) ?? [])))
  return { total: Number(count), assets }
}

const visibleOn = (db: Db, boardId: string, viewer: Viewer) =>
  db
    .selectFrom('boardAsset')
    .innerJoin('asset', 'asset.id', 'boardAsset.assetId')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .where('boardAsset.boardId', '=', boardId)
    .where(visibleTo(viewer))

const inOrder = (visible: ReturnType<typeof visibleOn>) =>
  visible
    .leftJoin('master', 'master.assetId', 'asset.id')
    .select(['asset.id', 'asset.mediaKind', 'asset.title', 'asset.family', 'asset.licenseModel'])
    .select([
      'asset.language',
      'asset.graphicalStyle',
      'asset.clipLength',
      'asset.frameWidth',
      'asset.frameHeight',
    ])
    .select('asset.version')
    .select(['collection.brand', 'collection.code as collectionCode', 'boardAsset.addedMs'])
    .select(['master.rasterHash', 'master.width', 'master.height', 'master.fileType'])
    .orderBy('boardAsset.position')
    .orderBy('boardAsset.assetId')

const toBoardAsset = ({ addedMs, ...asset }: ShownAsset & { addedMs: number }): BoardAsset => ({
  asset,
  addedMs,
})
