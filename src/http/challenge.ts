import { Problem } from '../lib/problem.ts'

const CHALLENGE =
  'Bearer realm="Download",error="invalid_token",error_description="The access token is missing"'

/** The refusal of what only an access token could open, with the challenge of contract 2.4. */
export function tokenRequired(detail: string): Problem {
  return new Problem('AuthorizationTokenRequired', detail, { headers: { 'www-authenticate': CHALLENGE } })
}
