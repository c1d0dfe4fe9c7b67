import { isDeepStrictEqual } from 'node:util'
import type { KeywordLabel, KeywordType } from '../../catalogue/keywords.ts'
import { line, lines } from '../../media/metadata/text.ts'
import type { Mistake } from '../manifest/manifest-line.ts'
import { asKeywords } from './as-keywords.ts'
import type { MappingInput } from './mapping-input.ts'
import { asChoice, asDate, asList, asText, type SaidDate, unreadDate, WrongValue } from './readings.ts'
import type { Rule } from './rule.ts'

/** Entries of a list that count. */
const MAX_ENTRIES = 1000

/**
 * The values of one record as its mapping gives them, each read as what it has to be. A value that cannot be is null
 * here and a mistake in `mistakes`, so that all of them are known at once.
 */
export class Values<Name extends string> {
  readonly mistakes: Mistake[] = []
  /** What was understood in part only, and is no reason to refuse the record. */
  readonly notes: Mistake[] = []
  readonly #rules: Readonly<Record<Name, Rule>>
  readonly #input: MappingInput

  constructor(rules: Readonly<Record<Name, Rule>>, input: MappingInput) {
    this.#rules = rules
    this.#input = input
  }

  /** What a field is, read by `as`; null when nobody said anything. */
  read<T>(name: Name, as: (value: unknown) => T | null): T | null {
    const value = this.#rules[name](this.#input)
    if (value === null) return null
    try {
      return as(this.#bounded(name, value))
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error
      this.mistakes.push({ field: name, reason: error.message })
      return null
    }
  }

  /** The same, but null when it is a file that says what cannot be: it is no reason to be without the picture. */
  readLeniently<T>(name: Name, as: (value: unknown) => T | null): T | null {
    return this.read(name, (value) => {
      try {
        return as(value)
      } catch (error) {
        if (error instanceof WrongValue && this.#isOfFile(name, value)) return null
        throw error
      }
    })
  }

  #bounded(name: Name, value: unknown): unknown {
    if (!Array.isArray(value) || value.length <= MAX_ENTRIES) return value
    if (this.#isOfFile(name, value)) return value.slice(0, MAX_ENTRIES)
    throw new WrongValue(`It has ${value.length} entries, and may have ${MAX_ENTRIES}.`)
  }

  /** Whether it is said without the manifest, too. */
  #isOfFile(name: Name, value: unknown): boolean {
    return isDeepStrictEqual(this.#rules[name]({ ...this.#input, manifest: null }), value)
  }

  text = (name: Name) => this.read(name, (value) => line(asText(value)))
  paragraphs = (name: Name) => this.read(name, (value) => lines(asText(value)))
  list = (name: Name): string[] => this.read(name, asList) ?? []
  keywords = (name: Name, type: KeywordType): KeywordLabel[] =>
    this.read(name, (value) => asKeywords(value, type)) ?? []
  choice = <T extends string>(name: Name, choices: readonly T[]): T | null =>
    this.read(name, (value) => asChoice(value, choices))

  /** A date, or the text in its place, with a note when it is not a date that can be read. */
  date(name: Name): SaidDate | null {
    const date = this.read(name, asDate)
    if (date && !date.date) this.notes.push({ field: name, reason: unreadDate(date.text) })
    return date
  }

  /** One that the record cannot be without. */
  required(name: Name): string {
    const text = this.text(name)
    if (text === null && !this.mistakes.some(({ field }) => field === name))
      this.mistakes.push({ field: name, reason: 'It is missing.' })
    return text ?? ''
  }
}
