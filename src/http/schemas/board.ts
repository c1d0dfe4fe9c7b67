import { Type } from 'typebox'
import { Text } from './nullable.ts'

/** What boards are asked and answered (contract 8.5). */

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

/** NOTE: an empty list is refused (contract 16, Bodies). */
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
/** The id of a new comment. */
export const CommentCreated = Type.Object({ id: Text({ examples: ['c1'] }) }, { title: 'CommentCreated' })
