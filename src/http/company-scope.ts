import { lacksAbility } from '../access/admission.ts'
import { Problem } from '../lib/problem.ts'
import type { Caller } from './caller.ts'
import { flag } from './schemas/parameters.ts'

/** The parameter that extends a list to all users of the company. */
export const companyWide = flag('Include all users of the company.', false)

/**
 * Whose records a list shows: the user's own, or with `userId` null those of the whole company.
 *
 * @throws Problem InsufficientPermissions when the key may not ask for its whole company (contract 16, Status).
 */
export function usersOf(
  { customer, person, abilities }: Caller,
  wholeCompany = false,
): { customerId: string; userId: string | null } {
  if (wholeCompany && !abilities.has('company'))
    throw new Problem('InsufficientPermissions', lacksAbility('company'))
  return { customerId: customer!.id, userId: wholeCompany ? null : person!.id }
}
