import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const BOARDS = '/v3/boards'
const BOARD = '/v3/boards/b1'
const DOWNLOAD = '/v3/downloads/videos/100000001?auto_download=false'
const USAGE = '/v3/usage-batches/1'
const UPLOAD = '/v3/search/by-image/uploads/my-picture'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
const board = JSON.stringify({ name: 'Frühling', description: null })
const usages = (quantity: unknown) =>
  JSON.stringify({ asset_usages: [{ asset_id: '1', quantity, usage_date: '2026-05-31' }] })

/** null means that the body is accepted, so that the operation requires a token or responds that it is not available yet. */
type Refusal = null | readonly [status: number, code: string, message: RegExp]
const wrong = (message: RegExp, code = 'InvalidParameterValue'): Refusal => [400, code, message]
const NEEDED = wrong(/requires a JSON body/)

const acceptedBy = (status: number) =>
  status === 401
    ? ([401, 'AuthorizationTokenRequired', /access token/] as const)
    : ([403, 'UnauthorizedToAccessResource', /is not available yet/] as const)

type Sent = string | Uint8Array | null
const CASES: readonly (readonly [
  what: string,
  request: string,
  type: string | null,
  body: Sent,
  came: Refusal,
])[] = [
  ['a good body', `POST ${BOARDS}`, JSON_TYPE, board, null],
  ['a good body with a charset', `POST ${BOARDS}`, 'Application/JSON; charset=utf-8', board, null],
  ['another type of JSON', `POST ${BOARDS}`, 'application/merge-patch+json', board, null],
  ['JSON that the Ruby client labels as a form', `POST ${BOARDS}`, FORM_TYPE, board, null],
  ['bytes without a type', `POST ${BOARDS}`, null, new TextEncoder().encode(board), null],
  ['a member too many', `POST ${BOARDS}`, JSON_TYPE, '{"name":"x","colour":1}', null],
  ['a missing member', `POST ${BOARDS}`, JSON_TYPE, '{}', wrong(/it must have required properties name/)],
  [
    'an empty name',
    `POST ${BOARDS}`,
    JSON_TYPE,
    '{"name":""}',
    wrong(/'\/name' must have at least 1 character/),
  ],
  [
    'a value that is not allowed',
    'POST /v3/asset-licensing/1',
    JSON_TYPE,
    '{"extended_licenses":["moon"]}',
    wrong(/'\/extended_licenses\/0' must be one of multiseat, /, 'InvalidRequestParameters'),
  ],
  [
    'too small a number',
    `PUT ${USAGE}`,
    JSON_TYPE,
    usages(0),
    wrong(/'\/asset_usages\/0\/quantity' must be at least 1\./, 'InvalidRequest'),
  ],
  ['a file without a type', `PUT ${UPLOAD}`, null, new Uint8Array(10), wrong(/Content-Type is missing/)],
  ['a wrong type', `POST ${BOARDS}`, JSON_TYPE, '{"name":[1]}', wrong(/'\/name' must be string/)],
  [
    'a character that no record can have',
    `POST ${BOARDS}`,
    JSON_TYPE,
    '{"name":"a\\\\\\u0000"}',
    wrong(/must not contain the character U\+0000/),
  ],
  ['an escaped backslash before such digits', `POST ${BOARDS}`, JSON_TYPE, '{"name":"a\\\\u0000"}', null],
  ['another shape', `POST ${BOARDS}`, JSON_TYPE, '[]', wrong(/it must be object/)],
  ['no body', `POST ${BOARDS}`, null, null, NEEDED],
  ['an empty body', `POST ${BOARDS}`, JSON_TYPE, '', NEEDED],
  ['null', `POST ${BOARDS}`, JSON_TYPE, 'null', NEEDED],
  ['a body that broke off', `POST ${BOARDS}`, JSON_TYPE, '{"name":"Fr', wrong(/it is not JSON/)],
  ['bytes that are no text', `POST ${BOARDS}`, JSON_TYPE, Uint8Array.of(0x22, 0xff, 0x22), wrong(/UTF-8/)],
  ['another media type', `POST ${BOARDS}`, 'text/plain', board, wrong(/'text\/plain'.+application\/json/)],
  [
    'a body that is too large',
    `POST ${BOARDS}`,
    JSON_TYPE,
    'x'.repeat(5000),
    [413, 'RequestTooLarge', /limit/],
  ],
  ['a wrong parameter', `POST ${BOARDS}?colour=1`, JSON_TYPE, board, wrong(/Unknown parameter 'colour'/)],
  ['a good change', `PUT ${BOARD}`, JSON_TYPE, board, null],
  ['a wrong change', `PUT ${BOARD}`, JSON_TYPE, '{"name":null}', wrong(/'\/name' must be string/)],
  ['an empty list', `PUT ${BOARD}/assets`, JSON_TYPE, '[]', wrong(/must have at least 1 item/)],
  ['a list', `PUT ${BOARD}/assets`, JSON_TYPE, '[{"asset_id":"1"}]', null],
  ['a wrong entry of a list', `PUT ${BOARD}/assets`, JSON_TYPE, '[{"asset_id":1}]', wrong(/'\/0\/asset_id'/)],
  ['null where a body may be missing', `POST ${DOWNLOAD}`, JSON_TYPE, 'null', null],
  ['nothing where a body may be missing', `POST ${DOWNLOAD}`, null, null, null],
  ['notes', `POST ${DOWNLOAD}`, JSON_TYPE, '{"download_notes":"x"}', null],
  [
    'wrong notes, by the own code',
    `POST ${DOWNLOAD}`,
    JSON_TYPE,
    '{"download_notes":1}',
    wrong(/download_notes/, 'MissingRequiredQueryParameters'),
  ],
  [
    'wrong usages, by the own code',
    `PUT ${USAGE}`,
    JSON_TYPE,
    usages('two'),
    wrong(/'\/asset_usages\/0\/quantity' must be integer/, 'InvalidRequest'),
  ],
  ['a body where none is read', `PUT ${BOARD}/assets/1`, JSON_TYPE, 'null', null],
  [
    'a file, larger than other bodies may be',
    `PUT ${UPLOAD}`,
    'image/png',
    new Uint8Array(5000),
    wrong(/not a JPEG/),
  ],
  [
    'a file of another type',
    `PUT ${UPLOAD}`,
    'image/gif',
    new Uint8Array(9),
    wrong(/image\/jpeg or image\/png/),
  ],
  ['a type that is none', `PUT ${UPLOAD}`, 'image', 'x', wrong(/Content-Type.+no media type/, 'BadRequest')],
  [
    'a name with a character that no record can have',
    `PUT ${UPLOAD}%00`,
    'image/png',
    'x',
    wrong(/'file-name': it must not contain the character U\+0000/),
  ],
  [
    'such an id, by the own code',
    'PUT /v3/usage-batches/%00',
    JSON_TYPE,
    usages(1),
    wrong(/U\+0000/, 'InvalidRequest'),
  ],
  ['an empty file', `PUT ${UPLOAD}`, 'image/png', '', wrong(/it is empty/)],
]

describe('the body of a request', () => {
  const lifetime = suiteLifetime()
  let server: Served
  before(async () => {
    server = await serve(await emptyLibrary(lifetime, { maxBodyBytes: 2048 }))
  })

  for (const [what, request, type, body, came] of CASES)
    it(`${request}: ${what}`, async () => {
      const [method, address] = request.split(' ') as [string, string]
      const response = await fetch(server.http + address, {
        method,
        headers: { 'api-key': server.key, ...(type !== null && { 'content-type': type }) },
        ...(body !== null && { body }),
      })
      const { ErrorCode, ErrorMessage } = JSON.parse(await response.text())
      const [status, code, message] = came ?? acceptedBy(response.status)
      assert.deepEqual([response.status, ErrorCode], [status, code], ErrorMessage)
      assert.match(ErrorMessage, message)
      assert.equal(response.headers.get('cache-control'), 'no-store')
    })
})
