import { LANGUAGES } from '../../lib/languages.ts'
import { foldName } from '../../lib/text.ts'

let months: ReadonlyMap<string, number> | null = null

/**
 * Returns the month, 1 to 12, with this name or abbreviation in English or another language of the API; null if there is
 * none, or if the name means different months in different languages.
 */
export function monthNamed(name: string): number | null {
  months ??= monthsByName()
  return months.get(foldName(name)) ?? null
}

function monthsByName(): Map<string, number> {
  const months = new Map<string, number | null>()
  for (const language of LANGUAGES)
    for (const [name, month] of namesIn(language)) {
      const before = months.get(name)
      months.set(name, before === undefined || before === month ? month : null)
    }
  for (const [name, month] of namesIn('en')) months.set(name, month)
  months.set('sept', 9)
  return new Map([...months].filter((entry): entry is [string, number] => entry[1] !== null))
}

/** Yields the names of months, alone and with a day, where many languages inflect them. */
function* namesIn(language: string): Generator<[name: string, month: number]> {
  for (const length of ['long', 'short'] as const)
    for (const beside of [{}, { day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(language, { month: length, ...beside, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2000, month - 1, 1))
        const name = foldName(parts.find(({ type }) => type === 'month')?.value ?? '')
        if (/\p{L}/u.test(name)) yield [name, month]
      }
    }
}
