import type { Db } from '../../db/database.ts'
import { textList } from '../../db/lists.ts'
import type { ExternalIdTable } from '../../db/tables/assets.ts'
import type { PreparedRecord } from './prepared-record.ts'

type Kind = ExternalIdTable['kind']
/** A record of the library, and the hash of the manifest record that it was last saved from. */
export type KnownRecord = { readonly id: number; readonly recordHash: string | null }

/** What the library knows of the ids and files that some records name. */
export type KnownRecords = {
  find(kind: Kind, source: string, value: string): KnownRecord | null
  /** The asset whose record named this file. */
  findFile(absolute: string): KnownRecord | null
  /** Makes an id known that was given just now. */
  add(kind: Kind, source: string, value: string, known: KnownRecord): void
}

/** Looks all of them up at once: one look-up for each would take most of the time of an import. */
export async function findKnownRecords(db: Db, records: readonly PreparedRecord[]): Promise<KnownRecords> {
  const ids = await externalIds(db, records.flatMap(namesOf))
  const paths = records.flatMap(({ file }) => (file === null ? [] : [file.absolute]))
  const files = paths.length === 0 ? [] : await manifestFiles(db, paths)
  const byName = new Map<string, KnownRecord>(ids.map((row) => [keyOf(row.kind, row.source, row.value), row]))
  const byPath = new Map<string, KnownRecord>(files.map((row) => [row.path, row]))
  return {
    find: (kind, source, value) => byName.get(keyOf(kind, source, value)) ?? null,
    findFile: (absolute) => byPath.get(absolute) ?? null,
    add: (kind, source, value, known) => void byName.set(keyOf(kind, source, value), known),
  }
}

type Name = [kind: Kind, source: string, value: string]

/** The ids that a record has or refers to. */
function namesOf({ mapped }: PreparedRecord): Name[] {
  if (mapped.kind === 'keyword') return []
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

const keyOf = (kind: Kind, source: string, value: string) => `${kind}\n${source}\n${value}`
