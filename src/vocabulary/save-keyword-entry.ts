import { logChange } from '../catalogue/changes.ts'
import { clearFoldedText, queueKeywordMerge, queueKeywordUpdate } from '../catalogue/keyword-changes.ts'
import { ensureEnumerated, enumeratedKeyword, isNameOf } from '../catalogue/keywords.ts'
import { nextId, reserveId } from '../catalogue/next-id.ts'
import type { Db } from '../db/database.ts'
import { DEFAULT_LANGUAGE } from '../lib/languages.ts'
import { foldName } from '../lib/text.ts'
import {
  describeLocation,
  type FileLocation,
  isRefusal,
  type KeywordEntry,
  type Refusal,
  refuse,
} from './keyword-entry.ts'
import { saveLabels } from './save-labels.ts'

/** A saved keyword, and whether it was added or changed. */
export type SavedKeyword = { readonly id: number; readonly is: 'added' | 'updated' | 'unchanged' }
/** A keyword of the library; `isListed` if it belongs to the vocabulary and is not just a word of some picture. */
type ExistingKeyword = {
  readonly id: number
  readonly type: string
  readonly text: string
  readonly folded: string
  readonly isListed: boolean
}

/** Lower ids are those of filter values, which the contract defines. */
const FIRST_CHOSEN_ID = 1000

/**
 * Saves one keyword of a file. An existing keyword is identified by its id, else by its type and label. A keyword that
 * an ingest created from a plain word becomes part of the vocabulary; if the file gives it another id, it is merged
 * into the keyword with that id.
 */
export async function saveKeywordEntry(
  tx: Db,
  entry: KeywordEntry,
  { locationsById, now }: { locationsById: ReadonlyMap<number, FileLocation>; now: Date },
): Promise<SavedKeyword | Refusal> {
  const target = await findTarget(tx, entry)
  if (isRefusal(target)) return target
  const { id, isNew } = target
  const earlier = locationsById.get(id)
  if (earlier) {
    const field = entry.id === id ? 'id' : DEFAULT_LANGUAGE
    return refuse(
      entry.location,
      field,
      `names keyword ${id}, which ${describeLocation(earlier)} describes already`,
    )
  }
  const renamed = target.existing ? await rename(tx, target.existing, entry) : false
  if (typeof renamed !== 'boolean') return renamed
  const labels = id < FIRST_CHOSEN_ID ? await withOwnName(tx, id, entry.labels) : entry.labels
  const isChanged = (await saveLabels(tx, id, labels)) || renamed
  if (isNew) await logChange(tx, { subject: 'keyword', ids: [id], kind: 'added', at: now })
  else if (isChanged) await queueKeywordUpdate(tx, id, now)
  return { id, is: isNew ? 'added' : isChanged ? 'updated' : 'unchanged' }
}

/** The labels of a filter value: its own name stays the preferred one, and those of the file are added. */
async function withOwnName(
  tx: Db,
  id: number,
  labels: KeywordEntry['labels'],
): Promise<KeywordEntry['labels']> {
  const { text } = await tx
    .selectFrom('keyword')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return new Map([...labels, [DEFAULT_LANGUAGE, [text, ...(labels.get(DEFAULT_LANGUAGE) ?? [])]]])
}

/** The keyword that an entry describes; with `existing`, it takes the type and name of the entry. */
type Target = { readonly id: number; readonly isNew: boolean; readonly existing?: ExistingKeyword }

async function findTarget(tx: Db, entry: KeywordEntry): Promise<Target | Refusal> {
  const name = entry.labels.get(DEFAULT_LANGUAGE)?.[0] ?? null
  const folded = name === null ? null : foldName(name)
  const enumerated = await findEnumerated(tx, entry, folded)
  if (enumerated) return enumerated
  const byId = entry.id === null ? null : await findExisting(tx, { id: entry.id })
  if (byId && (byId.isListed || byId.folded === folded)) return { id: byId.id, isNew: false, existing: byId }
  if (name === null || folded === null)
    return refuse(entry.location, DEFAULT_LANGUAGE, 'is missing, and the library has no keyword with this id')
  const type = entry.type ?? 'Keyword'
  const byName = await findExisting(tx, { type, folded })
  const unusedId = byId ? null : entry.id
  if (byName && (byName.isListed || unusedId === null))
    return { id: byName.id, isNew: false, existing: byName }
  const id = unusedId ?? (await nextId(tx, 'keyword'))
  if (byName) await clearFoldedText(tx, byName.id)
  await tx.insertInto('keyword').values({ id, type, code: null, text: name, folded }).execute()
  await reserveId(tx, 'keyword', id)
  if (byName) await queueKeywordMerge(tx, { id: byName.id, intoId: id })
  return { id, isNew: true }
}

/** Returns the filter value with the id of the entry, or with its name as for any plain word; null if there is none. */
async function findEnumerated(
  tx: Db,
  entry: KeywordEntry,
  folded: string | null,
): Promise<Target | Refusal | null> {
  const isReserved = entry.id !== null && entry.id < FIRST_CHOSEN_ID
  const byId = isReserved ? enumeratedKeyword({ id: entry.id! }) : null
  if (isReserved && byId === null)
    return refuse(
      entry.location,
      'id',
      `${entry.id} is not the id of a filter value; ids below ${FIRST_CHOSEN_ID} are reserved for these`,
    )
  const isPlain = (entry.type ?? 'Keyword') === 'Keyword'
  const byLabel = folded === null ? null : enumeratedKeyword({ folded })
  const isSame = byLabel && (byLabel.type === entry.type || (isPlain && isNameOf(byLabel, folded!)))
  const found = byId ?? (isSame ? byLabel : null)
  if (found === null) return null
  if (byId && entry.type !== null && entry.type !== byId.type)
    return refuse(entry.location, 'type', `must be ${byId.type} for keyword ${byId.id}`)
  return { id: await ensureEnumerated(tx, found), isNew: false }
}

/**
 * Gives a keyword the type and name of the entry. A plain keyword with this name is merged into it. Returns whether
 * they changed.
 */
async function rename(tx: Db, existing: ExistingKeyword, entry: KeywordEntry): Promise<boolean | Refusal> {
  const type = entry.type ?? existing.type
  const text = entry.labels.get(DEFAULT_LANGUAGE)?.[0] ?? existing.text
  const folded = foldName(text)
  if (type === existing.type && text === existing.text) return false
  const other = await findExisting(tx, { type, folded })
  if (other && other.id !== existing.id) {
    if (other.isListed)
      return refuse(entry.location, DEFAULT_LANGUAGE, `"${text}" is already the name of keyword ${other.id}`)
    await queueKeywordMerge(tx, { id: other.id, intoId: existing.id })
  }
  await tx.updateTable('keyword').set({ type, text, folded }).where('id', '=', existing.id).execute()
  return true
}

async function findExisting(
  tx: Db,
  by: { id: number } | { type: string; folded: string },
): Promise<ExistingKeyword | null> {
  const keyword = await tx
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
  return keyword ? { ...keyword, isListed: Boolean(keyword.isListed) } : null
}
