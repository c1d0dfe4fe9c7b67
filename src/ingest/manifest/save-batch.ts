import { KeywordRows } from '../../catalogue/keyword-rows.ts'
import type { Db } from '../../db/database.ts'
import { inPreparedTransactions } from '../../db/short-transactions.ts'
import { saveOrder } from '../../purchases/save-order.ts'
import { saveSendEvent } from '../../sends/save-send-event.ts'
import { type MappedOrder, toStated } from '../mapping/to-order.ts'
import type { MappedCollection, MappedEvent, MappedKeyword } from '../mapping/to-others.ts'
import type { MappedSendEvent } from '../mapping/to-send-event.ts'
import { findKnownRecords, type KnownRecords } from './known-records.ts'
import { idOf, isAsset, type LineResult, notesOf, type PreparedRecord } from './prepared-record.ts'
import { type SavingContext, type SavingTogether, saveAssetRecord } from './save-asset-record.ts'
import { saveKeyword } from './save-keyword.ts'
import { saveCollectionRecord, saveEventRecord } from './save-others.ts'

/**
 * Saves records in their order, in short transactions; records that did not change need none. Returns the result for
 * each of them.
 */
export async function saveBatch(
  db: Db,
  records: readonly PreparedRecord[],
  context: SavingContext,
): Promise<LineResult[]> {
  const known = await findKnownRecords(db, records)
  const results = new Map<PreparedRecord, LineResult>()
  const changed: PreparedRecord[] = []
  for (const record of records) {
    const assetId = unchangedAsset(record, known)
    if (assetId === null) changed.push(record)
    else results.set(record, resultOf(record, { is: 'unchanged', assetId }))
  }
  try {
    await inPreparedTransactions(db, changed, async (tx, next) => {
      // NOTE: looked up again under the lock, because another import may have added some of them meanwhile.
      const known = await findKnownRecords(tx, next)
      await context.idCache.forgetIfRemoved(tx)
      const keywordRows = new KeywordRows()
      const saving = { ...context, keywordRows }
      return {
        async save(record) {
          results.set(record, resultOf(record, await save(tx, record, known, saving)))
        },
        finish: () => keywordRows.write(tx),
      }
    })
    context.idCache.commit()
  } catch (error) {
    context.idCache.rollback()
    throw error
  }
  return records.map((record) => results.get(record)!)
}

/** Returns the asset of a record that did not change, nor did its file; null for all others. */
function unchangedAsset(record: PreparedRecord, known: KnownRecords): number | null {
  if (!isAsset(record) || record.file?.decoded || record.file?.refused) return null
  const { id, source } = record.mapped
  const found = id === null ? known.findFile(record.file!.absolute) : known.find('asset', source, id)
  return found?.recordHash === record.recordHash ? found.id : null
}

type Saved =
  | { readonly is: 'added' | 'updated' | 'unchanged'; readonly assetId?: number; readonly eventId?: number }
  | { readonly field: string | null; readonly reason: string }

async function save(
  tx: Db,
  record: PreparedRecord,
  known: KnownRecords,
  context: SavingContext & SavingTogether,
): Promise<Saved> {
  const { mapped } = record
  const { now } = context
  if (isAsset(record)) return saveAssetRecord(tx, record, known, context)
  if (mapped.kind === 'order') return saveOrder(tx, toStated(mapped as MappedOrder, record.recordHash), now)
  if (mapped.kind === 'send_event') {
    const { kind: _, ...event } = mapped as MappedSendEvent
    return saveSendEvent(tx, { ...event, recordHash: record.recordHash })
  }
  if (mapped.kind === 'keyword') return saveKeyword(tx, mapped as MappedKeyword, now)
  const saved =
    mapped.kind === 'event'
      ? await saveEventRecord(tx, { ...record, mapped: mapped as MappedEvent }, known, now)
      : await saveCollectionRecord(tx, { ...record, mapped: mapped as MappedCollection }, known, now)
  if (!('is' in saved)) return saved
  return mapped.kind === 'event' ? { is: saved.is, eventId: saved.id } : { is: saved.is }
}

function resultOf(record: PreparedRecord, saved: Saved): LineResult {
  const { line, mapped, file } = record
  const named = { line, kind: mapped.kind, id: idOf(mapped) }
  if (!('is' in saved)) return { ...named, is: 'refused', ...saved }
  return { ...named, ...saved, ...(file?.refused && { fileRefused: file.refused }), ...notesOf(record) }
}
