import type { Db } from '../../db/database.ts'
import { textList } from '../../db/lists.ts'
import type { ExternalIdTable } from '../../db/tables/assets.ts'
import type { PreparedRecord } from './prepared-record.ts'

type Kind = ExternalIdTable['kind']
/** A record of the library, and the hash of the manifest record that it was last saved from. */
export type KnownRecord = { readonly id: number; readonly recordHash: string | null }

/** A collection of the library, as far as decisions depend on it. */
export type KnownCollection = { readonly id: number; readonly name: string; readonly code: string }

/** The records of the library that some manifest records refer to by their source's ids, by file or by collection. */
export type KnownRecords = {
  find(kind: Kind, source: string, value: string): KnownRecord | null
  /** Finds the asset whose record named this file. */
  findFile(absolute: string): KnownRecord | null
  findCollection(
    by: { readonly id: number } | { readonly name: string } | { readonly code: string },
  ): Promise<KnownCollection | null>
  /** Adds a record that was just saved. */
  add(kind: Kind, source: string, value: string, record: KnownRecord): void
}

/** Looks up the ids and files of all records at once: one look-up for each would take most of the time of an import. */
export async function findKnownRecords(db: Db, records: readonly PreparedRecord[]): Promise<KnownRecords> {
  const ids = await externalIds(db, records.flatMap(namesOf))
  const paths = records.flatMap(({ file }) => (file === null ? [] : [file.absolute]))
  const files = paths.length === 0 ? [] : await manifestFiles(db, paths)
  const byName = new Map<string, KnownRecord>(ids.map((row) => [keyOf(row.kind, row.source, row.value), row]))
  const byPath = new Map<string, KnownRecord>(files.map((row) => [row.path, row]))
  return {
    find: (kind, source, value) => byName.get(keyOf(kind, source, value)) ?? null,
    findFile: (absolute) => byPath.get(absolute) ?? null,
    findCollection: (by) => findCollection(db, by),
    add: (kind, source, value, record) => void byName.set(keyOf(kind, source, value), record),
  }
}

type Name = [kind: Kind, source: string, value: string]

/** Returns the ids that a record has or refers to. */
function namesOf({ mapped }: PreparedRecord): Name[] {
  if (mapped.kind === 'keyword' || mapped.kind === 'order' || mapped.kind === 'send_event') return []
  const { kind, source } = mapped
  const own: Name[] = mapped.id === null ? [] : [[kind, source, mapped.id]]
  if (mapped.kind === 'asset')
    return [...own, ...mapped.eventIds.map((id) => ['event', source, id] as [Kind, string, string])]
  if (mapped.kind === 'collection') return own
  return [
    ...own,
    ...(mapped.parentId === null ? [] : [['event', source, mapped.parentId] as [Kind, string, string]]),
    ...(mapped.heroId === null ? [] : [['asset', source, mapped.heroId] as [Kind, string, string]]),
  ]
}

async function externalIds(db: Db, names: readonly Name[]): Promise<ExternalIdTable[]> {
  const found: ExternalIdTable[] = []
  for (const group of Map.groupBy(names, ([kind, source]) => `${kind}\n${source}`).values()) {
    const [kind, source] = group[0]!
    const values = textList(
      db,
      group.map(([, , value]) => value),
    )
    found.push(
      ...(await db
        .selectFrom('externalId')
        .selectAll()
        .where('kind', '=', kind)
        .where('source', '=', source)
        .where('value', 'in', values)
        .execute()),
    )
  }
  return found
}

function manifestFiles(db: Db, paths: readonly string[]) {
  return db
    .selectFrom('manifestFile')
    .select(['path', 'assetId as id', 'recordHash'])
    .where('path', 'in', textList(db, paths))
    .execute()
}

async function findCollection(
  db: Db,
  by: { readonly id?: number; readonly name?: string; readonly code?: string },
): Promise<KnownCollection | null> {
  const found = await db
    .selectFrom('collection')
    .select(['id', 'name', 'code'])
    .where((eb) => eb.and(by))
    .executeTakeFirst()
  return found ?? null
}

const keyOf = (kind: Kind, source: string, value: string) => `${kind}\n${source}\n${value}`
