import type { Static, TSchema } from 'typebox'

/** The statuses of successful answers (contract 3.2). */
export type Status = 200 | 201 | 202 | 204 | 303

/** Describes the answers of an operation with one status. */
export type AnswerDescription = {
  /** Schema of the JSON body, if there is one. */
  readonly schema?: TSchema
  /** The meaning of each header field that it sets, by name. */
  readonly headers?: Readonly<Record<string, string>>
}

/** All successful answers of an operation, by status. */
export type Answers = { readonly [S in Status]?: AnswerDescription }

/** An answer to send; the body is missing if its status has none. */
export type Answer = {
  readonly status: Status
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The answers that a description allows. */
export type AnswerOf<A extends Answers> = {
  readonly [S in keyof A & Status]: Answer & { readonly status: S } & BodyOf<A[S]> & HeadersOf<A[S]>
}[keyof A & Status]

type BodyOf<D> = D extends { readonly schema: infer S extends TSchema }
  ? { readonly body: Static<S> }
  : { readonly body?: never }
type HeadersOf<D> = D extends { readonly headers: infer Named }
  ? { readonly headers: { readonly [Name in keyof Named]: string } }
  : { readonly headers?: never }
