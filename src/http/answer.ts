import type { Static, TSchema } from 'typebox'

/** The statuses of answers that are no failures (contract 3.2). */
export type Status = 200 | 201 | 202 | 204 | 303

/** What an operation answers with one status. */
export type AnswerDescription = {
  /** Of the JSON body; none where the answer has no body. */
  readonly schema?: TSchema
  /** What each header field that it sets means, by name. */
  readonly headers?: Readonly<Record<string, string>>
}

/** All answers of an operation that are no failures, by status. */
export type Answers = { readonly [S in Status]?: AnswerDescription }

/** An answer as it is sent: without a body where its status has none. */
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
