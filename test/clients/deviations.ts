import SchemaOf from 'typebox/schema'
import { Settings } from 'typebox/system'
import type { PublishedContract, Schema } from './published-contract.ts'

// The default of eight would hide all later ones.
Settings.Set({ maxErrors: 1_000_000 })

/**
 * Returns how a value differs from a schema of an OpenAPI 3.0 document, each difference once: the path of the field,
 * without array indices, and the difference: `added` for a field that the schema does not have, `null`, or `type`.
 */
export function deviationsOf(schema: Schema, value: unknown, document: PublishedContract): Set<string> {
  const [, errors] = SchemaOf.Errors(modern(schema, document) as object, value)
  const found = errors.flatMap(({ keyword, instancePath, params }) => {
    const path = namesOf(instancePath)
    if (keyword === 'boolean') return []
    if (keyword === 'additionalProperties') {
      const names = (params as { additionalProperties: string[] }).additionalProperties
      return names.map((name) => `${[path, name].filter(Boolean).join('.')} added`)
    }
    return [`${path} ${keyword === 'type' && at(value, instancePath) === null ? 'null' : keyword}`]
  })
  return new Set(found)
}

/** Returns the schema as JSON Schema 2020-12, with references resolved: `nullable` becomes a type there. */
function modern(schema: unknown, document: PublishedContract): unknown {
  if (Array.isArray(schema)) return schema.map((part) => modern(part, document))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref, nullable, ...rest } = schema as Schema
  if (typeof $ref === 'string') return modern(document.components.schemas[$ref.split('/').at(-1)!], document)
  const inner = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, modern(part, document)]))
  if (nullable !== true || typeof inner.type !== 'string') return inner
  return {
    ...inner,
    type: [inner.type, 'null'],
    ...(Array.isArray(inner.enum) && { enum: [...inner.enum, null] }),
  }
}

const partsOf = (pointer: string) => pointer.split('/').slice(1)

/** "/images/3/artist" is "images[].artist". */
const namesOf = (pointer: string) =>
  partsOf(pointer)
    .map((part) => (/^\d+$/.test(part) ? '[]' : `.${part}`))
    .join('')
    .replace(/^\./, '')

const at = (value: unknown, pointer: string) =>
  partsOf(pointer).reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], value)
