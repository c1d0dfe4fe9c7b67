import type { Generated } from 'kysely'

/** Boards of users, and with whom they are shared. */
export type BoardsTables = {
  board: BoardTable
  boardMember: BoardMemberTable
  boardInvitation: BoardInvitationTable
  boardShare: BoardShareTable
  boardAsset: BoardAssetTable
  boardComment: BoardCommentTable
}

/** A board. */
export type BoardTable = {
  id: string
  ownerId: string
  name: string
  /** Folded as names are, to sort by. */
  foldedName: string
  description: string | null
  /** The number of its rows in boardAsset, so that lists of boards need not count them. */
  assetCount: number
  createdMs: number
  /** When its name, description, assets or their order last changed. */
  updatedMs: number
}

/** What members may do: change the board, or only look at it. */
export type MemberRole = 'editor' | 'viewer'

/** A user with whom a board is shared. */
export type BoardMemberTable = { boardId: string; userId: string; role: MemberRole; joinedMs: number }

/** An invitation by username, which need not exist: it is deleted when it is accepted or declined. */
export type BoardInvitationTable = {
  boardId: string
  /** The username, folded as usernames are. */
  foldedName: string
  username: string
  role: MemberRole
  invitedBy: string
  invitedMs: number
}

/** A link by which a board is shared. */
export type BoardShareTable = {
  /** Part of the link; whoever knows it may use the link. */
  id: string
  boardId: string
  role: MemberRole
  /** 1 if the board can be seen by the link without signing in. */
  isPublic: number
  createdMs: number
}

/** An asset on a board. */
export type BoardAssetTable = {
  boardId: string
  assetId: number
  /** Assets of a board are ordered by this number, and by id where it is equal. */
  position: number
  addedMs: number
}

/** A comment on a board, or on one of its assets. */
export type BoardCommentTable = {
  seq: Generated<number>
  id: string
  boardId: string
  /** Null for a comment on the board itself. */
  assetId: number | null
  userId: string
  text: string
  createdMs: number
}
