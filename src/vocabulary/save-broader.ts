import { findLabelled } from '../catalogue/keywords.ts'
import { noteRewording } from '../catalogue/rewordings.ts'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import { inShortTransactions } from '../db/short-transactions.ts'
import type { Clock } from '../lib/clock.ts'
import { foldName } from '../lib/text.ts'
import { findCircles } from './circles.ts'
import { saveLabels } from './save-labels.ts'
import { type Place, type Refusal, refuse } from './term.ts'

/** What a file says of the broader terms of one keyword. */
export type BroaderNames = { readonly id: number; readonly place: Place; readonly names: readonly string[] }

const MAX_NAMED = 20
const NO_WORDS = new Map<string, string[]>()

const textsByIds = queryByIds<{ id: number; text: string }>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'text']).where('id', 'in', ids),
)

/**
 * Saves the broader terms of a file once all of its keywords are there. Those that are nobody's, and those that go
 * round in a circle, are left out and answered; the others are saved. `idsByName` says what the file's names are.
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
  for (const { id, place, names } of stated) {
    const found = new Set<number>()
    for (const name of names) {
      const broaderId = idsByName.get(name) ?? (await findKeyword(db, name))
      if (broaderId !== null) found.add(broaderId)
      else refusals.push(refuse(place, 'broader', `"${name}" is no keyword of the file or the library`))
    }
    edges.set(id, [...found])
  }
  refusals.push(...(await cutCircles(db, edges, stated)))
  await inShortTransactions(db, stated, async (tx, { id }) => {
    await saveBroaderOf(tx, id, { broader: edges.get(id) ?? [], now: now() })
  })
  return refusals
}

/** The keyword that the library knows by this id or word. */
async function findKeyword(db: Db, name: string): Promise<number | null> {
  const byId = /^\d{1,10}$/.test(name.replace(/^urn:vitrine:keyword:/, ''))
    ? await db
        .selectFrom('keyword')
        .select('id')
        .where('id', '=', Number(name.replace(/^urn:vitrine:keyword:/, '')))
        .executeTakeFirst()
    : null
  if (byId) return byId.id
  const folded = foldName(name)
  for (const type of ['Keyword', 'Location', 'SpecificPeople']) {
    const known = await db
      .selectFrom('keyword')
      .select('id')
      .where('type', '=', type)
      .where('folded', '=', folded)
      .executeTakeFirst()
    const id = known?.id ?? (await findLabelled(db, { type, folded }))?.id ?? null
    if (id !== null) return id
  }
  return null
}

/** Takes what the file says out of every circle, so that each that is left has an order. */
async function cutCircles(
  db: Db,
  edges: Map<number, number[]>,
  stated: readonly BroaderNames[],
): Promise<Refusal[]> {
  const places = new Map(stated.map(({ id, place }) => [id, place]))
  const refusals: Refusal[] = []
  for (const circle of findCircles(edges)) {
    const members = new Set(circle)
    const ofTheFile = stated.filter(({ id }) => members.has(id)).map(({ id }) => id)
    for (const id of ofTheFile)
      edges.set(
        id,
        edges.get(id)!.filter((to) => !members.has(to)),
      )
    const texts = new Map((await textsByIds(db, circle)).map(({ id, text }) => [id, text]))
    const ordered = [...new Set([...ofTheFile, ...circle])]
    const named = ordered.slice(0, MAX_NAMED).map((id) => texts.get(id))
    const more = ordered.length > MAX_NAMED ? ` and ${ordered.length - MAX_NAMED} more` : ''
    const reason = `goes round in a circle: ${named.join(', ')}${more}; these are left without each other`
    refusals.push(refuse(places.get(ofTheFile[0]!)!, 'broader', reason))
  }
  return refusals
}

/** The keywords right above one. */
export async function findBroaderOf(tx: Db, keywordId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('keywordBroader')
    .select('broaderId')
    .where('keywordId', '=', keywordId)
    .execute()
  return rows.map(({ broaderId }) => broaderId)
}

/** Makes these the broader terms of a keyword. Returns whether they were others before. */
export async function saveBroaderOf(
  tx: Db,
  keywordId: number,
  { broader, now }: { broader: readonly number[]; now: Date },
): Promise<boolean> {
  const known = new Set(await findBroaderOf(tx, keywordId))
  if (known.size === broader.length && broader.every((id) => known.has(id))) return false
  await tx.deleteFrom('keywordBroader').where('keywordId', '=', keywordId).execute()
  for (const broaderId of broader) {
    // What stands above others is a part of the vocabulary, though no line of the file may describe it.
    await saveLabels(tx, broaderId, NO_WORDS)
    await tx.insertInto('keywordBroader').values({ keywordId, broaderId }).execute()
  }
  await noteRewording(tx, keywordId, now)
  return true
}
