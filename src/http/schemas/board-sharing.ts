import { Type } from 'typebox'
import { Text, UtcTime } from './nullable.ts'
import { oneOf } from './parameters.ts'

/** Requests and answers about whom a board is shared with. All of it is ours. */

const Role = oneOf(['editor', 'viewer'], {
  description: 'editor: may change the board and comment; viewer: may look at it.',
  examples: ['editor'],
})
const names = { first_name: Text({ examples: ['Ada'] }), last_name: Text({ examples: ['Example'] }) }
const BoardPerson = Type.Object(names, { title: 'BoardPerson' })
const username = Type.String({ examples: ['bob@northern-press.example'] })
const isPublic = Type.Boolean({
  description: 'Whether the board can be seen by this link without signing in.',
  examples: [false],
})

/** Request body: a link to make. */
export const BoardLinkTerms = Type.Object(
  { role: Role, is_public: Type.Optional(isPublic) },
  { title: 'BoardLinkTerms' },
)
/** A link by which a board is shared. */
export const BoardLink = Type.Object(
  {
    id: Type.String({ examples: ['kS3v9XbQ2cLw0pZr5tYuAe1D'] }),
    uri: Type.String({ examples: ['https://images.example.org/boards/shared/kS3v9XbQ2cLw0pZr5tYuAe1D'] }),
    role: Role,
    is_public: isPublic,
    date_created: UtcTime(),
  },
  { title: 'BoardLink' },
)

/** Request body: a user to invite. */
export const BoardInvite = Type.Object({ username, role: Role }, { title: 'BoardInvite' })

/** With whom a board is shared. */
export const BoardSharing = Type.Object(
  {
    members: Type.Array(
      Type.Object(
        {
          user_id: Type.String({ examples: ['4f2a90cc01ab34de'] }),
          username,
          ...names,
          role: Role,
          date_joined: UtcTime(),
        },
        { title: 'BoardMember' },
      ),
    ),
    invitations: Type.Array(
      Type.Object({ username, role: Role, date_invited: UtcTime() }, { title: 'InvitedUser' }),
    ),
    links: Type.Array(BoardLink),
  },
  { title: 'BoardSharing' },
)

/** The invitations of a user. */
export const BoardInvitations = Type.Object(
  {
    invitations: Type.Array(
      Type.Object(
        {
          board_id: Type.String({ examples: ['0b9f3f0e-4a0c-4b1e-9d0a-6f1f5d0c2a11'] }),
          board_name: Type.String({ examples: ['Spring campaign'] }),
          role: Role,
          invited_by: BoardPerson,
          date_invited: UtcTime(),
        },
        { title: 'BoardInvitation' },
      ),
    ),
  },
  { title: 'BoardInvitations' },
)

/** A board as it is found by a link. */
export const SharedBoard = Type.Object(
  {
    board_id: Type.String({ examples: ['0b9f3f0e-4a0c-4b1e-9d0a-6f1f5d0c2a11'] }),
    name: Type.String({ examples: ['Spring campaign'] }),
    description: Text({ examples: ['Pictures for the cover'] }),
    asset_count: Type.Integer({ examples: [1] }),
    owner: BoardPerson,
    role: Role,
    is_public: isPublic,
    relationship: Text({
      description:
        'What the caller is to the board already: owner, editor, viewer or invited; null for somebody else.',
      examples: ['viewer'],
    }),
  },
  { title: 'SharedBoard' },
)
/** The board that somebody joined. */
export const JoinedBoard = Type.Object(
  { board_id: Type.String({ examples: ['0b9f3f0e-4a0c-4b1e-9d0a-6f1f5d0c2a11'] }) },
  { title: 'JoinedBoard' },
)
