import type { MemberRole } from '../db/tables/boards.ts'

/**
 * What a person is to a board: its owner, a member who may change it (editor) or only look at it (viewer), or somebody who
 * was invited to become a member and may look at it before deciding.
 */
export type Role = 'owner' | MemberRole | 'invited'

/** What may be done with a board: `change` is its name, description, assets and their order. */
export type Right = 'view' | 'change' | 'comment' | 'share' | 'delete'

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  owner: ['view', 'change', 'comment', 'share', 'delete'],
  editor: ['view', 'change', 'comment'],
  viewer: ['view'],
  invited: ['view'],
}

/** Returns whether somebody with this role has a right. */
export const may = (role: Role, right: Right): boolean => RIGHTS[role].includes(right)

/** Returns whether somebody may delete a comment: its author, and the owner of the board, while they may comment. */
export const mayDeleteComment = (role: Role, { isAuthor }: { isAuthor: boolean }): boolean =>
  may(role, 'comment') && (isAuthor || role === 'owner')
