import type { TObject } from 'typebox'
import type { Ability } from '../access/abilities.ts'

/**
 * Returns which parameters of an operation a key with these abilities has: parameters made by `onlyWith` are unknown to
 * others.
 */
export function byAbilities<Query extends TObject>(query: Query): (abilities: ReadonlySet<Ability>) => Query {
  const limited = Object.entries(query.properties).flatMap(([name, schema]) => {
    const ability = (schema as { 'x-ability'?: Ability })['x-ability']
    return ability === undefined ? [] : [{ name, ability }]
  })
  if (limited.length === 0) return () => query
  /** By the names that are left out, because making one takes longer than reading a query by it. */
  const made = new Map<string, Query>()
  return (abilities) => {
    const hidden = limited.filter(({ ability }) => !abilities.has(ability)).map(({ name }) => name)
    const known = made.get(hidden.join())
    if (known) return known
    const left = Object.entries(query.properties).filter(([name]) => !hidden.includes(name))
    const others = { ...query, properties: Object.fromEntries(left) }
    made.set(hidden.join(), others)
    return others
  }
}
