import { BODY, NONE, WRONG } from '../claims.ts'
import { membersOf, valuesOf } from '../contract.ts'
import { type Derivation, type Derived, refusal } from './derivation.ts'
import { withMember } from './members.ts'

const JSON_TYPE = 'application/json'
const TOO_LARGE = 1_100_000

/** Returns the trial of a claim about the body as a whole. */
export function bodyTrial(derivation: Derivation, value: string): Derived | null {
  const { base, operation } = derivation
  const isRequired = membersOf(operation).some(({ required }) => required)
  const whetherNeeded = isRequired ? refusal(derivation) : {}
  const labelled = (type: string) => ({ headers: { 'content-type': type } })
  switch (value) {
    case 'none':
      return { body: undefined, ...whetherNeeded }
    case 'null':
      return { body: null, ...whetherNeeded }
    case 'not JSON':
      return { body: new TextEncoder().encode('{"'), ...labelled(JSON_TYPE), ...refusal(derivation) }
    case 'an unknown member':
      return { body: Array.isArray(base.body) ? base.body : { ...(base.body as object), no_such_member: 1 } }
    case 'labelled as a form':
      return labelled('application/x-www-form-urlencoded')
    case 'labelled as text/json':
      return labelled('text/json')
    case 'labelled as another JSON':
      return labelled('application/merge-patch+json')
    case 'labelled as a text':
      return { ...labelled('text/plain'), ...refusal(derivation) }
    case 'too large':
      return { body: { no_such_member: 'x'.repeat(TOO_LARGE) }, status: 413, code: 'RequestTooLarge' }
    default:
      return null
  }
}

/** Values that have another type than a member. */
const WRONG_TYPES: Readonly<Record<string, unknown>> = { string: 7, bool: 'perhaps', int32: 'many' }
const RIGHT: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  'a date': '2026-05-31',
  'a date and time': '2026-05-31T12:00:00Z',
}

/** Returns the trial of a claim about a member of the body. */
export function memberTrial(derivation: Derivation, subject: string, value: string): Derived | null {
  const { base, operation } = derivation
  const member = subject.slice(BODY.length + 1)
  const { type, required = false } = membersOf(operation).find(({ name }) => name === member)!
  const name = member.split('.').at(-1)!.replace('[]', '')
  const sent = (tried: unknown) => ({ body: withMember(base.body, member, tried) })
  const enumerated = valuesOf(type)
  if (value === WRONG) return { ...sent(WRONG_TYPES[type] ?? 'nonsense'), ...refusal(derivation, name) }
  if (value === NONE) return { ...sent([]), ...refusal(derivation, name) }
  if (value === 'null') return { ...sent(null), ...(required && refusal(derivation, name)) }
  if (value === 'left out') return { ...sent(undefined), ...(required && refusal(derivation, name)) }
  if (enumerated?.includes(value)) return sent(type.endsWith('[]') ? [value] : value)
  if (enumerated && value === 'several') return sent(enumerated)
  if (value in RIGHT) return sent(RIGHT[value])
  return ['a text', 'a number', 'one'].includes(value) ? {} : null
}
