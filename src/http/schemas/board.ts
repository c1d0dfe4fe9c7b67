import { Type } from 'typebox'
import { ObjectOrNull, Text, UtcTime } from './nullable.ts'

/** Requests and answers of boards (contract 8.5). */

const assetId = Type.String({
  minLength: 1,
  description: 'Id of an image or a video.',
  examples: ['100000001'],
})
const BoardAsset = Type.Object({ asset_id: assetId }, { title: 'BoardAsset' })

/** Request body: name and description of a board. */
export const BoardInfo = Type.Object(
  {
    name: Type.String({ minLength: 1, examples: ['Spring campaign'] }),
    description: Type.Optional(Text({ examples: ['Pictures for the cover'] })),
  },
  { title: 'BoardInfo' },
)
/** The id of a new board. */
export const BoardCreated = Type.Object({ id: Text({ examples: ['b1'] }) }, { title: 'BoardCreated' })

/** Request body: assets to add. NOTE: an empty list is refused (contract 16, Bodies). */
export const BoardAssets = Type.Array(BoardAsset, { minItems: 1 })
/** Which assets were added to a board, and which were not. */
export const AddBoardAssetsResult = Type.Object(
  { assets_added: Type.Array(BoardAsset), assets_not_added: Type.Array(Type.String(), { examples: [[]] }) },
  { title: 'AddBoardAssetsResult' },
)

/** Request body: the text of a comment. */
export const CommentRequest = Type.Object(
  { text: Type.Optional(Text({ examples: ['The second one is better'] })) },
  { title: 'CommentRequest' },
)
/** NOTE: documented as `Text`, unlike that of a comment on a board; either is accepted (contract 9.2). */
export const AssetCommentRequest = Type.Object(
  {
    Text: Type.Optional(Text({ examples: ['The second one is better'] })),
    text: Type.Optional(Text({ examples: ['The second one is better'] })),
  },
  { title: 'AssetCommentRequest' },
)
/** The id of a new comment on an asset, in both spellings. */
export const AssetCommentCreated = Type.Object(
  { Id: Text({ examples: ['c1'] }), id: Text({ examples: ['c1'] }) },
  { title: 'AssetCommentCreated' },
)
/** The id of a new comment. */
export const CommentCreated = Type.Object({ id: Text({ examples: ['c1'] }) }, { title: 'CommentCreated' })

const board = {
  id: Text({ examples: ['b1'] }),
  name: Text({ examples: ['Spring campaign'] }),
  description: Text({ examples: ['Pictures for the cover'] }),
  asset_count: Type.Integer({ examples: [1] }),
  date_created: UtcTime(),
  date_last_updated: UtcTime(),
}
const Collaborator = Type.Object(
  { first_name: Text({ examples: ['Ada'] }), last_name: Text({ examples: ['Example'] }) },
  { title: 'Collaborator' },
)
const comment = {
  id: Text({ examples: ['c1'] }),
  text: Text({ examples: ['The second one is better'] }),
  date_created: UtcTime(),
  created_by: Collaborator,
}

const shownAsset = {
  id: Text({ examples: ['100000001'] }),
  asset_type: Text({ description: 'image or video', examples: ['image'] }),
  date_added: UtcTime(),
  display_sizes: Type.Array(
    Type.Object({
      name: Text({ examples: ['thumb'] }),
      uri: Text({ examples: ['https://images.example.org/renditions/100000001/thumb/…'] }),
    }),
  ),
}
const BoardAssetDetail = Type.Object(
  { ...shownAsset, comments: Type.Array(Type.Object(comment, { title: 'AssetComment' })) },
  { title: 'Asset' },
)
const BoardListBoard = Type.Object(
  {
    ...board,
    board_relationship: Text({ description: 'owned or invited', examples: ['owned'] }),
    hero_asset: ObjectOrNull(shownAsset, { title: 'HeroAsset' }),
  },
  { title: 'BoardListBoard' },
)
/** A page of boards. */
export const BoardList = Type.Object(
  { boards: Type.Array(BoardListBoard), board_count: Type.Integer({ examples: [1] }) },
  { title: 'BoardList' },
)

const permission = Type.Boolean({ examples: [true] })
const BoardPermissions = Type.Object(
  {
    can_delete_board: permission,
    can_invite_to_board: permission,
    can_update_name: permission,
    can_update_description: permission,
    can_add_assets: permission,
    can_remove_assets: permission,
  },
  { title: 'BoardPermissions' },
)
const BoardLinks = Type.Object(
  {
    invitation: Text({ examples: ['https://images.example.org/boards/shared/kS3v9XbQ2cLw0pZr5tYuAe1D'] }),
    share: Text({ examples: ['https://images.example.org/boards/shared/pQ7m1WcT8dNx4bVh6jKgRf3E'] }),
  },
  { title: 'BoardLinks' },
)
/** A board with its assets. */
export const BoardDetail = Type.Object(
  {
    ...board,
    comment_count: Type.Integer({ examples: [1] }),
    assets: Type.Array(BoardAssetDetail),
    permissions: BoardPermissions,
    links: BoardLinks,
  },
  { title: 'BoardDetail' },
)

const Comment = Type.Object(
  { ...comment, permissions: Type.Object({ can_delete_comment: permission }) },
  { title: 'Comment' },
)
/** The comments on a board. */
export const CommentsList = Type.Object(
  { comments: Type.Array(Comment), permissions: Type.Object({ can_add_comment: permission }) },
  { title: 'CommentsList' },
)

/** Request body: assets to move, and the asset that they follow. */
export const BoardOrder = Type.Object(
  {
    asset_ids: Type.Array(assetId, { minItems: 1 }),
    after: Type.Optional(
      Text({ description: 'Null is the beginning of the board.', examples: ['100000002'] }),
    ),
  },
  { title: 'BoardOrder' },
)
/** The assets that could not be moved. */
export const BoardOrdered = Type.Object(
  { assets_not_found: Type.Array(Type.String(), { examples: [[]] }) },
  { title: 'BoardOrdered' },
)

const PagedBoardAsset = Type.Object(
  {
    id: Text({ examples: ['100000001'] }),
    asset_type: Text({ description: 'image or video', examples: ['image'] }),
    date_added: UtcTime(),
    title: Text({ examples: ['Mountain lake at dawn'] }),
    clip_length: Text({ description: 'Of a video, as HH:MM:SS:FF.', examples: [null] }),
    graphical_style: Text({ examples: ['photography'] }),
    max_dimensions: ObjectOrNull({
      width: Type.Integer({ examples: [6000] }),
      height: Type.Integer({ examples: [4000] }),
    }),
    display_sizes: Type.Array(
      Type.Object({
        name: Text({ examples: ['thumb'] }),
        uri: Text({ examples: ['https://images.example.org/renditions/100000001/thumb/…'] }),
        is_watermarked: Type.Boolean({ examples: [false] }),
        width: Type.Integer({ examples: [170] }),
        height: Type.Integer({ examples: [113] }),
      }),
    ),
    comments: Type.Array(Comment),
  },
  { title: 'PagedBoardAsset' },
)
/** A page of the assets on a board. */
export const BoardAssetPage = Type.Object(
  { result_count: Type.Integer({ examples: [1] }), assets: Type.Array(PagedBoardAsset) },
  { title: 'BoardAssetPage' },
)

/** A board without its assets, and what the caller is to it. */
export const BoardSummary = Type.Object(
  {
    ...board,
    comment_count: Type.Integer({ examples: [1] }),
    role: Type.String({ description: 'owner, editor, viewer or invited', examples: ['owner'] }),
    owner: Collaborator,
    permissions: BoardPermissions,
  },
  { title: 'BoardSummary' },
)
