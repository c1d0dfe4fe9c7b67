import type { Mapping } from '../mapping/mapping.ts'
import { isEmpty, type MappingInput } from '../mapping/mapping-input.ts'
import type { Rule } from '../mapping/rule.ts'
import type { Fields } from './manifest-line.ts'

/** What the rule of one field read of a record, and what it made of it. */
export type TracedRecord = {
  readonly field: string
  readonly read: {
    /** All names that the rule looked for. */
    readonly asked: readonly string[]
    /** Those whose values it took. */
    readonly taken: readonly string[]
  }
  readonly value: unknown
}

/** Runs the rules of a mapping over a record and notes which of its names each one reads. */
export function* traceRecord(
  rules: Readonly<Record<string, Rule>>,
  record: Fields,
  source: string,
): Generator<TracedRecord> {
  for (const [field, rule] of Object.entries(rules)) {
    const asked: string[] = []
    const taken: string[] = []
    const manifest = new Proxy(record, {
      getOwnPropertyDescriptor(target, name) {
        asked.push(String(name))
        return Reflect.getOwnPropertyDescriptor(target, name)
      },
      get(target, name) {
        const value = Reflect.get(target, name)
        if (!isEmpty(value)) taken.push(String(name))
        return value
      },
    })
    const input: MappingInput = { manifest, iptc: null, path: null, source: { name: source } }
    yield { field, read: { asked, taken }, value: rule(input) }
  }
}

/** All names of records that a mapping looks for. */
export function namesOf({ kind, text: _, ...kinds }: Mapping): ReadonlySet<string> {
  const all = [{ kind }, ...Object.values(kinds)] as readonly Readonly<Record<string, Rule>>[]
  return new Set(all.flatMap((rules) => [...traceRecord(rules, {}, '')].flatMap(({ read }) => read.asked)))
}
