import { logChange } from '../catalogue/changes.ts'
import { ensureEnumerated, enumeratedKeyword, isNameOf } from '../catalogue/keywords.ts'
import { nextId, reserveId } from '../catalogue/next-id.ts'
import { freeWord, noteMerge, noteRewording } from '../catalogue/rewordings.ts'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import { saveLabels } from './save-labels.ts'
import { isRefusal, type Place, placeName, type Refusal, refuse, type Term } from './term.ts'

/** A saved keyword, and what saving changed. */
export type Saved = { readonly id: number; readonly is: 'added' | 'updated' | 'unchanged' }
type Known = {
  readonly id: number
  readonly type: string
  readonly text: string
  readonly folded: string
  readonly isListed: boolean
}

/** Below it ids are those of the contract's own filters. */
const FIRST_GIVEN_ID = 1000

/**
 * Saves one keyword of a file. It is known again by its id, else by its type and its word. A keyword that ingest made
 * of a plain word becomes that of the vocabulary: it is adopted, or goes into it when the file gives another id.
 */
export async function saveTerm(
  tx: Db,
  term: Term,
  { placesById, now }: { placesById: ReadonlyMap<number, Place>; now: Date },
): Promise<Saved | Refusal> {
  const target = await findTarget(tx, term)
  if (isRefusal(target)) return target
  const { id, isNew } = target
  const place = placesById.get(id)
  if (place) {
    const field = term.id === id ? 'id' : DEFAULT_LANGUAGE
    return refuse(term.place, field, `is keyword ${id} of ${placeName(place)} already`)
  }
  const renamed = target.known ? await rename(tx, target.known, term) : false
  if (typeof renamed !== 'boolean') return renamed
  const words = id < FIRST_GIVEN_ID ? await extended(tx, id, term.words) : term.words
  const isChanged = (await saveLabels(tx, id, words)) || renamed
  if (isNew) await logChange(tx, { subject: 'keyword', ids: [id], kind: 'added', at: now })
  else if (isChanged) await noteRewording(tx, id, now)
  return { id, is: isNew ? 'added' : isChanged ? 'updated' : 'unchanged' }
}

/** The words of a filter's value are its own, and those of the file beside them. */
async function extended(tx: Db, id: number, words: Term['words']): Promise<Term['words']> {
  const { text } = await tx
    .selectFrom('keyword')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return new Map([...words, [DEFAULT_LANGUAGE, [text, ...(words.get(DEFAULT_LANGUAGE) ?? [])]]])
}

/** Which keyword it is; `known` when type and word of the file become those of the keyword. */
type Target = { readonly id: number; readonly isNew: boolean; readonly known?: Known }

async function findTarget(tx: Db, term: Term): Promise<Target | Refusal> {
  const word = term.words.get(DEFAULT_LANGUAGE)?.[0] ?? null
  const folded = word === null ? null : foldName(word)
  const enumerated = await findEnumerated(tx, term, folded)
  if (enumerated) return enumerated
  const byId = term.id === null ? null : await findKnown(tx, { id: term.id })
  if (byId && (byId.isListed || byId.folded === folded)) return { id: byId.id, isNew: false, known: byId }
  if (word === null || folded === null)
    return refuse(term.place, DEFAULT_LANGUAGE, 'is missing, and no keyword of the library has this id')
  const type = term.type ?? 'Keyword'
  const byWord = await findKnown(tx, { type, folded })
  const free = byId ? null : term.id
  if (byWord && (byWord.isListed || free === null)) return { id: byWord.id, isNew: false, known: byWord }
  const id = free ?? (await nextId(tx, 'keyword'))
  if (byWord) await freeWord(tx, byWord.id)
  await tx.insertInto('keyword').values({ id, type, code: null, text: word, folded }).execute()
  await reserveId(tx, 'keyword', id)
  if (byWord) await noteMerge(tx, { id: byWord.id, intoId: id })
  return { id, isNew: true }
}

/** The keyword of a filter's value, by its id or, as for any plain word, by its name. */
async function findEnumerated(tx: Db, term: Term, folded: string | null): Promise<Target | Refusal | null> {
  const isOurs = term.id !== null && term.id < FIRST_GIVEN_ID
  const byId = isOurs ? enumeratedKeyword({ id: term.id! }) : null
  if (isOurs && byId === null)
    return refuse(term.place, 'id', `${term.id} is none of the ids below ${FIRST_GIVEN_ID} that filters have`)
  const isPlain = (term.type ?? 'Keyword') === 'Keyword'
  const byWord = folded === null ? null : enumeratedKeyword({ folded })
  const isMeant = byWord && (byWord.type === term.type || (isPlain && isNameOf(byWord, folded!)))
  const found = byId ?? (isMeant ? byWord : null)
  if (found === null) return null
  if (byId && term.type !== null && term.type !== byId.type)
    return refuse(term.place, 'type', `is ${byId.type} for keyword ${byId.id} and cannot be another`)
  return { id: await ensureEnumerated(tx, found), isNew: false }
}

/** Gives a known keyword the type and the word of the file; a plain keyword that has this word goes into it. */
async function rename(tx: Db, known: Known, term: Term): Promise<boolean | Refusal> {
  const type = term.type ?? known.type
  const text = term.words.get(DEFAULT_LANGUAGE)?.[0] ?? known.text
  const folded = foldName(text)
  if (type === known.type && text === known.text) return false
  const other = await findKnown(tx, { type, folded })
  if (other && other.id !== known.id) {
    if (other.isListed)
      return refuse(term.place, DEFAULT_LANGUAGE, `"${text}" is the word of keyword ${other.id} already`)
    await noteMerge(tx, { id: other.id, intoId: known.id })
  }
  await tx.updateTable('keyword').set({ type, text, folded }).where('id', '=', known.id).execute()
  return true
}

/** A keyword; `isListed` when it is one of the vocabulary and not merely a word that some picture has. */
async function findKnown(
  tx: Db,
  by: { id: number } | { type: string; folded: string },
): Promise<Known | null> {
  const known = await tx
    .selectFrom('keyword')
    .select(['id', 'type', 'text', 'folded'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('keywordLabel')
            .select('keywordId')
            .whereRef('keywordLabel.keywordId', '=', 'keyword.id'),
        )
        .as('isListed'),
    )
    .$if('id' in by, (query) => query.where('id', '=', (by as { id: number }).id))
    .$if('type' in by, (query) => {
      const { type, folded } = by as { type: string; folded: string }
      return query.where('type', '=', type).where('folded', '=', folded)
    })
    .executeTakeFirst()
  return known ? { ...known, isListed: Boolean(known.isListed) } : null
}
