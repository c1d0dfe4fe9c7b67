import { type Language, languageOf, textLanguageOf } from '../../lib/languages.ts'
import type { Fields } from '../manifest/manifest-line.ts'

/**
 * What a record says in several languages: the fields for its own, and those for each other. A field in a language is
 * "title.de" beside "title", or a member of an object: `"title": {"en": …, "de": …}`.
 */
export function byLanguage(
  fields: Fields,
  own: Language,
): { own: Fields; others: ReadonlyMap<Language, Fields> } {
  if (!Object.entries(fields).some(([name, value]) => tagOf(name, fields) || isByLanguage(value)))
    return { own: fields, others: NONE }
  const mine: Record<string, unknown> = {}
  const others = new Map<Language, Record<string, unknown>>()
  const say = (name: string, language: Language, value: unknown) => {
    if (language === own) mine[name] ??= value
    else if (others.has(language)) others.get(language)![name] = value
    else others.set(language, { [name]: value })
  }
  for (const [name, value] of Object.entries(fields)) {
    const tag = tagOf(name, fields)
    if (tag) say(name.slice(0, -tag.length - 1), textLanguageOf(tag)!, value)
    else if (isByLanguage(value))
      for (const [tag, text] of Object.entries(value)) say(name, textLanguageOf(tag)!, text)
    else mine[name] = value
  }
  return { own: mine, others }
}

const NONE: ReadonlyMap<Language, Fields> = new Map()

const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/
/** What may be said in any language, however the record calls the rest. */
const TEXTS = ['title', 'caption', 'alt_text', 'extended_description', 'name', 'text']

/**
 * The language at the end of a name, as it is written: "de" of "title.de". A language that is not one of answers is
 * meant only where the field is known to be a text, or stands there in another language too: "file.no" is a number.
 */
function tagOf(name: string, fields: Fields): string | null {
  const dot = name.lastIndexOf('.')
  const tag = name.slice(dot + 1)
  if (dot < 1 || !TAG.test(tag) || textLanguageOf(tag) === null) return null
  if (languageOf(tag)) return tag
  const field = name.slice(0, dot)
  const isText = TEXTS.includes(field) || Object.hasOwn(fields, field)
  const isBeside = () => Object.keys(fields).some((other) => other !== name && other.startsWith(`${field}.`))
  return /^[a-z]/.test(tag) && (isText || isBeside()) ? tag : null
}

function isByLanguage(value: unknown): value is Record<string, unknown> {
  const tags = tagsOf(value)
  return tags.length > 0 && tags.every((tag) => textLanguageOf(tag))
}

/** Of a text that is given by language, the first tag that is none; null where there is none. */
export function unknownLanguageIn(value: unknown): string | null {
  return tagsOf(value).find((tag) => !textLanguageOf(tag)) ?? null
}

/** The names of a value's members when all of them look like tags of languages. */
function tagsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const names = Object.keys(value)
  return names.every((name) => TAG.test(name)) ? names : []
}
