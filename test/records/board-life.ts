import assert from 'node:assert/strict'
import { createCustomer } from '../../src/access/customers.ts'
import type { Person } from '../../src/access/identity.ts'
import { createUser } from '../../src/access/users.ts'
import { addAssets } from '../../src/boards/add-assets.ts'
import { findBoardAssetPage, findBoardAssets } from '../../src/boards/board-assets.ts'
import { changeBoard, deleteBoard } from '../../src/boards/change-board.ts'
import { addComment, deleteComment, findAssetComments, findComments } from '../../src/boards/comments.ts'
import { createBoard } from '../../src/boards/create-board.ts'
import { acceptInvitation, findInvitations, findInvited, invite } from '../../src/boards/invitations.ts'
import { findBoards } from '../../src/boards/list-boards.ts'
import { findMembers, removeMember } from '../../src/boards/members.ts'
import { orderAssets } from '../../src/boards/order-assets.ts'
import { removeAssets } from '../../src/boards/remove-assets.ts'
import { findSharedBoard, joinSharedBoard } from '../../src/boards/shared-board.ts'
import { addShare, findShares, revokeShare } from '../../src/boards/shares.ts'
import type { Db } from '../../src/db/database.ts'

/**
 * Does everything that can be done with a board of these assets, and deletes it. Returns what was found on the way, without
 * ids that are random.
 */
export async function boardLife(db: Db, ids: readonly number[], now: Date) {
  const { id: customerId } = await createCustomer(db, { name: 'Boards', now })
  const [ada, bob, carol] = [
    await createUser(db, { customerId, username: 'ada@boards', names: { firstName: 'Ada' }, now }),
    await createUser(db, { customerId, username: 'Bob@boards', now }),
    await createUser(db, { customerId, username: 'carol@boards', now }),
  ]
  const boardId = await createBoard(db, ada, { name: 'Zoo', description: null }, now)
  const asked = { boardId, person: ada }
  const viewer = { now, country: null }
  const added = await addAssets(db, asked, { ids: [...ids, 5], viewer })
  await orderAssets(db, asked, { ids: ids.toReversed(), after: null, now })
  const ordered = (await findBoardAssets(db, boardId, viewer)).map(({ asset }) => asset.id)
  for (let round = 0; round < 25; round++)
    await orderAssets(db, asked, { ids: [ordered[2 - (round % 2)]!], after: ordered[0]!, now })
  const page = await findBoardAssetPage(db, boardId, {
    viewer,
    language: 'en-US',
    page: { offset: 1, size: 1 },
  })
  const comments = await commentOn(db, asked, { assetId: ids[0]!, now })
  const sharing = await shareWith(db, asked, { bob, carol, now })
  await removeAssets(db, asked, { ids: [ids[0]!], now })
  await changeBoard(db, asked, { name: 'Animals', description: 'All' }, now)
  const lists = []
  for (const order of ['updatedFirst', 'updatedLast', 'name', 'nameReversed'] as const)
    for (const relationship of ['owned', 'invited', null] as const) {
      const query = { person: bob, relationship, order, page: { offset: 0, size: 5 } }
      lists.push(await findBoards(db, query, viewer))
    }
  await deleteBoard(db, asked, now)
  return {
    added: [...added].sort(),
    ordered,
    page: [page.total, page.assets.map(({ asset }) => asset.id)],
    comments,
    sharing,
    lists: lists.map(({ total, boards }) => [total, boards.map(({ id: _, ownerId: __, ...board }) => board)]),
  }
}

type Asked = { readonly boardId: string; readonly person: Person }

async function commentOn(db: Db, asked: Asked, { assetId, now }: { assetId: number; now: Date }) {
  const board = { id: asked.boardId }
  const commentId = await addComment(db, asked, { assetId: null, text: 'One', now })
  await addComment(db, asked, { assetId, text: 'Two', now })
  const found = [
    await findComments(db, board, { assetId: null }),
    (await findAssetComments(db, board)).get(assetId),
  ]
  await deleteComment(db, asked, { commentId, assetId: null })
  assert.deepEqual(await findComments(db, board, { assetId: null }), [])
  return found.map((comments) => comments!.map(({ id: _, userId: __, ...comment }) => comment))
}

async function shareWith(
  db: Db,
  asked: Asked,
  { bob, carol, now }: { bob: Person; carol: Person; now: Date },
) {
  await invite(db, asked, { username: 'bob@BOARDS', role: 'viewer' }, now)
  await invite(db, asked, { username: 'bob@boards', role: 'editor' }, now)
  const invited = [await findInvited(db, asked.boardId), await findInvitations(db, bob)]
  await acceptInvitation(db, { ...asked, person: bob }, now)
  const { id } = await addShare(db, asked, { role: 'viewer', isPublic: true }, now)
  const { terms, role } = await findSharedBoard(db, id, carol)
  await joinSharedBoard(db, id, { person: carol, now })
  await joinSharedBoard(db, id, { person: bob, now })
  const members = await findMembers(db, asked.boardId)
  await removeMember(db, asked, carol.id)
  await revokeShare(db, asked, id)
  return {
    invited: invited.flat().map((it) => ({ ...it, boardId: null })),
    terms,
    role,
    members: members.map(({ userId: _, ...member }) => member),
    shares: (await findShares(db, asked.boardId)).map(({ role }) => role),
  }
}
