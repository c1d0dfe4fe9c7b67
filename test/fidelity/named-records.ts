import { ENUMERATED_KEYWORDS } from '../../src/catalogue/data/enumerated-keywords.ts'
import type { addRecord } from '../support/records.ts'
import { contract } from './contract.ts'

/** What a record of the fixture says. */
export type Said = Parameters<typeof addRecord>[1]
/** The values of parameters by which a record is found, besides those that are derived from what it says. */
export type Carried = Readonly<Record<string, readonly string[]>>
/** A record of the fixture, which is recognised by its title. */
export type NamedRecord = Said & { readonly title: string; readonly carries?: Carried }

/** Parameters whose values are keywords of a type: the type, and the enum of the contract. */
type KeywordParameters = Readonly<Record<string, readonly [type: string, enumeration: string]>>

/** A plain keyword. */
export const word = (text: string) => ({ type: 'Keyword' as const, text })
/** A keyword that names a person. */
export const person = (text: string) => ({ type: 'SpecificPeople' as const, text })
/** A keyword that names a place. */
export const place = (text: string) => ({ type: 'Location' as const, text })

/** A record for each value of these parameters, which is found by the value's old names too. */
export function* keywordRecords(
  parameters: KeywordParameters,
  named: (title: string) => NamedRecord,
): Generator<NamedRecord> {
  for (const [parameter, [type, enumeration]] of Object.entries(parameters)) {
    const { values, renamed = {} } = contract.enums[enumeration]!
    for (const value of values.filter((it) => !(it in renamed))) {
      const label = ENUMERATED_KEYWORDS.find((it) => it.type === type && it.code === value)!.labels[0]!
      const old = Object.keys(renamed).filter((it) => renamed[it] === value)
      yield {
        ...named(`${parameter} ${value}`),
        keywords: [word(label)],
        carries: { [parameter]: [value, ...old] },
      }
    }
  }
}
