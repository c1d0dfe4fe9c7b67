import type { Static, TObject, TSchema } from 'typebox'
import Schema from 'typebox/schema'
import { Problem } from '../lib/problem.ts'
import { sayBodyError } from './body-error.ts'
import { readQuery, type SentQuery } from './parameters.ts'

/** The body of a request as it arrived. */
export type SentBody = {
  readonly bytes: Buffer
  /** From the Content-Type header, in lower case and without parameters; '' when there is none. */
  readonly mediaType: string
}

/** The request body of an operation: how it is read, and how the OpenAPI document describes it. */
export type Body<Value> = {
  /** As the OpenAPI document lists them; `read` may accept others that clients send. Empty ignores any body. */
  readonly mediaTypes: readonly string[]
  readonly schema: TSchema | null
  readonly isRequired: boolean
  /** null means the server's limit for all bodies. */
  readonly maxBytes: number | null
  /** @throws Problem InvalidParameterValue that says what would be right. */
  readonly read: (sent: SentBody) => Value
}

/** For operations without a body; whatever is sent is ignored, since some clients send `null` or `{}`. */
export const NO_BODY: Body<null> = {
  mediaTypes: [],
  schema: null,
  isRequired: false,
  maxBytes: null,
  read: () => null,
}

/** A required JSON body; `null` and an empty body are refused. */
export function jsonBody<S extends TSchema>(schema: S): Body<Static<S>> {
  const readValue = jsonReader(schema)
  return {
    mediaTypes: ['application/json'],
    schema,
    isRequired: true,
    maxBytes: null,
    read: (sent) => {
      const value = readValue(sent)
      if (value === null) throw invalidBody('this operation requires a JSON body')
      return value
    },
  }
}

/** An optional JSON body; `null` and an empty body are read as null (clients.md 0.2). */
export function optionalJsonBody<S extends TSchema>(schema: S): Body<Static<S> | null> {
  const read = jsonReader(schema)
  return { mediaTypes: ['application/json'], schema, isRequired: false, maxBytes: null, read }
}

const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Form fields, read like query parameters; fields that the schema does not have are ignored. */
export function formBody<S extends TObject>(schema: S): Body<Static<S>> {
  return {
    mediaTypes: [FORM_TYPE],
    schema,
    isRequired: true,
    maxBytes: null,
    read: ({ bytes, mediaType }) => {
      if (mediaType !== FORM_TYPE) throw wrongType(mediaType, FORM_TYPE)
      const sent: SentQuery = {}
      for (const [name, value] of new URLSearchParams(bytes.toString()))
        sent[name] = [...[sent[name] ?? []].flat(), value]
      return readQuery(schema, sent, { unknown: 'ignore' })
    },
  }
}

/** A file of one of these media types. */
export function bytesBody(mediaTypes: readonly string[], maxBytes: number): Body<SentBody> {
  return {
    mediaTypes,
    schema: null,
    isRequired: true,
    maxBytes,
    read: (sent) => {
      const { bytes, mediaType } = sent
      if (bytes.length === 0) throw invalidBody('it is empty')
      if (!mediaTypes.includes(mediaType)) throw wrongType(mediaType, mediaTypes.join(' or '))
      return sent
    },
  }
}

/**
 * Media types that are accepted for JSON: the Ruby client sends that of a form (clients.md 0.2), and some clients send
 * none.
 */
const JSON_TYPE =
  /^(?:|(?:application|text)\/json|application\/[^/]+\+json|application\/x-www-form-urlencoded)$/

function jsonReader<S extends TSchema>(schema: S): (sent: SentBody) => Static<S> | null {
  const validator = Schema.Compile(schema)
  return ({ bytes, mediaType }) => {
    if (bytes.length === 0) return null
    if (!JSON_TYPE.test(mediaType)) throw wrongType(mediaType, 'application/json')
    const value = parse(bytes)
    if (value === null) return null
    if (validator.Check(value)) return value
    throw invalidBody(sayBodyError(validator.Errors(value)[1]))
  }
}

/** U+0000 as an escape of JSON; a backslash that is itself escaped does not begin one. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/

/** Refuses U+0000, which PostgreSQL cannot store. */
function parse(bytes: Buffer): unknown {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch (error) {
    throw invalidBody(`it is not JSON in UTF-8 (${(error as Error).message})`)
  }
  if (NUL.test(text)) throw invalidBody('it must not contain the character U+0000')
  return value
}

const wrongType = (mediaType: string, right: string) =>
  invalidBody(
    mediaType === ''
      ? `its Content-Type is missing and must be ${right}`
      : `its Content-Type is '${mediaType.slice(0, 100)}' and must be ${right}`,
  )

const invalidBody = (why: string) => new Problem('InvalidParameterValue', `Invalid body: ${why}.`)
