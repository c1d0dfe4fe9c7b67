import type { XmpStruct, XmpValue } from './xmp.ts'

/** The properties of a packet by prefix and name. */
export type XmpProperties = ReadonlyMap<string, XmpValue>

/** One text of a property: in the default language, else English, else the first; of a list, its first entry. */
export function textOf(value: XmpValue | undefined): string | null {
  if (value === undefined) return null
  if (typeof value === 'string') return value
  if ('languages' in value) {
    const { languages } = value
    const english = [...languages.keys()].find((language) => language === 'en' || language.startsWith('en-'))
    return (
      languages.get('x-default') ?? languages.get(english ?? '') ?? languages.values().next().value ?? null
    )
  }
  if ('list' in value) return value.list.length > 0 ? textOf(value.list[0]) : null
  return null
}

/** All texts of a list; a single text counts as a list of one. */
export function textsOf(value: XmpValue | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'object' && 'list' in value)
    return value.list.map(textOf).filter((text) => text !== null)
  const text = textOf(value)
  return text === null ? [] : [text]
}

/** All structures of a list; a single structure counts as a list of one. */
export function structsOf(value: XmpValue | undefined): XmpStruct[] {
  if (value === undefined || typeof value === 'string') return []
  if ('members' in value) return [value]
  return 'list' in value ? value.list.flatMap(structsOf) : []
}

/** Returns whether a value contains no text. */
export function isBlank(value: XmpValue): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if ('list' in value) return value.list.every(isBlank)
  const parts: Iterable<XmpValue> = 'languages' in value ? value.languages.values() : value.members.values()
  return [...parts].every(isBlank)
}
