import type { Db } from '../../db/database.ts'
import type { MappedCollection, MappedEvent, MappedKeyword } from '../mapping/to-others.ts'
import { findKnownRecords, type KnownRecords } from './known-records.ts'
import { idOf, isAsset, type LineResult, notesOf, type PreparedRecord } from './prepared-record.ts'
import { type SavingContext, saveAssetRecord } from './save-asset-record.ts'
import { saveKeyword } from './save-keyword.ts'
import { saveCollectionRecord, saveEventRecord } from './save-others.ts'

/** How long one transaction may hold the records; other processes that write wait for it. */
const MAX_WRITE_MS = 25
/** Time between two transactions, in which others get their turn. */
const PAUSE_MS = 5

/**
 * Writes records in their order, in transactions short enough that nobody waits long for one. What a manifest says
 * again is passed over without any. Returns what became of each.
 */
export async function saveBatch(
  db: Db,
  records: readonly PreparedRecord[],
  context: SavingContext,
): Promise<LineResult[]> {
  const known = await findKnownRecords(db, records)
  const outcomes = new Map<PreparedRecord, LineResult>()
  const changed: PreparedRecord[] = []
  for (const record of records) {
    const assetId = unchangedAsset(record, known)
    if (assetId === null) changed.push(record)
    else outcomes.set(record, outcomeOf(record, { is: 'unchanged', assetId }))
  }
  for (let done = 0; done < changed.length; ) {
    const written = await write(db, changed.slice(done), context)
    for (const [index, outcome] of written.entries()) outcomes.set(changed[done + index]!, outcome)
    done += written.length
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return records.map((record) => outcomes.get(record)!)
}

/** The asset of a record that says what it said before, with its file as it was. */
function unchangedAsset(record: PreparedRecord, known: KnownRecords): number | null {
  if (!isAsset(record) || record.file?.arrival || record.file?.refused) return null
  const { id, source } = record.mapped
  const found = id === null ? known.findFile(record.file!.absolute) : known.find('asset', source, id)
  return found?.recordHash === record.recordHash ? found.id : null
}

/** Writes as many of these as one transaction has time for, at least one. */
async function write(
  db: Db,
  records: readonly PreparedRecord[],
  context: SavingContext,
): Promise<LineResult[]> {
  try {
    const outcomes = await db.transaction().execute(async (tx) => {
      const startedMs = performance.now()
      // NOTE: looked up again under the lock: another import may have added some of them meanwhile.
      const known = await findKnownRecords(tx, records)
      const written: LineResult[] = []
      for (const record of records) {
        written.push(outcomeOf(record, await save(tx, record, known, context)))
        if (performance.now() - startedMs > MAX_WRITE_MS) break
      }
      return written
    })
    context.idCache.commit()
    return outcomes
  } catch (error) {
    context.idCache.rollback()
    throw error
  }
}

type Saved =
  | { readonly is: 'added' | 'updated' | 'unchanged'; readonly assetId?: number; readonly eventId?: number }
  | { readonly field: string | null; readonly reason: string }

async function save(
  tx: Db,
  record: PreparedRecord,
  known: KnownRecords,
  context: SavingContext,
): Promise<Saved> {
  const { mapped } = record
  const { now } = context
  if (isAsset(record)) return saveAssetRecord(tx, record, known, context)
  if (mapped.kind === 'keyword') return saveKeyword(tx, mapped as MappedKeyword, now)
  const saved =
    mapped.kind === 'event'
      ? await saveEventRecord(tx, { ...record, mapped: mapped as MappedEvent }, known, now)
      : await saveCollectionRecord(tx, { ...record, mapped: mapped as MappedCollection }, known, now)
  if (!('is' in saved)) return saved
  return mapped.kind === 'event' ? { is: saved.is, eventId: saved.id } : { is: saved.is }
}

function outcomeOf(record: PreparedRecord, saved: Saved): LineResult {
  const { line, mapped, file } = record
  const named = { line, kind: mapped.kind, id: idOf(mapped) }
  if (!('is' in saved)) return { ...named, is: 'refused', ...saved }
  return { ...named, ...saved, ...(file?.refused && { fileRefused: file.refused }), ...notesOf(record) }
}
