import { Type } from 'typebox'
import type { BoardRequest } from '../boards/board.ts'
import type { Caller } from './caller.ts'

const id = Type.String({
  description: 'Id of the board.',
  examples: ['0b9f3f0e-4a0c-4b1e-9d0a-6f1f5d0c2a11'],
})
const asset = Type.String({ description: 'Id of an image or a video.', examples: ['100000001'] })

/** The path of a board. */
export const boardId = Type.Object({ board_id: id })
/** The path of an asset on a board. */
export const boardAssetId = Type.Object({ board_id: id, asset_id: asset })

/** Which board a user asks for; the operation requires the token of a user. */
export const boardRequest = ({
  path,
  caller,
}: {
  readonly path: { readonly board_id: string }
  readonly caller: Caller
}): BoardRequest => ({ boardId: path.board_id, person: caller.person! })
