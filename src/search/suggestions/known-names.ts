import { eventName, findEventRecords } from '../../catalogue/events.ts'
import { findLabels, type Label } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import { queryByIds } from '../../db/query-by-ids.ts'
import { closestLanguage, type Language } from '../../lib/languages.ts'
import type { NameKind } from '../completion.ts'
import { nameStarts } from './name-starts.ts'

/** The names of something, in the order in which they are preferred. */
type Names = {
  /** In the language of whoever types, or as its record has it. */
  readonly own: readonly string[]
  /** In other languages. */
  readonly others: readonly string[]
  /** The code of a collection; null for everything else. */
  readonly code: string | null
}

/** The name to which a typed text is completed. */
export type KnownName = { readonly name: string; readonly isOwn: boolean; readonly code: string | null }

const keywordsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('keyword').select(['id', 'text as name']).where('id', 'in', ids),
)
const artistsByIds = queryByIds<{ id: number; name: string }>((db, ids) =>
  db.selectFrom('artist').select(['id', 'name']).where('id', 'in', ids),
)
const collectionsByIds = queryByIds<{ id: number; name: string; code: string }>((db, ids) =>
  db.selectFrom('collection').select(['id', 'name', 'code']).where('id', 'in', ids),
)

/** Returns those names of these records to which the beginning of a name is completed: see `nameStarts`. */
export async function findKnownNames(
  db: Db,
  {
    kind,
    ids,
    prefix,
    language,
  }: { kind: NameKind; ids: readonly number[]; prefix: string; language: Language },
): Promise<Map<number, KnownName>> {
  const isMeant = (name: string) => nameStarts(name).some((start) => start.startsWith(prefix))
  const known = new Map<number, KnownName>()
  if (ids.length === 0) return known
  for (const [id, { own, others, code }] of await namesByKind(db, { kind, ids, language })) {
    const name = own.find(isMeant)
    const other = others.find(isMeant)
    if (name !== undefined) known.set(id, { name, isOwn: true, code })
    else if (other !== undefined) known.set(id, { name: other, isOwn: false, code })
  }
  return known
}

async function namesByKind(
  db: Db,
  { kind, ids, language }: { kind: NameKind; ids: readonly number[]; language: Language },
): Promise<Map<number, Names>> {
  if (kind === 'event') {
    const records = await findEventRecords(db, ids)
    return new Map(
      [...records].map(([id, record]) => [
        id,
        {
          own: [eventName(record, language), record.event.name],
          others: record.names.map(({ name }) => name),
          code: null,
        },
      ]),
    )
  }
  if (kind === 'artist')
    return new Map(
      (await artistsByIds(db, ids)).map(({ id, name }) => [id, { own: [name], others: [], code: null }]),
    )
  if (kind === 'collection')
    return new Map(
      (await collectionsByIds(db, ids)).map(({ id, name, code }) => [id, { own: [name], others: [], code }]),
    )
  const [rows, labels] = await Promise.all([keywordsByIds(db, ids), findLabels(db, ids)])
  return new Map(rows.map(({ id, name }) => [id, namesOfKeyword(name, labels.get(id) ?? [], language)]))
}

function namesOfKeyword(name: string, labels: readonly Label[], language: Language): Names {
  const closest = closestLanguage(
    language,
    labels.map((label) => label.language),
  )
  const own = labels.filter((label) => label.language === closest)
  const others = labels.filter((label) => label.language !== closest)
  return {
    own: [...own.map(({ text }) => text), name],
    others: others.map(({ text }) => text),
    code: null,
  }
}
