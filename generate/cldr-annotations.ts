import { readFile } from 'node:fs/promises'
import { DEFAULT_LANGUAGE, LANGUAGES } from '../src/lib/languages.ts'

/** The short name of each emoji in a language, and keywords to search for it. */
export type Annotations = ReadonlyMap<string, { readonly name: string; readonly keywords: readonly string[] }>

/** The CLDR locales of our languages, if they are named differently; each locale overrides the one before it. */
const LOCALES: Readonly<Record<string, readonly string[]>> = {
  'en-GB': ['en', 'en-GB'],
  'en-US': ['en'],
  'pt-BR': ['pt'],
  'pt-PT': ['pt', 'pt-PT'],
  'zh-HK': ['zh-Hant', 'zh-Hant-HK'],
}

const PACKAGE = import.meta.resolve('cldr-annotations-full/package.json')

type Entry = { readonly default?: readonly string[]; readonly tts?: readonly string[] }

/** The annotations of Unicode CLDR (UTS 35, part 2, "Annotations") for each language that answers can have. */
export async function readAllAnnotations(): Promise<Map<string, Annotations>> {
  const all = await Promise.all(LANGUAGES.map(async (it) => [it, await readAnnotations(it)] as const))
  return new Map(all)
}

/** The annotations of Unicode CLDR for one language, from the npm package of their JSON. */
export async function readAnnotations(language: string = DEFAULT_LANGUAGE): Promise<Annotations> {
  const found = new Map<string, { name: string; keywords: readonly string[] }>()
  for (const locale of LOCALES[language] ?? [language]) {
    for (const [emoji, entry] of Object.entries(await readLocale(locale))) {
      const known = found.get(emoji)
      const name = entry.tts?.[0] ?? known?.name
      if (name !== undefined) found.set(emoji, { name, keywords: entry.default ?? known?.keywords ?? [] })
    }
  }
  return found
}

/** The CLDR version of the annotations. */
export async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(new URL(PACKAGE), 'utf8')).version
}

async function readLocale(locale: string): Promise<Record<string, Entry>> {
  const path = new URL(`annotations/${locale}/annotations.json`, PACKAGE)
  return JSON.parse(await readFile(path, 'utf8')).annotations.annotations
}
