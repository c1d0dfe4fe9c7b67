import type { Person } from '../access/identity.ts'
import { findVisibleAssets } from '../catalogue/find-visible.ts'
import { type Viewer, visibleTo } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Board } from './board.ts'
import type { BoardAsset } from './board-assets.ts'

/** The orders in which boards can be listed. */
export type BoardOrder = 'updatedFirst' | 'updatedLast' | 'name' | 'nameReversed'

/** Which boards to list. */
export type BoardQuery = {
  readonly person: Person
  /** The person's own boards, or those of others that the person is a member of; null for both. */
  readonly relationship: 'owned' | 'invited' | null
  readonly order: BoardOrder
  readonly page: { readonly offset: number; readonly size: number }
}

/** A board in a list, with the first asset on it that the viewer may see. */
export type ListedBoard = Board & { readonly hero: BoardAsset | null }

/** Lists boards with their exact number. The time that it takes does not depend on how many assets they have. */
export async function findBoards(
  db: Db,
  query: BoardQuery,
  viewer: Viewer,
): Promise<{ total: number; boards: ListedBoard[] }> {
  const { person, page } = query
  const { count } = await boardsOf(db, query)
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const found = await inOrder(boardsOf(db, query), query.order)
    .selectAll('board')
    .select('boardMember.role as memberRole')
    .limit(page.size)
    .offset(page.offset)
    .execute()
  const heroes = await findHeroes(
    db,
    found.map(({ id }) => id),
    viewer,
  )
  const boards = found.map(({ memberRole, ...board }) => ({
    ...board,
    role: board.ownerId === person.id ? ('owner' as const) : memberRole!,
    hero: heroes.get(board.id) ?? null,
  }))
  return { total: Number(count), boards }
}

function boardsOf(db: Db, { person, relationship }: BoardQuery) {
  const all = db
    .selectFrom('board')
    .leftJoin('boardMember', (join) =>
      join.onRef('boardMember.boardId', '=', 'board.id').on('boardMember.userId', '=', person.id),
    )
  const joined = db.selectFrom('boardMember').select('boardId').where('userId', '=', person.id)
  return all.where((eb) => {
    const [owned, invited] = [eb('board.ownerId', '=', person.id), eb('board.id', 'in', joined)]
    if (relationship === null) return eb.or([owned, invited])
    return relationship === 'owned' ? owned : invited
  })
}

function inOrder(query: ReturnType<typeof boardsOf>, order: BoardOrder) {
  const direction = order === 'updatedFirst' || order === 'nameReversed' ? 'desc' : 'asc'
  const sorted =
    order === 'name' || order === 'nameReversed'
      ? query.orderBy('board.foldedName', direction).orderBy('board.name', direction)
      : query.orderBy('board.updatedMs', direction).orderBy('board.createdMs', direction)
  return sorted.orderBy('board.id')
}

/** The first visible asset of each board that has one. */
async function findHeroes(
  db: Db,
  boardIds: readonly string[],
  viewer: Viewer,
): Promise<Map<string, BoardAsset>> {
  if (boardIds.length === 0) return new Map()
  const found = await db
    .selectFrom('board')
    .innerJoin('boardAsset as hero', (join) =>
      join
        .onRef('hero.boardId', '=', 'board.id')
        .on('hero.assetId', '=', (eb) =>
          eb
            .selectFrom('boardAsset')
            .innerJoin('asset', 'asset.id', 'boardAsset.assetId')
            .innerJoin('collection', 'collection.id', 'asset.collectionId')
            .select('boardAsset.assetId')
            .whereRef('boardAsset.boardId', '=', 'board.id')
            .where(visibleTo(viewer))
            .orderBy('boardAsset.position')
            .orderBy('boardAsset.assetId')
            .limit(1),
        ),
    )
    .select(['hero.boardId', 'hero.assetId', 'hero.addedMs'])
    .where('board.id', 'in', boardIds)
    .execute()
  const ids = [...new Set(found.map(({ assetId }) => assetId))]
  const assets = new Map((await findVisibleAssets(db, ids, viewer)).map((asset) => [asset.id, asset]))
  return new Map(
    found.flatMap(({ boardId, assetId, addedMs }) => {
      const asset = assets.get(assetId)
      return asset ? [[boardId, { asset, addedMs }] as const] : []
    }),
  )
}
