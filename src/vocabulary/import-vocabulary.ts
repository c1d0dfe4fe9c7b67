import { applyKeywordChanges } from '../catalogue/keyword-changes.ts'
import type { Db } from '../db/database.ts'
import { inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import { adoptPlainKeywords } from './adopt-plain-keywords.ts'
import { type FileLocation, isRefusal, type KeywordEntry, type Refusal } from './keyword-entry.ts'
import { readCsv } from './read-csv.ts'
import { readSkos } from './read-skos.ts'
import { readText } from './read-text.ts'
import { type BroaderNames, saveBroader } from './save-broader.ts'
import { type SavedKeyword, saveKeywordEntry } from './save-keyword-entry.ts'

/** The number of keywords with each outcome. */
export type ImportSummary = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** Plain keywords that were merged into keywords of the vocabulary. */
  readonly merged: number
  readonly refused: number
}

/** A saved keyword, or a part of the file that was refused. */
export type EntryOutcome = SavedKeyword | Refusal

/** Maximum size of a SKOS document, which is read into memory because JSON cannot be read line by line. */
const MAX_SKOS_CHARACTERS = 200_000_000
const ENTRIES_PER_GROUP = 100

/**
 * Imports a vocabulary from CSV or SKOS in JSON-LD, which are recognised by the beginning of the file. Invalid lines or
 * concepts are refused one by one. Importing the same file again changes nothing. A running server uses the new labels
 * about a second later. An import that was killed is completed by the next one.
 *
 * @throws Problem InvalidVocabulary if the file as a whole cannot be read.
 */
export async function importVocabulary(
  { db, now }: { readonly db: Db; readonly now: Clock },
  bytes: AsyncIterable<Uint8Array>,
  onOutcome: (outcome: EntryOutcome) => void = () => {},
): Promise<ImportSummary> {
  const counts = { added: 0, updated: 0, unchanged: 0, merged: 0, refused: 0 }
  const report = (outcome: EntryOutcome) => {
    counts[outcome.is]++
    onOutcome(outcome)
  }
  const idsByName = new Map<string, number>()
  const locationsById = new Map<number, FileLocation>()
  const broader: BroaderNames[] = []
  const save = async (tx: Db, entry: KeywordEntry) => {
    const saved = await saveKeywordEntry(tx, entry, { locationsById, now: now() })
    if (!isRefusal(saved)) {
      locationsById.set(saved.id, entry.location)
      if (entry.name !== null) idsByName.set(entry.name, saved.id)
      if (entry.broader !== null)
        broader.push({ id: saved.id, location: entry.location, names: entry.broader })
    }
    report(saved)
  }
  for await (const entries of inGroups(readEntries(bytes), report))
    await inShortTransactions(db, entries, save)
  // Before the broader keywords are resolved by their labels, which might otherwise find plain keywords.
  await adoptPlainKeywords(db)
  for (const refusal of await saveBroader({ db, now }, broader, idsByName)) report(refusal)
  return { ...counts, merged: await applyKeywordChanges({ db, now }) }
}

/** Yields entries in groups, each read before its transaction begins, so that transactions do not wait for the file. */
async function* inGroups(
  read: AsyncIterable<KeywordEntry | Refusal>,
  onRefusal: (refusal: Refusal) => void,
): AsyncGenerator<KeywordEntry[]> {
  let group: KeywordEntry[] = []
  for await (const it of read) {
    if (isRefusal(it)) {
      onRefusal(it)
      continue
    }
    group.push(it)
    if (group.length < ENTRIES_PER_GROUP) continue
    yield group
    group = []
  }
  yield group
}

async function* readEntries(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<KeywordEntry | Refusal> {
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
  if (/^\s*[[{]/.test(beginning)) yield* readSkos(await joined(whole))
  else yield* readCsv(whole)
}

async function joined(text: AsyncIterable<string>): Promise<string> {
  const parts: string[] = []
  let characters = 0
  for await (const part of text) {
    parts.push(part)
    characters += part.length
    if (characters > MAX_SKOS_CHARACTERS)
      throw new Problem(
        'InvalidVocabulary',
        `The file has more than ${MAX_SKOS_CHARACTERS} characters. A CSV file may be of any size.`,
      )
  }
  return parts.join('')
}
