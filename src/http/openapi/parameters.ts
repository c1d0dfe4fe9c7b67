import type { TObject } from 'typebox'
import { DEFAULT_LANGUAGE, LANGUAGES } from '../../lib/languages.ts'
import type { Operation } from '../operation.ts'
import { MAX_LIST_ITEMS } from '../parameters.ts'
import { retiredParameters } from '../retired-parameters.ts'
import type { JsonSchema } from './schemas.ts'

/** Parameters of one operation as OpenAPI writes them: path, query, then what every operation reads of the header. */
export function parametersOf({ path, query }: Operation): object[] {
  return [
    ...Object.entries(path.properties).map(([name, schema]) => parameter('path', name, schema as JsonSchema)),
    ...Object.entries(query.properties).map(([name, schema]) =>
      parameter('query', name, schema as JsonSchema),
    ),
    ...renamedParameters(query),
    { $ref: '#/components/parameters/AcceptLanguage' },
  ]
}

/** The parameters that all operations share. */
export const SHARED_PARAMETERS = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description:
      'Language of names in the answer, as RFC 9110 reads it: one of these, or any other that the library has ' +
      'texts in. A bare language stands for its region (`pt` for pt-BR). Without a match the answer is ' +
      `in ${DEFAULT_LANGUAGE}. Content-Language names the language when it is of the list, else ${DEFAULT_LANGUAGE}.`,
    schema: { type: 'string', enum: LANGUAGES, default: DEFAULT_LANGUAGE },
  },
}

function parameter(where: 'path' | 'query', name: string, schema: JsonSchema): object {
  const { description, examples, documented = {}, ...read } = schema
  const { required: isDemanded, ...bounds } = documented as JsonSchema
  const required = where === 'path' || isDemanded === true
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

/** A schema with the limits that the reader of parameters has for all of them. */
function withLimits(schema: JsonSchema): JsonSchema {
  if (schema.type === 'integer') return { ...schema, format: 'int32' }
  if (schema.type !== 'array') return schema
  return { maxItems: MAX_LIST_ITEMS, ...schema, items: withLimits(schema.items as JsonSchema) }
}

/** Of the names that old clients send, those that stand for another here; the others the introduction names. */
function renamedParameters(query: TObject): object[] {
  return Object.entries(retiredParameters(query)).flatMap(([name, other]) =>
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
