import { randomFrom } from '../../../src/lib/random.ts'

/** Words without which no caption is written. */
export const SMALL_WORDS = 'the of in a and with on at to for from by as is during'.split(' ')

/** The most frequent keywords. */
const FREQUENT =
  'woman people outdoors man adult one person day photography horizontal business lifestyle nature family happy smiling young beautiful portrait city travel summer beach child girl boy food office technology computer sky sea mountain forest water sunset light background white black color fashion beauty sport football running team work student school health medical doctor house home kitchen street building architecture dog cat animal flower tree'.split(
    ' ',
  )
const SYLLABLES =
  'ba be bi bo bu ca co cu da de di do fa fe fi ga go gra ha he ho ja jo ka ke ki la le li lo lu ma me mi mo mu na ne ni no pa pe pi po pra ra re ri ro sa se si so sta ta te ti to tra va ve vi vo wa we za zo shi che tho'.split(
    ' ',
  )
const ENDINGS = ['n', 'r', 's', 'l', 'm', 't', 'x', 'd', '', 'nd', 'st', 'ck']
const KEYWORD_COUNT = 50_000
/** Words of which pairs are made. */
const PAIRED = 6000
const SEED = 7

/** Keywords, the most frequent first: every fifth after the first ones is a pair of words. */
export const KEYWORDS: string[] = []
/** The single words among them. */
export const WORDS: string[] = []

const random = randomFrom(SEED)
const used = new Set([...FREQUENT, ...SMALL_WORDS])
for (let rank = 0; rank < KEYWORD_COUNT; rank++) {
  if (rank >= FREQUENT.length && rank % 5 === 4) KEYWORDS.push(makePair())
  else {
    const word = FREQUENT[WORDS.length] ?? makeWord()
    WORDS.push(word)
    KEYWORDS.push(word)
  }
}

function makePair(): string {
  const pick = () => WORDS[Math.floor(random.next() ** 2 * Math.min(WORDS.length, PAIRED))]!
  const first = pick()
  let second: string
  do second = pick()
  while (second === first)
  return `${first} ${second}`
}

function makeWord(): string {
  for (;;) {
    const syllables = 2 + Math.floor(random.next() * 2.5)
    let word = ''
    for (let index = 0; index < syllables; index++) word += random.pick(SYLLABLES)
    word += random.pick(ENDINGS)
    if (used.has(word) || word.length < 4) continue
    used.add(word)
    return word
  }
}
