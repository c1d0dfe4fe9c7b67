import type { AnswerDescription } from '../answer.ts'
import type { Operation } from '../operation.ts'
import { type AnswerCode, exampleAnswer, PROBLEM_ANSWERS } from '../problem-answers.ts'
import { exampleOf, type JsonSchema } from './schemas.ts'

/** Failures that every operation may answer with. */
const ALWAYS: readonly AnswerCode[] = [
  'InvalidParameterValue',
  'BadRequest',
  'Unauthorized',
  // Any operation refuses an access token that is not valid, even if it needs none (contract 16, Status).
  'AuthorizationTokenRequired',
  'Forbidden',
  'RequestTimeout',
  'UriTooLong',
  'TooManyRequests',
  'HeadersTooLarge',
  'InternalError',
  'ServiceUnavailable',
]

const GATEWAY_TYPE = 'application/json'
const SHAPES: Readonly<Record<string, string>> = {
  [GATEWAY_TYPE]: 'GatewayProblem',
  'application/problem+json': 'ProblemDetails',
}

const headers = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
const REQUEST_ID = headers('X-Request-Id')
const RATE = headers('RateLimit', 'RateLimit-Policy')

/** Statuses of requests that are refused before their key is read, and so without its rate. */
const BEFORE_THE_KEY: ReadonlySet<number> = new Set([408, 414, 431])

/** Header fields of answers that programs look at. */
export const SHARED_HEADERS = {
  'X-Request-Id': text('Identifies this request in the log of the server; mention it to the operator.'),
  'Content-Language': text('Language of the names in the answer.'),
  ETag: text('Identifies this version of the answer; send it back as If-None-Match.'),
  'Cache-Control': text('How long the answer may be cached.'),
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: { type: 'integer' } },
  RateLimit: rate(
    'What is left of the rate of the key: `r` requests until a new window begins in `t` seconds.',
    '"key";r=4;t=1',
  ),
  'RateLimit-Policy': rate('The rate of the key: `q` requests in a window of `w` seconds.', '"key";q=5;w=1'),
}

/** The schemas of failures (contract 3.1, and RFC 9457 under /v1). */
export const PROBLEM_SCHEMAS = {
  Problem: {
    type: 'object',
    description: 'What is wrong with a request, and what would be right.',
    required: ['ErrorCode', 'ErrorMessage'],
    properties: { ErrorCode: { type: 'string' }, ErrorMessage: { type: 'string' } },
  },
  GatewayProblem: {
    type: 'object',
    description: 'A request that was rejected before it was read.',
    required: ['message'],
    properties: { message: { type: 'string' } },
  },
  ProblemDetails: {
    type: 'object',
    description: 'What is wrong with a request under /v1, and what would be right (RFC 9457).',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string', description: 'Names the problem; docs/errors.md lists all codes.' },
    },
  },
  Refusal: {
    description: 'Either of the two; the one with codes is sent as application/vnd.getty.error+json.',
    oneOf: [{ $ref: '#/components/schemas/Problem' }, { $ref: '#/components/schemas/GatewayProblem' }],
  },
}

/** All answers of an operation by status: the successes, 304 if it is cacheable, and the failures. */
export function answersOf(operation: Operation, refer: (schema: JsonSchema) => JsonSchema): object {
  const { answers, caching } = operation
  const common = { ...REQUEST_ID, ...RATE, ...headers('Content-Language') }
  const cached = { ...common, ...headers('ETag', 'Cache-Control') }
  const isCached = caching !== 'none'
  const successes = Object.entries(answers).map(([status, answer]) => [
    status,
    successOf(answer, isCached && status === '200' ? cached : common, refer),
  ])
  return {
    ...Object.fromEntries(successes),
    ...(isCached && {
      304: { description: 'The caller already has the current answer (If-None-Match).', headers: cached },
    }),
    ...failuresOf(codesOf(operation), operation.url),
  }
}

/** The failures of every operation, and those that follow from what this one accepts and requires. */
function codesOf({ problems, invalidCode, body, access: { ability, refusedAs } }: Operation): AnswerCode[] {
  return [
    ...new Set([
      ...ALWAYS,
      ...(invalidCode ? [invalidCode] : []),
      ...(body.mediaTypes.length > 0 ? (['RequestTooLarge'] as const) : []),
      ...(ability === null ? [] : [refusedAs ?? 'UnauthorizedToAccessResource']),
      ...problems,
    ]),
  ]
}

function successOf(
  { schema, headers = {} }: AnswerDescription,
  common: object,
  refer: (schema: JsonSchema) => JsonSchema,
): object {
  const own = Object.entries(headers).map(([name, description]) => [name, text(description)])
  const content = schema && {
    'application/json': { schema: refer(schema as JsonSchema), example: exampleOf(schema as JsonSchema) },
  }
  return {
    description: schema ? 'The answer.' : 'Done; the answer has no body.',
    headers: { ...common, ...Object.fromEntries(own) },
    ...(content && { content }),
  }
}

function failuresOf(codes: readonly AnswerCode[], url: string): object {
  const byStatus = Map.groupBy(codes, (code) => PROBLEM_ANSWERS[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${sentCode(code)}\`: ${PROBLEM_ANSWERS[code].title}`).join('\n\n'),
        headers: {
          ...REQUEST_ID,
          ...(!BEFORE_THE_KEY.has(status) && RATE),
          ...(status === 429 && headers('Retry-After')),
        },
        content: contentOf(same, url),
      },
    ]),
  )
}

/**
 * The formats of the codes of one status. Client generators read only the first, so if there are several it is
 * `application/json`, described as including the other one.
 */
function contentOf(codes: readonly AnswerCode[], url: string): object {
  const bodies = codes.map((code) => ({ code, ...exampleAnswer(code, url) }))
  const byType = Map.groupBy(bodies, ({ type }) => type)
  const isMixed = byType.size > 1
  const types = [...byType.keys()].toSorted((one) => (one === GATEWAY_TYPE ? -1 : 1))
  return Object.fromEntries(
    types.map((type) => {
      const includesOthers = isMixed && type === GATEWAY_TYPE
      const shape = includesOthers ? 'Refusal' : (SHAPES[type] ?? 'Problem')
      const described = includesOthers ? bodies : byType.get(type)!
      const examples = described.map(({ code, body }) => [sentCode(code), { value: JSON.parse(body) }])
      return [
        type,
        { schema: { $ref: `#/components/schemas/${shape}` }, examples: Object.fromEntries(examples) },
      ]
    }),
  )
}

const sentCode = (code: AnswerCode): string => PROBLEM_ANSWERS[code].sentAs ?? code

function text(description: string): object {
  return { description, schema: { type: 'string' } }
}

/** A field of draft-ietf-httpapi-ratelimit-headers-11. */
function rate(description: string, example: string): object {
  return { ...text(`${description} Only for keys with a limit.`), example }
}
