import { preferredTags } from '../negotiate-language.ts'
import { PAGE_LANGUAGES, type PageLanguage } from './sign-in-words.ts'

/** The language of the gallery that an Accept-Language header prefers; English when it names none of them. */
export function pageLanguage(header: string | undefined): PageLanguage {
  for (const tag of preferredTags(header ?? '')) {
    const language = PAGE_LANGUAGES.find((code) => code === tag.split('-')[0])
    if (language) return language
  }
  return 'en'
}
