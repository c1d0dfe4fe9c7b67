import type { OpenApiDocument } from './document.ts'

/** Members whose values are data and not part of the document's structure. */
const DATA = new Set(['example', 'default', 'enum', 'value'])
const LICENSE = { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' }

/**
 * Converts an OpenAPI 3.1 document to 3.0: "or null" becomes `nullable`, a schema has one example, and the licence has
 * an address instead of its SPDX identifier.
 */
export function asOpenApi30(document: OpenApiDocument): object {
  const { info, ...rest } = document
  return { ...(convert(rest) as object), openapi: '3.0.3', info: { ...info, license: LICENSE } }
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (DATA.has(name)) return [[name, member]]
    // NOTE: a property may be called "type" or "examples" too; its value is a schema and never a list.
    if (name === 'type' && Array.isArray(member))
      return [
        ['type', member.find((type) => type !== 'null')],
        ['nullable', member.includes('null')],
      ]
    if (name === 'examples' && Array.isArray(member)) return [['example', member[0]]]
    return [[name, convert(member)]]
  })
  return Object.fromEntries(members)
}
