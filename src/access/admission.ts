import { Problem, type RequestProblemCode } from '../lib/problem.ts'
import type { Ability } from './abilities.ts'
import type { Person } from './identity.ts'

/** What an operation requires of its caller besides a key. */
export type Access = {
  /** The access token that is required: any, or one of a user; null requires none. */
  readonly token: 'any' | 'user' | null
  readonly ability: Ability | null
  /** The code when the key lacks the ability; UnauthorizedToAccessResource by default. */
  readonly refusedAs?: RequestProblemCode
}

/** A key is enough. */
export const KEY_ONLY: Access = { token: null, ability: null }
/** An access token of the client or of one of its users. */
export const ANY_TOKEN: Access = { token: 'any', ability: null }
/** An access token of a user. */
export const USER_TOKEN: Access = { token: 'user', ability: null }

/** What a caller has authenticated with. */
type Credentials = {
  readonly abilities: ReadonlySet<Ability>
  readonly hasToken: boolean
  /** The user that the token names. */
  readonly person: Person | null
}

/**
 * Checks that a caller meets the requirements of an operation.
 *
 * @throws Problem UnauthorizedToAccessResource when the token lacks a user, and when the key lacks the ability unless the
 *   operation has another code for that; AuthorizationTokenRequired when a token is missing.
 */
export function admit(
  caller: Credentials,
  { ability, token, refusedAs = 'UnauthorizedToAccessResource' }: Access,
): void {
  if (ability !== null && !caller.abilities.has(ability)) throw new Problem(refusedAs, lacksAbility(ability))
  if (token === null) return
  if (!caller.hasToken) throw new Problem('AuthorizationTokenRequired')
  if (token === 'user' && caller.person === null)
    throw new Problem(
      'UnauthorizedToAccessResource',
      'Your access token does not authorize access to this resource',
    )
}

/** The message for a key without an ability. */
export const lacksAbility = (ability: Ability): string => `This key does not have the ability "${ability}".`
