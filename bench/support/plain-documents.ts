import { findAssets, findKeywords } from '../../src/catalogue/asset.ts'
import type { Db } from '../../src/db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../src/lib/languages.ts'
import { stemBy, stemmerOf } from '../../src/search/stem.ts'

/** A record as a plain full-text search would index it: only the stems of its own language. */
export type PlainDocument = Readonly<Record<'title' | 'keywords' | 'caption' | 'context', string>> & {
  readonly id: number
}

/** Returns the terms of a text: lower-case stems. */
export function plainTerms(text: string, language: Language = DEFAULT_LANGUAGE): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words.map((word) => withoutDiacritics(stemBy(stemmerOf(language), word))).join(' ')
}

/** Returns the FTS5 `match` expression of a phrase: all of its words, each in English and in the caller's language. */
export function plainMatch(phrase: string, language: Language): string {
  const clauses = phrase.split(' ').map((word) => {
    const variants = new Set([plainTerms(word), plainTerms(word, language)])
    return `(${[...variants].map((term) => `"${term}"`).join(' OR ')})`
  })
  return clauses.join(' AND ')
}

/** Reads records of a catalogue whose texts are in English, without broader keywords. */
export async function plainDocuments(db: Db, ids: readonly number[]): Promise<PlainDocument[]> {
  const [assets, keywords] = await Promise.all([findAssets(db, ids), findKeywords(db, ids)])
  return [...assets.values()].map((asset) => {
    const own = keywords.get(asset.id) ?? []
    const isName = ({ type }: { type: string }) => type === 'Location' || type === 'SpecificPeople'
    const texts = (some: typeof own) => some.map(({ text }) => text)
    const joined = (all: readonly (string | null)[]) => plainTerms(all.filter(Boolean).join(' '))
    return {
      id: asset.id,
      title: joined([asset.title]),
      keywords: joined(texts(own.filter((keyword) => !isName(keyword)))),
      caption: joined([asset.caption, asset.altText, asset.extendedDescription]),
      context: joined([asset.artist, asset.collectionName, ...texts(own.filter(isName))]),
    }
  })
}

/** Removes the marks from Latin, Greek and Cyrillic letters, as the tokenizers of databases do. */
function withoutDiacritics(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
  return bare.normalize('NFC')
}
