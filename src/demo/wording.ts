import { WORDINGS } from './data/wordings.ts'

/** An English text, or a pattern with the parts for {0} and {1}; the table of translations has all of them. */
export type Wording = string | readonly [pattern: string, ...parts: string[]]

/** The languages of the demo library besides English. */
export const OTHER_LANGUAGES = ['de', 'fr', 'es', 'ja'] as const
/** One of these languages. */
export type OtherLanguage = (typeof OTHER_LANGUAGES)[number]

const rows = new Map(
  WORDINGS.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'))
    .map(([english = '', ...others]) => [english, others]),
)

/** A wording in English. */
export function inEnglish(wording: Wording): string {
  return put(wording, (text) => text)
}

/** A wording in another language. @throws Error when the table has no translation for a part of it. */
export function inLanguage(language: OtherLanguage, wording: Wording): string {
  const column = OTHER_LANGUAGES.indexOf(language)
  return put(wording, (text) => {
    const translation = rows.get(text)?.[column]
    if (!translation) throw new Error(`The demo library has no translation into ${language} for "${text}".`)
    return translation
  })
}

function put(wording: Wording, translate: (text: string) => string): string {
  const [pattern, ...parts] = typeof wording === 'string' ? [wording] : wording
  return parts.reduce(
    (text, part, index) => text.replace(`{${index}}`, () => translate(part)),
    translate(pattern),
  )
}
