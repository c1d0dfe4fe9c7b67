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

type PageRequest = Pick<FastifyRequest, 'headers'> & { readonly query: { readonly lang?: unknown } }

/** The language of the gallery's page that led to this one, else that of the browser. */
export function languageOfPage({ query, headers }: PageRequest): PageLanguage {
  const { lang } = query
  return pageLanguage(typeof lang === 'string' ? lang : headers['accept-language'])
}
