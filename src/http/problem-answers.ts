import {
  Problem,
  type ProblemCode,
  type ProblemKind,
  REQUEST_PROBLEMS,
  type RequestProblemCode,
} from '../lib/problem.ts'
import { HTTP_PROBLEMS, HttpProblem, type HttpProblemCode } from './http-problem.ts'

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
}

/** The OAuth challenge of contract 2.4. */
const CHALLENGE =
  'Bearer realm="Download",error="invalid_token",error_description="The access token is missing"'

const HEADERS: { readonly [Code in ProblemCode]?: Readonly<Record<string, string>> } = {
  AuthorizationTokenRequired: { 'www-authenticate': CHALLENGE },
}

/** A code that an answer may carry. */
export type AnswerCode = RequestProblemCode | HttpProblemCode

/** Every failure that a caller of the API can meet: status, meaning, and the message in the gateway's format. */
export const PROBLEM_ANSWERS = {
  ...Object.fromEntries(
    Object.entries(REQUEST_PROBLEMS).map(([code, { kind, title }]) => [
      code,
      { status: STATUS[kind], title },
    ]),
  ),
  ...HTTP_PROBLEMS,
} as Readonly<Record<AnswerCode, { status: number; title: string; gateway?: string }>>

/** The answer to a failure; the content type has no charset (contract 3.1). */
export type ProblemAnswer = {
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Returns the answer to a failure in the format of contract 3.1. */
export function problemAnswer(problem: Problem | HttpProblem): ProblemAnswer {
  if (problem instanceof Problem)
    return { status: STATUS[problem.kind], headers: HEADERS[problem.code] ?? {}, ...bodyOf(problem) }
  const { status, ...rest } = HTTP_PROBLEMS[problem.code]
  const shape = 'gateway' in rest ? gatewayBody(rest.gateway) : bodyOf(problem)
  return { status, headers: problem.headers, ...shape }
}

/** Returns the answer with this code and its default message. */
export function exampleAnswer(code: AnswerCode): ProblemAnswer {
  return problemAnswer(isHttpCode(code) ? new HttpProblem(code) : new Problem(code))
}

const isHttpCode = (code: AnswerCode): code is HttpProblemCode => Object.hasOwn(HTTP_PROBLEMS, code)

const bodyOf = ({ code, message }: { code: string; message: string }) => ({
  type: 'application/vnd.getty.error+json',
  body: JSON.stringify({ ErrorCode: code, ErrorMessage: message }),
})

const gatewayBody = (message: string) => ({ type: 'application/json', body: JSON.stringify({ message }) })
