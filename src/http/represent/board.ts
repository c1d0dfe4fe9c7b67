import type { Board } from '../../boards/board.ts'
import type { BoardAsset } from '../../boards/board-assets.ts'
import type { BoardComment } from '../../boards/comments.ts'
import type { ListedBoard } from '../../boards/list-boards.ts'
import { may, mayDeleteComment } from '../../boards/roles.ts'
import { frameSizeOf } from '../../catalogue/video.ts'
import { type RenditionSize, sizeNamed } from '../../renditions/ladder.ts'
import type { Caller, PublicCaller } from '../caller.ts'
import type { Links } from '../links.ts'
import { presentDisplaySize } from './display-size.ts'
import { time } from './time.ts'

/** What presenting boards needs to know of a request. */
export type BoardContext = { readonly links: Links; readonly caller: Pick<PublicCaller, 'cleanSizes'> }

/** The sizes that are shown of assets on boards: two where a board has 10,000, and one for the grid of the gallery. */
const SIZES = (['thumb', 'comp'] as const).map(sizeNamed)
const GALLERY_SIZES = [...SIZES, sizeNamed('preview')]

/** A board in a list (contract 8.5). */
export const presentListedBoard = (board: ListedBoard, context: BoardContext) => ({
  ...presentBoard(board),
  board_relationship: board.role === 'owner' ? 'owned' : 'invited',
  hero_asset: board.hero && presentBoardAsset(board.hero, context, GALLERY_SIZES),
})

/** What lists and details have in common. */
export const presentBoard = (board: Board) => ({
  id: board.id,
  name: board.name,
  description: board.description,
  asset_count: board.assetCount,
  date_created: time(board.createdMs)!,
  date_last_updated: time(board.updatedMs)!,
})

/** What the caller may do with a board. */
export const presentPermissions = ({ role }: Pick<Board, 'role'>) => ({
  can_delete_board: may(role, 'delete'),
  can_invite_to_board: may(role, 'share'),
  can_update_name: may(role, 'change'),
  can_update_description: may(role, 'change'),
  can_add_assets: may(role, 'change'),
  can_remove_assets: may(role, 'change'),
})

/** An asset on a board, without its comments. */
export function presentBoardAsset(
  { asset, addedMs }: BoardAsset,
  { links, caller }: BoardContext,
  sizes: readonly RenditionSize[] = SIZES,
) {
  const clean = caller.cleanSizes(asset)
  return {
    id: String(asset.id),
    asset_type: asset.mediaKind,
    date_added: time(addedMs)!,
    display_sizes: sizes.map((size) => ({
      name: size.name,
      uri: links.rendition(asset, size, !clean.has(size.name)),
    })),
  }
}

/** A comment on an asset of a board. */
export const presentAssetComment = ({ id, text, createdMs, firstName, lastName }: BoardComment) => ({
  id,
  text,
  date_created: time(createdMs)!,
  created_by: { first_name: firstName, last_name: lastName },
})

/** A comment on a board, with what the caller may do with it. */
export const presentComment = (
  comment: BoardComment,
  { role, personId }: { role: Board['role']; personId: string },
) => ({
  ...presentAssetComment(comment),
  permissions: { can_delete_comment: mayDeleteComment(role, { isAuthor: comment.userId === personId }) },
})

/** Comments on a board or on one of its assets, with what the caller may do. */
export const presentComments = (comments: readonly BoardComment[], { role }: Board, { person }: Caller) => ({
  comments: comments.map((comment) => presentComment(comment, { role, personId: person!.id })),
  permissions: { can_add_comment: may(role, 'comment') },
})

/** An asset in a page of the assets of a board (ours), as the gallery shows it, without its comments. */
export function presentPagedAsset({ asset, addedMs }: BoardAsset, { links, caller }: BoardContext) {
  const { width, height } = asset
  const pixels = width === null || height === null ? null : { width, height }
  const look = { links, clean: caller.cleanSizes(asset) }
  return {
    id: String(asset.id),
    asset_type: asset.mediaKind,
    date_added: time(addedMs)!,
    title: asset.title,
    clip_length: asset.clipLength,
    graphical_style: asset.graphicalStyle,
    max_dimensions: asset.mediaKind === 'video' ? frameSizeOf(asset) : pixels,
    // The gallery has a better card for videos without pictures than the one that would be sent.
    display_sizes:
      asset.mediaKind === 'video' && asset.rasterHash === null
        ? []
        : GALLERY_SIZES.map((size) => presentDisplaySize(asset, size, look)),
  }
}

/** A board without its assets (ours), with what the caller is to it. */
export const presentBoardSummary = (
  board: Board,
  { owner, comments }: { owner: { firstName: string | null; lastName: string | null }; comments: number },
) => ({
  ...presentBoard(board),
  comment_count: comments,
  role: board.role,
  owner: { first_name: owner.firstName, last_name: owner.lastName },
  permissions: presentPermissions(board),
})
