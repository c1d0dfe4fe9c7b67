import type { Mapping } from '../mapping/mapping.ts'
import { isEmpty, type MappingInput } from '../mapping/mapping-input.ts'
import type { Rule } from '../mapping/rule.ts'
import type { Fields } from './manifest-line.ts'

/** What the rule of one field read from a record, and the value that it returned. */
export type TracedRecord = {
  readonly field: string
  readonly read: {
    /** All names that the rule looked up. */
    readonly names: readonly string[]
    /** Those that had a value. */
    readonly used: readonly string[]
  }
  readonly value: unknown
}

/** Applies the rules of a mapping to a record, and reports which names each one reads. */
export function* traceRecord(
  rules: Readonly<Record<string, Rule>>,
  record: Fields,
  source: string,
): Generator<TracedRecord> {
  for (const [field, rule] of Object.entries(rules)) {
    const names: string[] = []
    const used: string[] = []
    const manifest = new Proxy(record, {
      getOwnPropertyDescriptor(target, name) {
        names.push(String(name))
        return Reflect.getOwnPropertyDescriptor(target, name)
      },
      get(target, name) {
        const value = Reflect.get(target, name)
        if (!isEmpty(value)) used.push(String(name))
        return value
      },
    })
    const input: MappingInput = { manifest, iptc: null, path: null, source: { name: source } }
    yield { field, read: { names, used }, value: rule(input) }
  }
}

/** Returns all names of fields that a mapping reads from records. */
export function namesOf({ kind, text: _, ...kinds }: Mapping): ReadonlySet<string> {
  const all = [{ kind }, ...Object.values(kinds)] as readonly Readonly<Record<string, Rule>>[]
  return new Set(all.flatMap((rules) => [...traceRecord(rules, {}, '')].flatMap(({ read }) => read.names)))
}
