import type { Body } from '../body.ts'
import { exampleOf, type JsonSchema } from './schemas.ts'

/** The request body of an operation in OpenAPI; null when it takes none. */
export function requestBodyOf(
  { mediaTypes, schema, isRequired }: Body<unknown>,
  refer: (schema: JsonSchema) => JsonSchema,
): object | null {
  if (mediaTypes.length === 0) return null
  const content = schema
    ? { schema: refer(schema as JsonSchema), example: exampleOf(schema as JsonSchema) }
    : { schema: { type: 'string', format: 'binary' } }
  return { required: isRequired, content: Object.fromEntries(mediaTypes.map((type) => [type, content])) }
}
