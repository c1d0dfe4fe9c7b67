import type { Invitation, Invited } from '../../boards/invitations.ts'
import type { Member } from '../../boards/members.ts'
import type { SharedBoard } from '../../boards/shared-board.ts'
import type { Share } from '../../boards/shares.ts'
import type { Links } from '../links.ts'
import { sharePath } from '../share-path.ts'
import { time } from './time.ts'

/** A link by which a board is shared. */
export const presentShare = ({ id, role, isPublic, createdMs }: Share, links: Links) => ({
  id,
  uri: links.api(sharePath(id)),
  role,
  is_public: isPublic === 1,
  date_created: time(createdMs)!,
})

/** A member of a board. */
export const presentMember = (member: Member) => ({
  user_id: member.userId,
  username: member.username,
  ...presentNames(member),
  role: member.role,
  date_joined: time(member.joinedMs)!,
})

/** A user who was invited. */
export const presentInvited = ({ username, role, invitedMs }: Invited & { invitedMs: number }) => ({
  username,
  role,
  date_invited: time(invitedMs)!,
})

/** An invitation as the invited person sees it. */
export const presentInvitation = (invitation: Invitation) => ({
  board_id: invitation.boardId,
  board_name: invitation.boardName,
  role: invitation.role,
  invited_by: presentNames(invitation),
  date_invited: time(invitation.invitedMs)!,
})

/** A board as it is found by a link. */
export const presentSharedBoard = ({ board, owner, terms, role }: SharedBoard) => ({
  board_id: board.id,
  name: board.name,
  description: board.description,
  asset_count: board.assetCount,
  owner: presentNames(owner),
  role: terms.role,
  is_public: terms.isPublic,
  relationship: role,
})

const presentNames = ({ firstName, lastName }: { firstName: string | null; lastName: string | null }) => ({
  first_name: firstName,
  last_name: lastName,
})
