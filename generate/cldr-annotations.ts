import { readFile } from 'node:fs/promises'
import { DEFAULT_LANGUAGE, LANGUAGES } from '../src/lib/languages.ts'

/** What a language calls each emoji: its short name, and keywords that people look for it with. */
export type Annotations = ReadonlyMap<string, { readonly name: string; readonly keywords: readonly string[] }>

/** Where the locale of CLDR is not named as our language. What a locale leaves out, the one before it has. */
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

/** The version of CLDR that the annotations are of. */
export async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(new URL(PACKAGE), 'utf8')).version
}

async function readLocale(locale: string): Promise<Record<string, Entry>> {
  const path = new URL(`annotations/${locale}/annotations.json`, PACKAGE)
  return JSON.parse(await readFile(path, 'utf8')).annotations.annotations
}
