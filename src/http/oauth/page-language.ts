import type { FastifyRequest } from 'fastify'
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

/** The language in the query of a page's address (`lang`), else the one that the browser prefers. */
export function languageOfPage({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): PageLanguage {
  const { lang } = query as { readonly lang?: unknown }
  return pageLanguage([lang, headers['accept-language']].filter((it) => typeof it === 'string').join())
}
