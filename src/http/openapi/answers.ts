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

const header = (name: string) => ({ [name]: { $ref: `#/components/headers/${name}` } })
const REQUEST_ID = header('X-Request-Id')
const RATE = { ...header('RateLimit'), ...header('RateLimit-Policy') }

/** Header fields of answers that programs look at. */
export const SHARED_HEADERS = {
  'X-Request-Id': text('Identifies this request in the log of the server; mention it to the operator.'),
  'Content-Language': text('Language of the names in the answer.'),
  ETag: text('Identifies this version of the answer; send it back as If-None-Match.'),
  'Cache-Control': text('How long the answer may be cached.'),
  RateLimit: text('What is left of the rate of the key; keys without a limit do not get it.'),
  'RateLimit-Policy': text('The rate of the key (draft-ietf-httpapi-ratelimit-headers-11).'),
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: { type: 'integer' } },
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
    description: 'Either of the two; with codes it is sent as application/vnd.getty.error+json.',
    oneOf: [{ $ref: '#/components/schemas/Problem' }, { $ref: '#/components/schemas/GatewayProblem' }],
  },
}

/** All answers of an operation by status: the successes, 304 if it is cacheable, and the failures. */
export function answersOf(operation: Operation, refer: (schema: JsonSchema) => JsonSchema): object {
  const { answers, caching } = operation
  const common = { ...REQUEST_ID, ...RATE, ...header('Content-Language') }
  const cached = { ...common, ...header('ETag'), ...header('Cache-Control') }
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
        headers: { ...REQUEST_ID, ...(status === 429 && { ...RATE, ...header('Retry-After') }) },
        content: contentOf(same, url),
      },
    ]),
  )
}

/**
 * One content type for each status, since client generators read only the first. If both formats are possible it is
 * `application/json`, which includes `+json`.
 */
function contentOf(codes: readonly AnswerCode[], url: string): object {
  const bodies = codes.map((code) => ({ code, ...exampleAnswer(code, url) }))
  const [type, ...others] = new Set(bodies.map((body) => body.type))
  const examples = bodies.map(({ code, body }) => [sentCode(code), { value: JSON.parse(body) }])
  const shape = others.length > 0 ? 'Refusal' : (SHAPES[type!] ?? 'Problem')
  return {
    [others.length > 0 ? GATEWAY_TYPE : type!]: {
      schema: { $ref: `#/components/schemas/${shape}` },
      examples: Object.fromEntries(examples),
    },
  }
}

const sentCode = (code: AnswerCode): string => PROBLEM_ANSWERS[code].sentAs ?? code

function text(description: string): object {
  return { description, schema: { type: 'string' } }
}
