import { type Language, languageOf, textLanguageOf } from '../../lib/languages.ts'
import type { Fields } from '../manifest/manifest-line.ts'

/**
 * Splits a record by language: its fields in its own language, and those in each other one. A field in a language is
 * "title.de" beside "title", or a member of an object: `"title": {"en": …, "de": …}`.
 */
export function splitByLanguage(
  fields: Fields,
  own: Language,
): { own: Fields; others: ReadonlyMap<Language, Fields> } {
  if (!Object.entries(fields).some(([name, value]) => tagOf(name, fields) || isByLanguage(value)))
    return { own: fields, others: NO_LANGUAGES }
  const ownFields: Record<string, unknown> = {}
  const others = new Map<Language, Record<string, unknown>>()
  const add = (name: string, language: Language, value: unknown) => {
    if (language === own) ownFields[name] ??= value
    else if (others.has(language)) others.get(language)![name] = value
    else others.set(language, { [name]: value })
  }
  for (const [name, value] of Object.entries(fields)) {
    const tag = tagOf(name, fields)
    if (tag) add(name.slice(0, -tag.length - 1), textLanguageOf(tag)!, value)
    else if (isByLanguage(value))
      for (const [tag, text] of Object.entries(value)) add(name, textLanguageOf(tag)!, text)
    else ownFields[name] = value
  }
  return { own: ownFields, others }
}

const NO_LANGUAGES: ReadonlyMap<Language, Fields> = new Map()

const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/
/** Fields that may be in any language, whatever other fields the record has. */
const TEXTS = ['title', 'caption', 'alt_text', 'extended_description', 'name', 'text']

/**
 * Returns the language tag at the end of a name, as written: "de" of "title.de". A language that the API does not answer
 * in counts only if the field is known to be a text or is given in another language, too: "file.no" is a number.
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

/** Returns the first tag that is not a language, of a text given by language; null if there is none. */
export function unknownLanguageIn(value: unknown): string | null {
  return tagsOf(value).find((tag) => !textLanguageOf(tag)) ?? null
}

/** Returns the names of a value's members if all of them look like language tags. */
function tagsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const names = Object.keys(value)
  return names.every((name) => TAG.test(name)) ? names : []
}
