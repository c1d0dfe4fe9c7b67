import type { CustomerRecord } from '../access/customers.ts'
import { createPasswordLink } from '../access/password-links.ts'
import { isPasswordHash } from '../access/passwords.ts'
import {
  changePassword,
  changeUser,
  createUser,
  findUser,
  foldUsername,
  listUsers,
  type Names,
  type User,
} from '../access/users.ts'
import { Problem } from '../lib/problem.ts'
import { type Application, at, differences, requireDistinct } from './application.ts'
import type { StatedUser } from './customers-file.ts'
import type { Path } from './read-customers-file.ts'

type Part = { readonly customer: CustomerRecord; readonly stated: readonly StatedUser[] }

/** Makes the users of a customer what the file says. A new one without a password gets a link to choose it by. */
export async function applyUsers(
  application: Application,
  path: Path,
  { customer, stated }: Part,
): Promise<void> {
  const { tx, report } = application
  const names = stated.map(({ username }) => foldUsername(username))
  requireDistinct(application, path, names)
  for (const [index, user] of stated.entries())
    await at(application, [...path, index], () => applyUser(application, customer, user))
  for (const { username, foldedName, endedMs } of await listUsers(tx, customer.id))
    if (endedMs === null && !names.includes(foldedName))
      report.left.push(`user ${username} of ${customer.name}`)
}

async function applyUser(
  application: Application,
  customer: CustomerRecord,
  stated: StatedUser,
): Promise<void> {
  const { tx, now, report } = application
  const { username, passwordHash, ...names } = stated
  if (passwordHash !== undefined && !isPasswordHash(passwordHash))
    throw new Problem(
      'InvalidUser',
      'passwordHash must be an argon2id hash such as $argon2id$v=19$m=65536,t=3,p=4$…$…',
    )
  const what = `user ${username} of ${customer.name}`
  const known = await findUser(tx, username)
  if (!known) {
    const customerId = customer.id
    const user = await createUser(tx, {
      customerId,
      username,
      names: given(names),
      now,
      passwordHash: passwordHash ?? null,
    })
    report.changes.push({ is: 'added', what, details: [] })
    if (passwordHash === undefined)
      report.issued.push({ is: 'link', username, link: await createPasswordLink(tx, user.id, now) })
    return
  }
  requireOwn(known, customer)
  const { change, details } = differences<Required<Names>>(known, names)
  await changeUser(tx, known, change)
  if (passwordHash !== undefined && passwordHash !== known.passwordHash) {
    await changePassword(tx, known, passwordHash, now)
    details.push('passwordHash')
  }
  if (details.length > 0) report.changes.push({ is: 'changed', what, details })
}

function requireOwn({ username, customerId, endedMs }: User, customer: CustomerRecord): void {
  if (customerId !== customer.id)
    throw new Problem('InvalidUser', `The user "${username}" belongs to the customer ${customerId}.`)
  if (endedMs !== null)
    throw new Problem('InvalidUser', `The user "${username}" was ended; a new one needs another name.`)
}

/** Without the names that are not stated. */
const given = (names: { readonly [Name in keyof Names]?: Names[Name] | undefined }): Names =>
  Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined))
