import { DEFAULT_LANGUAGE, LANGUAGES } from '../../lib/languages.ts'
import type { Operation } from '../operation.ts'
import { MAX_LIST_ITEMS } from '../parameters.ts'
import { retiredParameters } from '../retired-parameters.ts'
import type { JsonSchema } from './schemas.ts'

/** The parameters of an operation in OpenAPI: path, query, then the headers that all operations read. */
export function parametersOf({ url, path, query, problems }: Operation): object[] {
  return [
    ...Object.entries(path.properties).map(([name, schema]) => parameter('path', name, schema as JsonSchema)),
    ...Object.entries(query.properties).map(([name, schema]) =>
      parameter('query', name, schema as JsonSchema),
    ),
    ...renamedParameters({ url, query }),
    ...(problems.includes('IdempotencyKeyReused')
      ? [{ $ref: '#/components/parameters/IdempotencyKey' }]
      : []),
    { $ref: '#/components/parameters/AcceptLanguage' },
  ]
}

/** The parameters that all operations share. */
export const SHARED_PARAMETERS = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description:
      'Preferred languages of names in the answer (RFC 9110): one of these, or any other that the library has ' +
      'texts in. A language without a region stands for its main region (`pt` for pt-BR). Without a match the answer is ' +
      `in ${DEFAULT_LANGUAGE}. Content-Language is the language if it is listed here, otherwise ${DEFAULT_LANGUAGE}.`,
    schema: { type: 'string', enum: LANGUAGES, default: DEFAULT_LANGUAGE },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Names this request, at most 255 characters. A repeat with the same key within 24 hours gets the same result and is ' +
      'charged once.',
    schema: { type: 'string', maxLength: 255 },
    example: '4f1c2a7be0d94e7f',
  },
}

function parameter(where: 'path' | 'query', name: string, schema: JsonSchema): object {
  const { description, examples, documented = {}, ...read } = schema
  const { required: isRequired, ...bounds } = documented as JsonSchema
  const required = where === 'path' || isRequired === true
  const isList = schema.type === 'array'
  return {
    name,
    in: where,
    ...(required && { required }),
    ...(description !== undefined && { description }),
    ...(isList && { style: 'form', explode: false }),
    schema: withLimits({ ...read, ...bounds }),
    ...(Array.isArray(examples) && { example: examples[0] }),
  }
}

/** Adds the limits that apply to all parameters. */
function withLimits(schema: JsonSchema): JsonSchema {
  if (schema.type === 'integer') return { ...schema, format: 'int32' }
  if (schema.type !== 'array') return schema
  return { maxItems: MAX_LIST_ITEMS, ...schema, items: withLimits(schema.items as JsonSchema) }
}

/** The retired names that stand for another parameter here; the introduction lists the others. */
function renamedParameters(operation: Pick<Operation, 'url' | 'query'>): object[] {
  return Object.entries(retiredParameters(operation)).flatMap(([name, other]) =>
    other === null
      ? []
      : [
          {
            name,
            in: 'query',
            deprecated: true,
            schema: { type: 'string' },
            description: `Old name of \`${other}\`.`,
          },
        ],
  )
}
