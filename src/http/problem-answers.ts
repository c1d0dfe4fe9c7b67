import { STATUS_CODES } from 'node:http'
import { TOKEN_FAULTS } from '../access/bearer.ts'
import { Problem, type ProblemKind, REQUEST_PROBLEMS, type RequestProblemCode } from '../lib/problem.ts'
import { HTTP_PROBLEMS, HttpProblem, type HttpProblemCode } from './http-problem.ts'
import { pathOf } from './request-target.ts'

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  unpaid: 402,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  misconfigured: 500,
}

const REALM = 'Bearer realm="Download"'

/** The challenge of contract 2.4, which says what is wrong with the token where there is one. */
function challengeOf({ code, message }: Problem): Readonly<Record<string, string>> {
  if (code === 'NoAgreement') return { 'www-authenticate': REALM }
  if (code !== 'AuthorizationTokenRequired') return NONE
  const { missing, ...others } = TOKEN_FAULTS
  const fault = Object.values(others).find((text) => text === message) ?? missing
  return { 'www-authenticate': `${REALM},error="invalid_token",error_description="${fault}"` }
}

const NONE = {}

/** A code that an answer may carry. */
export type AnswerCode = RequestProblemCode | HttpProblemCode

/** Every failure that a caller of the API can meet: status, meaning, and the message in the gateway's format. */
export const PROBLEM_ANSWERS = {
  ...Object.fromEntries(
    Object.entries(REQUEST_PROBLEMS).map(([code, { kind, title, ...rest }]) => [
      code,
      { status: STATUS[kind], title, ...rest },
    ]),
  ),
  ...HTTP_PROBLEMS,
} as Readonly<Record<AnswerCode, { status: number; title: string; gateway?: string; sentAs?: string }>>

/** The answer to a failure; the content type has no charset (contract 3.1). */
export type ProblemAnswer = {
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Our own part of the API. */
const OWN_API = /^\/v1(?:[/?#]|$)/i

/**
 * Returns the answer to a failure: as problem details (RFC 9457) under /v1, elsewhere in the format of contract 3.1.
 * `target` is that of the request.
 */
export function problemAnswer(problem: Problem | HttpProblem, target: string): ProblemAnswer {
  const answer = answerOfContract(problem)
  return OWN_API.test(pathOf(target)) ? { ...answer, ...detailsOf(problem, answer.status) } : answer
}

function answerOfContract(problem: Problem | HttpProblem): ProblemAnswer {
  if (problem instanceof Problem)
    return { status: STATUS[problem.kind], headers: challengeOf(problem), ...bodyOf(problem) }
  const { status, ...rest } = HTTP_PROBLEMS[problem.code]
  const shape = 'gateway' in rest ? gatewayBody(rest.gateway) : bodyOf(problem)
  return { status, headers: problem.headers, ...shape }
}

/** Returns the answer with this code and its default message at an address. */
export function exampleAnswer(code: AnswerCode, url: string): ProblemAnswer {
  return problemAnswer(isHttpCode(code) ? new HttpProblem(code) : new Problem(code), url)
}

const isHttpCode = (code: AnswerCode): code is HttpProblemCode => Object.hasOwn(HTTP_PROBLEMS, code)

const bodyOf = (problem: Problem | HttpProblem) => ({
  type: 'application/vnd.getty.error+json',
  body: JSON.stringify({ ErrorCode: sentCode(problem), ErrorMessage: problem.message, ...problem.members }),
})

const sentCode = (problem: Problem | HttpProblem): string =>
  problem instanceof Problem ? problem.sentCode : problem.code

/** NOTE: with the type "about:blank" the title is the phrase of the status (RFC 9457, 4.2.1); our code is an extension. */
const detailsOf = (problem: Problem | HttpProblem, status: number) => ({
  type: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail: problem.message,
    code: sentCode(problem),
  }),
})

const gatewayBody = (message: string) => ({ type: 'application/json', body: JSON.stringify({ message }) })
