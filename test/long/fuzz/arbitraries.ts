import fc from 'fast-check'

/** A JSON schema of our OpenAPI document without references. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON schema
type JsonSchema = any

/** How often a value has another type than the schema says: once in so many. */
const RIGHT_TO_WRONG = 6
const HOSTILE = [
  '',
  ' ',
  '"',
  "'; --",
  '%00',
  '\u0000',
  '\ud800',
  'é',
  '日本',
  '-1',
  '1e9',
  '__proto__',
  'a'.repeat(3000),
]

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE))

/** Values of a schema, and now and then others. `known` are texts that name something. */
export function valuesOf(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: RIGHT_TO_WRONG, arbitrary: rightValues(schema, known) },
    { weight: 1, arbitrary: fc.oneof(fc.jsonValue({ maxDepth: 2 }), text) },
  )
}

function rightValues(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const types: string[] = [schema.type ?? 'string'].flat()
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (types.includes('null'))
    return fc.oneof(
      fc.constant(null),
      rightValues({ ...schema, type: types.find((it) => it !== 'null') }, known),
    )
  switch (types[0]) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -2, max: Math.min(schema.maximum ?? 200, 2 ** 31 - 1) })
    case 'number':
      return fc.double({ noNaN: true })
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, known), { maxLength: 5 })
    case 'object':
      return membersOf(schema, known)
    default:
      return fc.oneof(fc.constantFrom(...known, '2024-05-31', '2024-02-30T25:00:00Z'), text)
  }
}

function membersOf({ properties = {}, required = [] }: JsonSchema, known: readonly string[]) {
  const members = Object.entries(properties).map(([name, member]) => [name, valuesOf(member, known)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: required })
}

/** A request of the fuzz: what goes into the path, the query and the body. */
export type FuzzedRequest = {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly language: string
  readonly credential: number
}

/** Requests to an operation of the document. */
export function requestsOf(operation: JsonSchema, known: readonly string[], credentials: number) {
  const named = (place: 'path' | 'query') =>
    Object.fromEntries(
      (operation.parameters as JsonSchema[])
        // Shared ones are headers, which are no schemas.
        .filter((parameter) => parameter?.in === place)
        .map(({ name, schema }) => [
          name,
          // Without a segment, or with one of dots, it would be the address of another operation.
          valuesOf(schema, known).filter((value) => place === 'query' || !/^\.{0,2}$/.test(String(value))),
        ]),
    )
  const media = operation.requestBody?.content ?? {}
  const schema = media['application/json']?.schema
  return fc.record<FuzzedRequest>({
    path: fc.record(named('path')),
    query: fc.record(named('query'), { requiredKeys: [] }),
    body: schema ? valuesOf(schema, known) : fc.option(fc.jsonValue({ maxDepth: 1 }), { nil: undefined }),
    language: fc.constantFrom('de', '*', 'fr-FR;q=0.1', ';;'),
    credential: fc.nat(credentials - 1),
  })
}
