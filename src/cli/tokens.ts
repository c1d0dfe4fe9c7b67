import type { Command } from 'commander'
import { findClient } from '../access/clients.ts'
import { findCustomer } from '../access/customers.ts'
import { revokeOf, type TokenOwner } from '../access/tokens.ts'
import { requireUser } from '../access/users.ts'
import type { Db } from '../db/database.ts'
import { changeRecords, printJson, type RecordOptions, recordCommands } from './record-commands.ts'
import { WrongUse } from './wrong-use.ts'

type Options = RecordOptions & {
  readonly user?: string
  readonly key?: string
  readonly customer?: string
}

/** `vitrine tokens revoke`. It takes effect on a running server at once. */
export function addTokens(program: Command): void {
  const tokens = program.command('tokens').description('Revoke access tokens and refresh tokens.')
  recordCommands(tokens)('revoke', 'Sign users or keys out: their tokens are refused from now on.')
    .option('--user <username>', 'the tokens of this user')
    .option('--key <id>', 'the tokens that this key was given, for itself or for users')
    .option('--customer <customer>', 'the tokens of all keys and users of this customer, by id or name')
    .action(revoke)
}

async function revoke(options: Options): Promise<void> {
  const { user, key, customer, json } = options
  if (user === undefined && key === undefined && customer === undefined)
    throw new WrongUse('Name whose tokens are to be revoked: --user, --key or --customer; several narrow it.')
  const revoked = await changeRecords(options, async (tx) =>
    revokeOf(tx, await ownerOf(tx, options), new Date()),
  )
  if (json) printJson({ revoked })
  else process.stdout.write(`Revoked the tokens of ${revoked} ${revoked === 1 ? 'sign-in' : 'sign-ins'}.\n`)
}

const ownerOf = async (db: Db, { user, key, customer }: Options): Promise<TokenOwner> => ({
  ...(user !== undefined && { userId: (await requireUser(db, user)).id }),
  ...(key !== undefined && { clientId: (await findClient(db, key)).id }),
  ...(customer !== undefined && { customerId: (await findCustomer(db, customer)).id }),
})
