import { finishRewordings } from '../catalogue/rewordings.ts'
import type { Db } from '../db/database.ts'
import { inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import { adoptPlainKeywords } from './adopt-plain-keywords.ts'
import { readCsv } from './read-csv.ts'
import { readSkos } from './read-skos.ts'
import { readText } from './read-text.ts'
import { type BroaderNames, saveBroader } from './save-broader.ts'
import { type Saved, saveTerm } from './save-term.ts'
import { isRefusal, type Place, type Refusal, type Term } from './term.ts'

/** The number of terms with each outcome. */
export type ImportSummary = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Plain keywords that went into those of the vocabulary. */
  readonly merged: number
  readonly refused: number
}

/** One keyword of the file is done, or a part of it is refused. */
export type TermOutcome = Saved | Refusal

/** A SKOS document is read whole, for JSON has no lines. */
const MAX_SKOS_CHARACTERS = 200_000_000
const TERMS_AT_ONCE = 100

/**
 * Takes a vocabulary into the library: CSV or SKOS in JSON-LD, told apart by how the file begins. What is wrong costs
 * its line. Importing the same again changes nothing. A running server has the new words within a second or so; an
 * import that was killed is finished by the next one.
 */
export async function importVocabulary(
  { db, now }: { readonly db: Db; readonly now: Clock },
  bytes: AsyncIterable<Uint8Array>,
  onOutcome: (outcome: TermOutcome) => void = () => {},
): Promise<ImportSummary> {
  const counts = { added: 0, updated: 0, unchanged: 0, merged: 0, refused: 0 }
  const report = (outcome: TermOutcome) => {
    counts[outcome.is]++
    onOutcome(outcome)
  }
  const idsByName = new Map<string, number>()
  const places = new Map<number, Place>()
  const broader: BroaderNames[] = []
  const save = async (tx: Db, term: Term) => {
    const saved = await saveTerm(tx, term, { placesById: places, now: now() })
    if (!isRefusal(saved)) {
      places.set(saved.id, term.place)
      if (term.name !== null) idsByName.set(term.name, saved.id)
      if (term.broader !== null) broader.push({ id: saved.id, place: term.place, names: term.broader })
    }
    report(saved)
  }
  for await (const terms of inGroups(readTerms(bytes), report)) await inShortTransactions(db, terms, save)
  // Before the broader terms, whose words would else be those of plain keywords.
  await adoptPlainKeywords(db)
  for (const refusal of await saveBroader({ db, now }, broader, idsByName)) report(refusal)
  return { ...counts, merged: await finishRewordings({ db, now }) }
}

/** Gathers terms before a transaction is begun, which then waits for no file. */
async function* inGroups(
  read: AsyncIterable<Term | Refusal>,
  onRefusal: (refusal: Refusal) => void,
): AsyncGenerator<Term[]> {
  let group: Term[] = []
  for await (const it of read) {
    if (isRefusal(it)) {
      onRefusal(it)
      continue
    }
    group.push(it)
    if (group.length < TERMS_AT_ONCE) continue
    yield group
    group = []
  }
  yield group
}

async function* readTerms(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Term | Refusal> {
  const text = readText(bytes)
  let beginning = ''
  for (let next = await text.next(); !next.done; next = await text.next()) {
    beginning += next.value
    if (beginning.trim() !== '') break
  }
  const whole = (async function* () {
    yield beginning
    yield* text
  })()
  if (/^\s*[[{]/.test(beginning)) yield* readSkos(await gathered(whole))
  else yield* readCsv(whole)
}

async function gathered(text: AsyncIterable<string>): Promise<string> {
  const parts: string[] = []
  let characters = 0
  for await (const part of text) {
    parts.push(part)
    characters += part.length
    if (characters > MAX_SKOS_CHARACTERS)
      throw new Problem(
        'InvalidVocabulary',
        `The file has more than ${MAX_SKOS_CHARACTERS} characters; a CSV file may be of any size.`,
      )
  }
  return parts.join('')
}
