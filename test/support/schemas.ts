/** Returns a schema with its references resolved, for a validator. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
export function resolved(schema: any, document: any): any {
  if (Array.isArray(schema)) return schema.map((part) => resolved(part, document))
  if (typeof schema !== 'object' || schema === null) return schema
  if (schema.$ref) return resolved(document.components.schemas[schema.$ref.split('/').at(-1)], document)
  return Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, resolved(part, document)]))
}
