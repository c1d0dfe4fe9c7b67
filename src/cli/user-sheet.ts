import type { User } from '../access/users.ts'
import { type Sheet, sheetOf } from './record-commands.ts'
import { moment } from './times.ts'

/** The sheet of users. */
export const userSheet = (users: readonly User[]): Sheet =>
  sheetOf(users, {
    headings: ['USER', 'NAME', 'CUSTOMER', 'STATE'],
    toCells: (user) => [user.username, fullName(user) || '-', user.customerId, stateOf(user)],
    toJson: (user) => ({
      id: user.id,
      username: user.username,
      customer: user.customerId,
      firstName: user.firstName,
      middleName: user.middleName,
      lastName: user.lastName,
      state: stateOf(user),
      created: moment(user.createdMs),
      ended: moment(user.endedMs),
    }),
    none: 'There are no users yet. Add one with "vitrine users create NAME --customer CUSTOMER".',
  })

const fullName = ({ firstName, middleName, lastName }: User) =>
  [firstName, middleName, lastName].filter((name) => name !== null).join(' ')

function stateOf({ endedMs, passwordHash }: User): string {
  if (endedMs !== null) return 'ended'
  return passwordHash === null ? 'without a password' : 'active'
}
