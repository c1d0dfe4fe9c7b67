import assert from 'node:assert/strict'
import { ACCESS_TOKEN, ANSWERS, BODY, type Claim, EVERY_REQUEST, WRONG } from '../claims.ts'
import { valuesOf } from '../contract.ts'
import { type TokenName, UNKNOWN_KEY, UNKNOWN_TOKEN } from '../credentials.ts'
import { type Derivation, type Derived, made, refusal } from './derivation.ts'
import { bodyTrial, memberTrial } from './derived-body.ts'
import { RETIRED_VALUES } from './exercise.ts'
import type { Attempt, Trial, Trials } from './operation-exercises.ts'

/** Returns the trial that follows from the valid request alone; null if a claim needs one of its own. */
export function derivedTrial(derivation: Derivation, { subject, value }: Claim): Derived | Attempt | null {
  const { own, operation } = derivation
  if (subject === EVERY_REQUEST) return everyRequest(derivation, value)
  if (subject === ACCESS_TOKEN) return tokenTrial(derivation, value)
  if (subject === ANSWERS) return answerTrial(derivation, value)
  if (subject === BODY) return bodyTrial(derivation, value)
  if (subject.startsWith(`${BODY}.`)) return memberTrial(derivation, subject, value)
  if (subject === 'Accept-Language')
    return { headers: { 'accept-language': value === 'an unknown one' ? 'tlh' : value } }
  const { in: place, type } = operation.parameters.find(({ name }) => name === subject)!
  if (place === 'path') return pathTrial(derivation, subject, value)
  const wrong = { query: { [subject]: 'nonsense' } }
  if (value === WRONG) return { ...wrong, ...refusal(derivation, subject) }
  if (value === 'none: the default') return {}
  if (value === 'empty') return { query: { [subject]: '' } }
  const enumerated = valuesOf(type) ?? (type === 'bool' ? ['true'] : undefined)
  const spelt = enumerated && respelt(enumerated, subject, value)
  const attempt = spelt && trialOf(own.trials[subject], spelt.meant)
  if (!attempt) return null
  return async (shop) => {
    const trial = await made(attempt, shop)
    return { ...trial, query: { ...trial.query, ...spelt.query } }
  }
}

/** Returns the stated trial for a value. */
export function trialOf(trials: Trials | undefined, value: string): Attempt | undefined {
  return typeof trials === 'function' ? trials(value) : trials?.[value]
}

/** An enumeration's value in the spellings of other clients. */
function respelt(values: readonly string[], name: string, value: string) {
  const last = values.at(-1)!
  switch (value) {
    case 'in capitals':
      return { meant: last, query: { [name]: last.toUpperCase() } }
    case 'True':
      return { meant: 'true', query: { [name]: value } }
    case 'by ordinal':
      return { meant: values[1]!, query: { [name]: '1' } }
    case 'several':
      return { meant: last, query: { [name]: `${last},${last}` } }
    case 'repeated':
      return { meant: last, query: { [name]: [last, last] } }
    case 'indexed':
      return { meant: last, query: { [name]: [], [`${name}[0]`]: last } }
    default:
      return null
  }
}

function pathTrial(derivation: Derivation, name: string, value: string): Derived | null {
  if (value === 'known' || value === 'a text') return {}
  if (value === WRONG) return { path: { [name]: 'x'.repeat(300) }, ...refusal(derivation, name) }
  const notFound = derivation.operation.responses.find(({ status }) => status === 404)
  return notFound ? { path: { [name]: '999999999' }, status: 404, ...codeOf(notFound.code) } : null
}

const codeOf = (code: string | undefined) => (code === undefined ? {} : { code })

/** The answers that no operation has of its own. */
function answerTrial(derivation: Derivation, value: string): Derived | null {
  const { own } = derivation
  if (value === String(own.status)) return {}
  if (value === '401 Unauthorized') return everyRequest(derivation, 'no key')
  if (value === '401 AuthorizationTokenRequired') return tokenTrial(derivation, 'none')
  if (value === '403 UnauthorizedToAccessResource' && own.token === 'user')
    return tokenTrial(derivation, 'of the client')
  if (value === '413 RequestTooLarge') return bodyTrial(derivation, 'too large')
  const { code } = refusal(derivation)
  return value === `400 ${code}` ? everyRequest(derivation, 'an unknown parameter') : null
}

/** What the challenge says of tokens that are not accepted. */
const FAULTS: Readonly<Record<string, string>> = {
  none: 'The access token is missing',
  unknown: 'The access token is invalid',
  'of another client': 'The access token is invalid',
  expired: 'The access token has expired',
}

function tokenTrial({ own, shop }: Derivation, value: string): Trial {
  const { key } = shop.customer
  const token = value === 'none' ? undefined : (shop.token(value as TokenName) ?? UNKNOWN_TOKEN)
  const as = { key, ...(token !== undefined && { token }) }
  const fault = FAULTS[value]
  if (fault !== undefined) {
    const challenge = `Bearer realm="Download",error="invalid_token",error_description="${fault}"`
    const check: Trial['check'] = ({ headers }) => assert.equal(headers.get('www-authenticate'), challenge)
    return { as, status: 401, code: 'AuthorizationTokenRequired', check }
  }
  return value === 'of the client' && own.token === 'user'
    ? { as, status: 403, code: 'UnauthorizedToAccessResource' }
    : { as }
}

function everyRequest(derivation: Derivation, value: string): Derived | null {
  const { operation, shop } = derivation
  const keyed = (key: string | null, status: number, code: string) => ({ as: { key }, status, code })
  const respelt = (respell: Derived['respell']) => ({ respell: respell! })
  if (value.startsWith('retired ')) {
    const name = value.slice('retired '.length)
    return { query: { [name]: RETIRED_VALUES[name] ?? 'anything' } }
  }
  switch (value) {
    case 'an unknown parameter':
      return { query: { nonsense: 1 }, ...refusal(derivation, 'nonsense') }
    case 'a trailing slash':
      return respelt((address) => address.replace(/(?=\?|$)/, '/'))
    case 'a dangling ?':
      return respelt((address) => (address.includes('?') ? `${address}&` : `${address}?`))
    case 'the path in capitals':
      return respelt((address) => address.replace(/^\/v3\/[a-z-]+/, (path) => path.toUpperCase()))
    case 'another method':
      return {
        method: 'PATCH',
        status: 405,
        code: 'MethodNotAllowed',
        check: ({ headers }) => assert.ok(headers.get('allow')!.split(', ').includes(operation.method)),
      }
    case 'a body that is not read':
      return { body: null }
    case 'no key':
      return keyed(null, 401, 'Unauthorized')
    case 'an unknown key':
      return keyed(UNKNOWN_KEY, 401, 'Unauthorized')
    case 'a revoked key':
      return keyed(shop.key('revoked'), 403, 'Forbidden')
    case 'an expired key':
      return keyed(shop.key('expired'), 403, 'Forbidden')
    case 'over the limit':
      return keyed(shop.key('slow'), 429, 'Too Many Requests')
    default:
      return null
  }
}
