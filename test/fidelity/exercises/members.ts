/** JSON as a test reads and changes it. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
type Json = any

/**
 * Returns a body with another value of a member, such as `name`, `asset_usages[].quantity` (of the first entry of a list) or
 * `[].asset_id`; undefined leaves the member out.
 */
export function withMember(body: Json, member: string, value: unknown): Json {
  const [first, ...rest] = member.split('.')
  return change(body, first!, rest, value)
}

function change(body: Json, step: string, rest: readonly string[], value: unknown): Json {
  const isEntry = step.endsWith('[]') && rest.length > 0
  const name = step.replace('[]', '')
  const inner = (part: Json) => (rest.length > 0 ? change(part, rest[0]!, rest.slice(1), value) : value)
  const next = (part: Json) => (isEntry ? [inner(part[0]), ...part.slice(1)] : inner(part))
  return name === '' ? next(body) : { ...body, [name]: next(body[name]) }
}
