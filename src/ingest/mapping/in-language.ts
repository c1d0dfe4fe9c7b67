import { type Language, languageOf } from '../../lib/languages.ts'
import type { Fields } from '../manifest/manifest-line.ts'

/**
 * What a record says in several languages: the fields for its own, and those for each other. A field in a language is
 * "title.de" beside "title", or a member of an object: `"title": {"en": …, "de": …}`.
 */
export function byLanguage(
  fields: Fields,
  own: Language,
): { own: Fields; others: ReadonlyMap<Language, Fields> } {
  if (!Object.entries(fields).some(([name, value]) => tagOf(name) || isByLanguage(value)))
    return { own: fields, others: NONE }
  const mine: Record<string, unknown> = {}
  const others = new Map<Language, Record<string, unknown>>()
  const say = (name: string, language: Language, value: unknown) => {
    if (language === own) mine[name] ??= value
    else if (others.has(language)) others.get(language)![name] = value
    else others.set(language, { [name]: value })
  }
  for (const [name, value] of Object.entries(fields)) {
    const tag = tagOf(name)
    if (tag) say(name.slice(0, -tag.length - 1), languageOf(tag)!, value)
    else if (isByLanguage(value))
      for (const [tag, text] of Object.entries(value)) say(name, languageOf(tag)!, text)
    else mine[name] = value
  }
  return { own: mine, others }
}

const NONE: ReadonlyMap<Language, Fields> = new Map()

/** The language at the end of a name, as it is written: "de" of "title.de". */
function tagOf(name: string): string | null {
  const tag = /\.([A-Za-z]{2}(?:-[A-Za-z]{2,4})?)$/.exec(name)?.[1]
  return tag && languageOf(tag) ? tag : null
}

function isByLanguage(value: unknown): value is Record<string, unknown> {
  const tags = tagsOf(value)
  return tags.length > 0 && tags.every((tag) => languageOf(tag))
}

/** Of a text that is given by language, the first tag that is no language of answers; null where there is none. */
export function unknownLanguageIn(value: unknown): string | null {
  return tagsOf(value).find((tag) => !languageOf(tag)) ?? null
}

/** The names of a value's members when all of them look like tags of languages. */
function tagsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const names = Object.keys(value)
  return names.every((name) => /^[A-Za-z]{2}(?:-[A-Za-z]{2,4})?$/.test(name)) ? names : []
}
