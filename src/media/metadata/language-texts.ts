import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../../lib/languages.ts'
import type { EmbeddedTexts } from './embedded-metadata.ts'
import { line, lines } from './text.ts'
import type { XmpProperties } from './xmp-values.ts'
import { textOf } from './xmp-values.ts'

/** The properties that hold texts for readers, and which of them are a single line. */
const PROPERTIES = {
  title: ['dc:title', line],
  caption: ['dc:description', lines],
  altText: ['Iptc4xmpCore:AltTextAccessibility', lines],
  extendedDescription: ['Iptc4xmpCore:ExtDescrAccessibility', lines],
} as const

const NOTHING: EmbeddedTexts = { title: null, caption: null, altText: null, extendedDescription: null }

/**
 * The language of a picture's texts, i.e. of the first text that `textOf` picks; its texts in that language (`own`) and
 * in all others. XMP repeats the text of one language as x-default (ISO 16684-1, 8.2.2.4), which identifies the
 * language. If x-default stands alone, the language is unknown and null.
 */
export function languageTexts(xmp: XmpProperties): {
  language: Language | null
  texts: Record<string, EmbeddedTexts>
  own: EmbeddedTexts
} {
  const texts: Record<string, EmbeddedTexts> = {}
  let language: Language | null | undefined
  for (const [member, [property, tidy]] of Object.entries(PROPERTIES)) {
    const value = xmp.get(property)
    if (typeof value !== 'object' || !('languages' in value)) continue
    const taken = textOf(value)
    for (const [tag, text] of value.languages) {
      const ours = tag === 'x-default' ? null : textLanguageOf(tag)
      if (ours === null) continue
      if (text === taken && language === undefined) language = ours
      texts[ours] = {
        ...(texts[ours] ?? NOTHING),
        [member]: texts[ours]?.[member as keyof EmbeddedTexts] ?? tidy(text),
      }
    }
    if (taken !== null && language === undefined) language = null
  }
  const { [language ?? DEFAULT_LANGUAGE]: own = NOTHING, ...others } = texts
  return { language: language ?? null, texts: others, own: language ? own : NOTHING }
}
