import type { Command } from 'commander'
import {
  type AuthorizationFilter,
  type ListedAuthorization,
  listAuthorizations,
  revokeAuthorizations,
} from '../access/authorizations.ts'
import { findClient } from '../access/clients.ts'
import { findCustomer } from '../access/customers.ts'
import { requireUser } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import {
  addCommandGroup,
  changeRecords,
  printJson,
  printSheet,
  type RecordOptions,
  readRecords,
  sheetOf,
} from './record-commands.ts'
import { minute, moment } from './times.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions & {
  readonly signIn?: string
  readonly user?: string
  readonly key?: string
  readonly customer?: string
}

/** `vitrine tokens …`. Revoking takes effect on a running server at once. */
export function addTokens(program: Command): void {
  const command = addCommandGroup(program, 'tokens', 'List sign-ins and revoke their tokens.')
  const withOwner = (it: Command) =>
    it
      .option('--user <username>', 'the tokens of this user')
      .option('--key <id>', 'the tokens that this key was given, for itself or for users')
      .option('--customer <customer>', 'the tokens of all keys and users of this customer, by id or name')
  withOwner(command('list', 'List the sign-ins whose tokens are valid, latest first.')).action(
    (options: Options) =>
      readRecords(options, async (db, now) => {
        const found = await listAuthorizations(db, await filterOf(db, options), now)
        printSheet(signInSheet(found), options)
      }),
  )
  withOwner(command('revoke', 'Sign users or keys out: their tokens are refused from now on.'))
    .option('--sign-in <id>', 'the tokens of this one sign-in, by its id in "vitrine tokens list"')
    .action(revoke)
}

const signInSheet = (found: readonly ListedAuthorization[]) =>
  sheetOf(found, {
    headings: ['ID', 'USER', 'KEY', 'GRANT', 'SINCE (UTC)', 'UNTIL (UTC)'],
    toCells: (it) => [
      it.id,
      it.username ?? '-',
      it.clientId,
      it.grantType,
      minute(it.createdMs, '-'),
      minute(it.expiresMs, '-'),
    ],
    toJson: (it) => ({
      id: it.id,
      user: it.username,
      key: it.clientId,
      grant: it.grantType,
      since: moment(it.createdMs),
      until: moment(it.expiresMs),
    }),
    none: 'Nobody is signed in.',
  })

async function revoke(options: Options): Promise<void> {
  const { signIn, user, key, customer, json } = options
  if ([signIn, user, key, customer].every((it) => it === undefined))
    throw new WrongUse(
      'Name what is to be revoked: --sign-in, --user, --key or --customer; several narrow it.',
    )
  const revoked = await changeRecords(options, async (tx, now) =>
    revokeAuthorizations(tx, await filterOf(tx, options), now),
  )
  if (json) printJson({ revoked })
  else process.stdout.write(`Revoked the tokens of ${revoked} ${revoked === 1 ? 'sign-in' : 'sign-ins'}.\n`)
}

const filterOf = async (db: Db, { signIn, user, key, customer }: Options): Promise<AuthorizationFilter> => ({
  ...(signIn !== undefined && { id: signIn }),
  ...(user !== undefined && { userId: (await requireUser(db, user)).id }),
  ...(key !== undefined && { clientId: (await findClient(db, key)).id }),
  ...(customer !== undefined && { customerId: (await findCustomer(db, customer)).id }),
})
