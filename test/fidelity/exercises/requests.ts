import assert from 'node:assert/strict'
import { ACCESS_TOKEN, ANSWERS } from '../claims.ts'
import type { TokenName } from '../credentials.ts'
import type { AskOptions } from '../world.ts'
import {
  addressOf,
  type Exercise,
  isOfOperation,
  isOfVideos,
  itemsOf,
  optionsOf,
  RETIRED_VALUES,
  refused,
  type Subject,
  wrongCode,
} from './exercise.ts'

/** Returns the exercise for a claim about a header, a response or all requests. */
export function requestExercise(subject: Subject): Exercise | null {
  const { claim } = subject
  if (claim.subject === 'Accept-Language') return languageExercise(subject)
  if (claim.subject === 'GI-Country-Code') return countryExercise(subject)
  if (claim.subject === ANSWERS) return answerExercise(subject)
  if (claim.subject === ACCESS_TOKEN) return tokenExercise(subject)
  if (claim.value.startsWith('retired ')) {
    const name = claim.value.slice('retired '.length)
    return asked(subject, addressOf(subject, { [name]: RETIRED_VALUES[name] ?? 'anything' }))
  }
  return ofEveryRequest(subject)
}

const asked = (subject: Subject, address: string): Exercise => ({
  address,
  options: optionsOf(subject),
  status: 200,
})

function languageExercise(subject: Subject): Exercise {
  const { value } = subject.claim
  const sent = value === 'an unknown one' ? 'tlh' : value
  const answered = value === '*' || sent === 'tlh' ? 'en-US' : value
  return {
    address: addressOf(subject),
    options: { ...optionsOf(subject), headers: { 'accept-language': sent } },
    status: 200,
    check: ({ headers }) => assert.equal(headers.get('content-language'), answered),
  }
}

const abroad = 'DEU'

function countryExercise(subject: Subject): Exercise | null {
  const { operation, claim, world } = subject
  const country = claim.value === 'an unknown country' ? 'XXX' : abroad
  const mayNot = claim.value === 'of a key that may not say it'
  const key = mayNot ? (optionsOf(subject).key ?? 'plain') : 'all'
  const options = { key, headers: { 'gi-country-code': country } } as const
  if (claim.value === 'an unknown country')
    return { address: addressOf(subject), options, status: 400, code: wrongCode(subject) }
  if (operation.path === '/v3/search/events') {
    const address = addressOf(subject, { phrase: 'gala', fields: 'image_count' })
    const check: Exercise['check'] = ({ json }) => assert.equal(json.events[0].image_count, mayNot ? 1 : 0)
    return { address, options, status: 200, check }
  }
  const mine = world.records.filter((record) => isOfOperation(subject, record) && record.territories)
  return {
    address: addressOf(subject, { phrase: 'norway' }),
    options,
    status: 200,
    check: ({ json }) => assert.equal(json.result_count ?? itemsOf(json).length, mayNot ? mine.length : 0),
  }
}

function answerExercise(subject: Subject): Exercise | null {
  const [status, code] = subject.claim.value.split(' ')
  switch (`${status} ${code ?? ''}`.trim()) {
    case '200':
      return asked(subject, addressOf(subject))
    case '400 InvalidPage':
      return { address: addressOf(subject, { page: 50, page_size: 100 }), status: 400, code: code! }
    case '403 UnauthorizedToAccessResource':
      return ofEveryRequest({ ...subject, claim: { ...subject.claim, value: 'a key without the right' } })
    case '400 InvalidParameterValue':
    case '400 InvalidRequestParameters':
      return refused(subject, 'nonsense', { nonsense: 1 })
    case '401 Unauthorized':
      return { address: addressOf(subject), options: { key: null }, status: 401, code: 'Unauthorized' }
    case '401 AuthorizationTokenRequired':
      return ofField(subject, 'largest_downloads', { status: 401, code: 'AuthorizationTokenRequired' })
    case '403 UnauthorizedDisplaySize':
      if (isOfVideos(subject.operation)) return null
      return ofField(subject, 'high_res_comp', { status: 403, code: 'UnauthorizedDisplaySize' })
    case '500 InvalidIStockCollection':
      return {
        address: addressOf(subject),
        options: { headers: subject.world.misconfigured },
        status: 500,
        code: code!,
      }
    case '404 ImageNotFound':
    case '404 VideosNotFound':
    case '404 EventNotFound': {
      const name = subject.operation.path.includes('{id}') ? 'id' : 'ids'
      return { address: addressOf(subject, { [name]: 999999999 }), status: 404, code: code! }
    }
    default:
      return null
  }
}

/** A valid access token changes nothing about who may ask; any other is refused (contract 16, Status). */
function tokenExercise(subject: Subject): Exercise {
  const { value } = subject.claim
  const options: AskOptions = { ...optionsOf(subject), token: value as TokenName }
  const isValid = value === 'of a user' || value === 'of the client'
  if (isValid || value === 'none') return { address: addressOf(subject), options, status: 200 }
  return { address: addressOf(subject), options, status: 401, code: 'AuthorizationTokenRequired' }
}

function ofField(
  subject: Subject,
  field: string,
  expected: { status: number; code: string },
): Exercise | null {
  if (/\/events/.test(subject.operation.path)) return null
  return { address: addressOf(subject, { fields: field }), ...expected }
}

function ofEveryRequest(subject: Subject): Exercise | null {
  const { operation, claim } = subject
  const address = addressOf(subject)
  const [path, query] = address.split('?')
  const unauthorized = { status: 401, code: 'Unauthorized' }
  const forbidden = { status: 403, code: 'Forbidden' }
  switch (claim.value) {
    case 'an unknown parameter':
      return refused(subject, 'nonsense', { nonsense: 1 })
    case 'a trailing slash':
      return asked(subject, `${path}/${query ? `?${query}` : ''}`)
    case 'a dangling ?':
      return asked(subject, query ? `${address}&` : `${address}?`)
    case 'the path in capitals':
      return asked(subject, `${path!.toUpperCase()}${query ? `?${query}` : ''}`)
    case 'another method': {
      const check: Exercise['check'] = ({ headers }) =>
        assert.equal(headers.get('allow'), `${operation.method}, HEAD, OPTIONS`)
      return { address, options: { method: 'POST' }, status: 405, code: 'MethodNotAllowed', check }
    }
    case 'no key':
      return {
        address,
        options: { key: null },
        ...unauthorized,
        check: ({ text }) => assert.equal(text.length, 26),
      }
    case 'an unknown key':
      return { address, options: { key: 'unknown' }, ...unauthorized }
    case 'a revoked key':
      return { address, options: { key: 'revoked' }, ...forbidden }
    case 'an expired key':
      return { address, options: { key: 'expired' }, ...forbidden }
    case 'a key without the right':
      return { address, status: 403, code: 'UnauthorizedToAccessResource' }
    case 'over the limit':
      return { address, options: { key: 'slow' }, status: 429, code: 'Too Many Requests' }
    default:
      return null
  }
}
