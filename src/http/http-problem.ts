/**
 * Failures of HTTP itself, by our codes. `gateway` problems are answered as `{"message": …}` in `application/json`
 * (contract 3.1).
 */
export const HTTP_PROBLEMS = {
  BadRequest: {
    status: 400,
    title:
      'The request is not well-formed HTTP. Characters outside ASCII must be percent-encoded in its address.',
  },
  Unauthorized: { status: 401, gateway: 'Unauthorized', title: 'The Api-Key header is missing or unknown.' },
  Forbidden: {
    status: 403,
    gateway: 'Forbidden',
    title:
      'The key is revoked, expired or used where it is not allowed; or the link to a picture was changed or has expired.',
  },
  NotFound: { status: 404, title: 'There is nothing at this address.' },
  MethodNotAllowed: { status: 405, title: 'The address exists, but not for this method; see Allow.' },
  RequestTimeout: { status: 408, title: 'The request did not arrive in time.' },
  RequestTooLarge: { status: 413, title: 'The body of the request is larger than the limit.' },
  UriTooLong: { status: 414, title: 'The address of the request is longer than the limit.' },
  RangeNotSatisfiable: {
    status: 416,
    title: 'The requested byte range begins after the end; see Content-Range.',
  },
  ExpectationFailed: { status: 417, title: 'The only supported expectation is 100-continue.' },
  TooManyRequests: {
    status: 429,
    gateway: 'Too Many Requests',
    title: 'The key has used up its queries for this second; see Retry-After.',
  },
  HeadersTooLarge: { status: 431, title: 'The header fields of the request are larger than the limit.' },
  InternalError: { status: 500, title: 'The server failed. Its log has the cause under the request id.' },
  NotImplemented: { status: 501, title: 'The requested format is not supported.' },
  ServiceUnavailable: {
    status: 503,
    title: 'The server is stopping or not ready yet, or cannot read its records.',
  },
} as const satisfies Record<string, { status: number; title: string; gateway?: string }>

/** The code of one of these failures. */
export type HttpProblemCode = keyof typeof HTTP_PROBLEMS

/** A failure of HTTP itself; only `http/` throws it. */
export class HttpProblem extends Error {
  override readonly name: string
  readonly code: HttpProblemCode
  /** Header fields that this answer carries besides the common ones, such as `allow` or `retry-after`. */
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the response. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    code: HttpProblemCode,
    detail: string = HTTP_PROBLEMS[code].title,
    options: ErrorOptions & {
      headers?: Readonly<Record<string, string>>
      members?: Readonly<Record<string, unknown>>
    } = {},
  ) {
    super(detail, options)
    this.name = code
    this.code = code
    this.headers = options.headers ?? {}
    this.members = options.members ?? {}
  }
}
