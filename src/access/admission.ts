import { Problem } from '../lib/problem.ts'
import type { Ability } from './abilities.ts'
import type { Person } from './identity.ts'

/** What a caller needs besides a key, which everything in the API needs. */
export type Access = {
  /** An access token of the client itself, or of one of its users; null is neither. */
  readonly token: 'client' | 'user' | null
  readonly ability: Ability | null
}

/** A key is enough. */
export const KEY_ALONE: Access = { token: null, ability: null }
/** An access token of the client itself or of one of its users. */
export const ANY_TOKEN: Access = { token: 'client', ability: null }
/** An access token of a user. */
export const USER_TOKEN: Access = { token: 'user', ability: null }

/** What a caller showed. */
type Shown = {
  readonly abilities: ReadonlySet<Ability>
  readonly hasToken: boolean
  /** Whom the token names. */
  readonly person: Person | null
}

/**
 * Lets a caller pass that has what is needed.
 *
 * @throws Problem UnauthorizedToAccessResource when the key lacks the ability, AuthorizationTokenRequired when a token
 *   is missing.
 */
export function admit(caller: Shown, { ability, token }: Access): void {
  if (ability !== null && !caller.abilities.has(ability))
    throw new Problem('UnauthorizedToAccessResource', `This key does not have the ability "${ability}".`)
  if (token !== null && !(token === 'user' ? caller.person : caller.hasToken))
    throw new Problem('AuthorizationTokenRequired')
}
