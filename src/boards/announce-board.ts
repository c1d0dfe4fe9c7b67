import type { Db } from '../db/database.ts'
import { announce } from '../notices/announce.ts'
import type { Notice } from '../notices/notice.ts'
import type { Board } from './board.ts'

/** How a board changed, as webhooks name it. */
type BoardChange = Extract<Notice, { type: 'board.changed' }>['data']['change']

/** Tells the webhooks of its owner's customer, and of those of its members, that a board changed, in that transaction. */
export async function announceBoard(
  tx: Db,
  { id, ownerId }: Pick<Board, 'id' | 'ownerId'>,
  change: BoardChange,
  at: Date,
): Promise<void> {
  const members = tx.selectFrom('boardMember').select('userId').where('boardId', '=', id)
  const customers = await tx
    .selectFrom('user')
    .select('customerId')
    .distinct()
    .where((eb) => eb.or([eb('id', '=', ownerId), eb('id', 'in', members)]))
    .orderBy('customerId')
    .execute()
  const customerIds = customers.map(({ customerId }) => customerId)
  const notice = { type: 'board.changed', data: { board_id: id, change } } as const
  await announce(tx, notice, { customerIds, at })
}
