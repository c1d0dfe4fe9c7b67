import { queueKeywordUpdate } from '../catalogue/keyword-changes.ts'
import { findLabelled } from '../catalogue/keywords.ts'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { foldName } from '../lib/text.ts'
import { findCycles } from './cycles.ts'
import { type FileLocation, type Refusal, refuse } from './keyword-entry.ts'
import { KEYWORDS } from './read-skos.ts'
import { saveLabels } from './save-labels.ts'

/** The broader keywords that a file names for a keyword. */
export type BroaderNames = {
  readonly id: number
  readonly location: FileLocation
  readonly names: readonly string[]
}

/** How many keywords of a cycle a refusal names. */
const MAX_NAMED = 20
const NO_LABELS = new Map<string, string[]>()

const textsByIds = queryByIds<{ id: number; text: string }>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'text']).where('id', 'in', ids),
)

/**
 * Saves the broader keywords of a file after all of its keywords. Names that are not found and broader keywords that
 * form a cycle are returned as refusals; all others are saved.
 *
 * @param idsByName the keywords of the file by the names that the file uses for them.
 */
export async function saveBroader(
  { db, now }: { readonly db: Db; readonly now: Clock },
  stated: readonly BroaderNames[],
  idsByName: ReadonlyMap<string, number>,
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  const edges = new Map<number, number[]>()
  for (const { keywordId, broaderId } of await db.selectFrom('keywordBroader').selectAll().execute())
    edges.set(keywordId, [...(edges.get(keywordId) ?? []), broaderId])
  for (const { id, location, names } of stated) {
    const found = new Set<number>()
    for (const name of names) {
      const broaderId = idsByName.get(name) ?? (await findKeyword(db, name))
      if (broaderId !== null) found.add(broaderId)
      else refusals.push(refuse(location, 'broader', `"${name}" is not a keyword of the file or the library`))
    }
    edges.set(id, [...found])
  }
  refusals.push(...(await breakCycles(db, edges, stated)))
  await inShortTransactions(db, stated, async (tx, { id }) => {
    await saveBroaderOf(tx, id, { broader: edges.get(id) ?? [], now: now() })
  })
  return refusals
}

/** Returns the id of the keyword with this id, URI or label. */
async function findKeyword(db: Db, name: string): Promise<number | null> {
  const id = name.startsWith(KEYWORDS) ? name.slice(KEYWORDS.length) : name
  const byId = /^\d{1,10}$/.test(id)
    ? await db.selectFrom('keyword').select('id').where('id', '=', Number(id)).executeTakeFirst()
    : null
  if (byId) return byId.id
  const folded = foldName(name)
  for (const type of ['Keyword', 'Location', 'SpecificPeople']) {
    const byText = await db
      .selectFrom('keyword')
      .select('id')
      .where('type', '=', type)
      .where('folded', '=', folded)
      .executeTakeFirst()
    const found = byText ?? (await findLabelled(db, { type, folded }))
    if (found) return found.id
  }
  return null
}

/**
 * Removes the edges that the file added to cycles from `edges`, so that no cycle is left. Returns a refusal per cycle.
 */
async function breakCycles(
  db: Db,
  edges: Map<number, number[]>,
  stated: readonly BroaderNames[],
): Promise<Refusal[]> {
  const locations = new Map(stated.map(({ id, location }) => [id, location]))
  const refusals: Refusal[] = []
  for (const cycle of findCycles(edges)) {
    const members = new Set(cycle)
    const ofTheFile = stated.filter(({ id }) => members.has(id)).map(({ id }) => id)
    for (const id of ofTheFile)
      edges.set(
        id,
        edges.get(id)!.filter((to) => !members.has(to)),
      )
    const texts = new Map((await textsByIds(db, cycle)).map(({ id, text }) => [id, text]))
    const ordered = [...new Set([...ofTheFile, ...cycle])]
    const named = ordered.slice(0, MAX_NAMED).map((id) => texts.get(id))
    const more = ordered.length > MAX_NAMED ? ` and ${ordered.length - MAX_NAMED} more` : ''
    const reason = `forms a cycle: ${named.join(', ')}${more}; broader keywords between these were ignored`
    refusals.push(refuse(locations.get(ofTheFile[0]!)!, 'broader', reason))
  }
  return refusals
}

/** Returns the direct broader keywords of a keyword. */
export async function findBroaderOf(tx: Db, keywordId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('keywordBroader')
    .select('broaderId')
    .where('keywordId', '=', keywordId)
    .execute()
  return rows.map(({ broaderId }) => broaderId)
}

/** Replaces the broader keywords of a keyword. Returns whether they changed. */
export async function saveBroaderOf(
  tx: Db,
  keywordId: number,
  { broader, now }: { broader: readonly number[]; now: Date },
): Promise<boolean> {
  const before = new Set(await findBroaderOf(tx, keywordId))
  if (before.size === broader.length && broader.every((id) => before.has(id))) return false
  await tx.deleteFrom('keywordBroader').where('keywordId', '=', keywordId).execute()
  for (const broaderId of broader) {
    // A broader keyword belongs to the vocabulary even if the file does not describe it, so it gets its label.
    await saveLabels(tx, broaderId, NO_LABELS)
    await tx.insertInto('keywordBroader').values({ keywordId, broaderId }).execute()
  }
  await queueKeywordUpdate(tx, keywordId, now)
  return true
}
