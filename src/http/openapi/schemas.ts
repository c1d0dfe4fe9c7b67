import { isDeepStrictEqual } from 'node:util'

/** A JSON schema as plain data; OpenAPI 3.1 takes JSON Schema 2020-12 as it is. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * Collects schemas that have a `title` under that name, so that a generated client gets one type for each of them.
 * Two different schemas with the same title are a bug.
 */
export function namedSchemas(): { refer(schema: JsonSchema): JsonSchema; all(): Record<string, JsonSchema> } {
  const named = new Map<string, JsonSchema>()

  function refer(schema: JsonSchema): JsonSchema {
    const inner = mapSchemas(schema, refer)
    const name = schema.title
    if (typeof name !== 'string') return inner
    const known = named.get(name)
    if (known && !isDeepStrictEqual(known, inner))
      throw new Error(`Two different schemas are called ${name}.`)
    named.set(name, inner)
    return { $ref: `#/components/schemas/${name}` }
  }

  return { refer, all: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** The schema with each schema directly inside it replaced. */
function mapSchemas(schema: JsonSchema, change: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      const entries = Object.entries(value as Record<string, JsonSchema>)
      copy[keyword] = Object.fromEntries(entries.map(([name, inner]) => [name, change(inner)]))
    } else if (keyword === 'anyOf') {
      copy[keyword] = (value as JsonSchema[]).map(change)
    } else if (keyword === 'items' || keyword === 'additionalProperties') {
      copy[keyword] = typeof value === 'object' ? change(value as JsonSchema) : value
    } else copy[keyword] = value
  }
  return copy
}

/** A value that the schema allows, made of the examples, defaults and enumerations in it. */
export function exampleOf(schema: JsonSchema): unknown {
  const { examples, default: byDefault, enum: values, properties, items, anyOf } = schema
  if (Array.isArray(examples)) return examples[0]
  if (byDefault !== undefined) return byDefault
  if (Array.isArray(values)) return values[0]
  if (Array.isArray(anyOf)) return exampleOf(anyOf[0] as JsonSchema)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'array') return [exampleOf(items as JsonSchema)]
  if (type === 'object') {
    const members = Object.entries((properties ?? {}) as Record<string, JsonSchema>)
    return Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member)]))
  }
  return EXAMPLES[String(type)] ?? null
}

const EXAMPLES: Readonly<Record<string, unknown>> = { boolean: false, integer: 1, number: 1 }
