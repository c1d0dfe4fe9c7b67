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
  return (abilities) => {
    const hidden = limited.filter(({ ability }) => !abilities.has(ability))
    if (hidden.length === 0) return query
    const properties = { ...query.properties }
    for (const { name } of hidden) delete properties[name]
    return { ...query, properties }
  }
}
