import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { alignKeywords } from './align-keywords.ts'
import { type Annotations, readAllAnnotations, readVersion } from './cldr-annotations.ts'
import { nameSynonyms } from './name-synonyms.ts'

/**
 * Makes src/search/concepts/data/concept-words.json from the annotations of Unicode CLDR: the words of each language for
 * a thing. Run it with `npm run concepts` after an update of the package.
 */
const FILE = fileURLToPath(new URL('../src/search/concepts/data/concept-words.json', import.meta.url))

/** All variants of English are one language here; British words are synonyms. */
const ENGLISH = ['en-US', 'en-GB'] as const
/** A keyword with partners in fewer languages may have found them by chance. */
const MIN_LANGUAGES = 3
/** Names of signs that nobody searches pictures for, and names that only distinguish variants. */
const NOT_A_THING = /button|arrow|circle|square|o’clock|-thirty|[^\p{L}\p{M}’' -]/u
const WORD = /^[\p{L}\p{M}’' -]+$/u
/** A single letter, except in scripts in which it can be a word. */
const LETTER = /^[^\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]$/u
/** Nobody types longer names, which describe a picture ("person in steamy room"). */
const MAX_WORDS = 3

type Words = Map<string, Set<string>>

/** The content of the data file: one line for each concept, with its words in each language. */
export async function makeConceptWords(): Promise<string> {
  const all = new Map([...(await readAllAnnotations())].map(([language, of]) => [language, pictures(of)]))
  const concepts = collectConcepts(all)
  const languages = ['en', ...[...all.keys()].filter((language) => !language.startsWith('en'))]
  const lines = [...concepts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, words]) =>
      JSON.stringify(languages.map((language) => [...(words.get(language) ?? [])].join('|'))),
    )
  const source = `Unicode CLDR ${await readVersion()}, annotations. Unicode License v3, see NOTICE.`
  const head = `"source": ${JSON.stringify(source)},\n"languages": ${JSON.stringify(languages)}`
  return `{\n${head},\n"concepts": [\n${lines.join(',\n')}\n]\n}\n`
}

const isWord = (text: string) => WORD.test(text) && !LETTER.test(text)

const pictures = (annotations: Annotations): Annotations =>
  new Map([...annotations].filter(([character]) => /\p{Extended_Pictographic}/u.test(character)))

/** Collects words by language for each English word. */
function collectConcepts(all: ReadonlyMap<string, Annotations>): Map<string, Words> {
  const concepts = new Map<string, Words>()
  const add = (english: string, language: string, words: readonly string[]) => {
    const concept = concepts.get(english) ?? new Map([['en', new Set([english])]])
    concepts.set(english, concept)
    const known = concept.get(language) ?? new Set()
    concept.set(language, new Set([...known, ...words.map((word) => word.toLowerCase())]))
  }
  const english = all.get('en-US')!
  const others = new Map([...all].filter(([language]) => !ENGLISH.some((it) => it === language)))
  const synonyms = nameSynonyms(english, [...others.values()])
  for (const [character, { name }] of english) {
    if (NOT_A_THING.test(name) || name.split(' ').length > MAX_WORDS) continue
    const names = [name, all.get('en-GB')!.get(character)!.name, synonyms.get(character) ?? name]
    add(name.toLowerCase(), 'en', names)
    for (const [language, annotations] of others)
      add(name.toLowerCase(), language, namesOf(annotations.get(character)?.name ?? ''))
  }
  for (const [word, pairs] of pairsOf(english, others))
    for (const [language, other] of pairs) add(word, language, [other])
  return concepts
}

/** Keywords that mean the same in several languages, by the English one. */
function pairsOf(english: Annotations, others: ReadonlyMap<string, Annotations>) {
  const pairs = [...others].flatMap(([language, annotations]) =>
    alignKeywords(english, annotations)
      .filter((pair) => isWord(pair.english) && isWord(pair.word))
      .map((pair) => ({ ...pair, language })),
  )
  return [...Map.groupBy(pairs, (pair) => pair.english)]
    .filter(([, found]) => found.length >= MIN_LANGUAGES)
    .map(([word, found]) => [word, found.map((pair) => [pair.language, pair.word] as const)] as const)
}

/**
 * The words that a name stands for: "Lehrer(in)" and "Koch/Köchin" are two each, and "(tous genres)" is a remark.
 */
function namesOf(name: string): string[] {
  return name
    .replace(/\s+\([^)]*\)/g, '')
    .split('/')
    .flatMap((part) => [part.replace(/\(\p{L}+\)/gu, ''), part.replace(/[()]/g, '')])
    .map((part) => part.trim())
    .filter((part) => isWord(part) && !part.startsWith('-'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await makeConceptWords()
  const known = await readFile(FILE, 'utf8').catch(() => '')
  await writeFile(FILE, made)
  process.stdout.write(`${made === known ? 'Unchanged' : 'Written'}: ${FILE}\n`)
}
