import { isDeepStrictEqual } from 'node:util'
import type { KeywordLabel, KeywordType } from '../../catalogue/keywords.ts'
import { line, lines } from '../../media/metadata/text.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import { asKeywords } from './as-keywords.ts'
import type { MappingInput } from './mapping-input.ts'
import {
  asChoice,
  asDate,
  asList,
  asText,
  type DateValue,
  explainUnreadDate,
  InvalidValue,
} from './readings.ts'
import type { Rule } from './rule.ts'

/** Longest list that is accepted. */
const MAX_ENTRIES = 1000

/**
 * The values of one record, mapped and read as the types of their fields. A wrong value is read as null and added to
 * `mistakes`, so that all mistakes can be reported at once.
 */
export class Values<Name extends string> {
  readonly mistakes: Mistake[] = []
  /** What was only partly understood, which is no reason to refuse the record. */
  readonly notes: Mistake[] = []
  readonly #rules: Readonly<Record<Name, Rule>>
  readonly #input: MappingInput

  constructor(rules: Readonly<Record<Name, Rule>>, input: MappingInput) {
    this.#rules = rules
    this.#input = input
  }

  /** Reads a field by `as`; null if it has no value. */
  read<T>(name: Name, as: (value: unknown) => T | null): T | null {
    const value = this.#rules[name](this.#input)
    if (value === null) return null
    try {
      return as(this.#limited(name, value))
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error
      this.mistakes.push({ field: name, reason: error.message })
      return null
    }
  }

  /** Like `read`, but a wrong value in the metadata of a file is ignored: it is no reason to refuse the picture. */
  readLeniently<T>(name: Name, as: (value: unknown) => T | null): T | null {
    return this.read(name, (value) => {
      try {
        return as(value)
      } catch (error) {
        if (error instanceof InvalidValue && this.#isFromFile(name, value)) return null
        throw error
      }
    })
  }

  #limited(name: Name, value: unknown): unknown {
    if (!Array.isArray(value) || value.length <= MAX_ENTRIES) return value
    if (this.#isFromFile(name, value)) return value.slice(0, MAX_ENTRIES)
    throw new InvalidValue(`It has ${value.length} entries, and may have ${MAX_ENTRIES}.`)
  }

  /** Returns whether the value comes from the file: it would be the same without the manifest. */
  #isFromFile(name: Name, value: unknown): boolean {
    return isDeepStrictEqual(this.#rules[name]({ ...this.#input, manifest: null }), value)
  }

  text = (name: Name) => this.read(name, (value) => line(asText(value)))
  paragraphs = (name: Name) => this.read(name, (value) => lines(asText(value)))
  list = (name: Name): string[] => this.read(name, asList) ?? []
  /** Reads a list that the library keeps as JSON; null if it is empty. */
  json(name: Name, as: (value: unknown) => readonly unknown[]): string | null {
    const list = this.read(name, as) ?? []
    return list.length === 0 ? null : JSON.stringify(list)
  }
  keywords = (name: Name, type: KeywordType): KeywordLabel[] =>
    this.read(name, (value) => asKeywords(value, type)) ?? []
  choice = <T extends string>(name: Name, choices: readonly T[]): T | null =>
    this.read(name, (value) => asChoice(value, choices))

  /** Reads a date, or its text with a note if it could not be read. */
  date(name: Name): DateValue | null {
    const date = this.read(name, asDate)
    if (date && !date.date) this.notes.push({ field: name, reason: explainUnreadDate(date.text) })
    return date
  }

  /** Reads a text that the record must have. */
  required(name: Name): string {
    const text = this.text(name)
    if (text === null && !this.mistakes.some(({ field }) => field === name))
      this.mistakes.push({ field: name, reason: 'It is missing.' })
    return text ?? ''
  }
}
