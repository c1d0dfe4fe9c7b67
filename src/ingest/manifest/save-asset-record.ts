import { ensureCollection } from '../../catalogue/collections.ts'
import type { IdCache } from '../../catalogue/id-cache.ts'
import type { KeywordRows } from '../../catalogue/keyword-rows.ts'
import { addAsset, updateAsset } from '../../catalogue/save-asset.ts'
import type { Db } from '../../db/database.ts'
import { recordRenditions } from '../../renditions/store-renditions.ts'
import { toFrames, toMaster } from '../decoded-file.ts'
import { saveSourceFile } from '../record.ts'
import { type AssetRecord, type DecisionContext, decideAsset } from './decide-asset.ts'
import type { KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { NamedFile } from './prepared-record.ts'
import { changeCollection, saveExternalId } from './save-others.ts'

/** What the records of a manifest are saved with. */
export type SavingContext = DecisionContext & {
  readonly mappingId: number
  /** Caches the ids of names during the run. */
  readonly idCache: IdCache
  readonly now: Date
}

/** What the records of one transaction are saved with. */
export type SavingTogether = { readonly keywordRows: KeywordRows }

type Saved = { readonly is: 'added' | 'updated' | 'unchanged'; readonly assetId: number }

/** Adds or updates the asset of a record, with its file if that was read, in the transaction of the caller. */
export async function saveAssetRecord(
  tx: Db,
  record: AssetRecord,
  known: KnownRecords,
  context: SavingContext & SavingTogether,
): Promise<Saved | Mistake> {
  const decision = await decideAsset(tx, record, known, context)
  if (decision.is === 'refused') return decision.mistake
  if (decision.is === 'unchanged') return decision
  const { mapped, file, recordHash } = record
  const { description } = decision
  if (mapped.collection) {
    const id = await ensureCollection(tx, description.collection, context.now)
    await changeCollection(tx, id, mapped.collection, context.now)
  }
  const master = file?.decoded ? toMaster(file.decoded) : null
  const frames = file?.decoded ? toFrames(file.decoded) : []
  const { now, idCache, keywordRows } = context
  const input = { description, master, frames, now, idCache, keywordRows }
  const assetId = decision.assetId ?? (await addAsset(tx, input))
  if (decision.assetId !== null) await updateAsset(tx, assetId, input)
  if (mapped.id !== null) {
    const { id: value, source } = mapped
    await saveExternalId(tx, { kind: 'asset', source, value, id: assetId, recordHash })
    known.add('asset', source, value, { id: assetId, recordHash })
  }
  if (file) await saveFile(tx, { assetId, record, file }, context)
  return { is: decision.is, assetId }
}

/** Saves which file the record names and, if the file was read, its renditions and where it was seen. */
async function saveFile(
  tx: Db,
  { assetId, record, file }: { assetId: number; record: AssetRecord; file: NamedFile },
  { folder, mappingId, source }: SavingContext,
): Promise<void> {
  // If the record named another file before, that one is free for other records.
  const before = tx.deleteFrom('manifestFile').where('assetId', '=', assetId).where('source', '=', source)
  await before.where('path', '!=', file.absolute).execute()
  const row = {
    assetId,
    source,
    recordHash: record.recordHash,
    record: JSON.stringify(record.fields),
    mappingId,
  }
  await tx
    .insertInto('manifestFile')
    .values({ ...row, path: file.absolute })
    .onConflict((conflict) => conflict.column('path').doUpdateSet(row))
    .execute()
  if (!file.decoded || !folder) return
  const { path, modifiedMs, examination, renditions, sidecar } = file.decoded
  const { sha256, fileBytes: bytes, metadata, rasterHash } = examination
  if (rasterHash !== null) await recordRenditions(tx, rasterHash, renditions)
  const { documentId } = metadata
  // Locations with other bytes do not have the picture that the asset shows now.
  const locations = tx.deleteFrom('sourceFile').where('assetId', '=', assetId)
  await locations.where('sha256', '!=', sha256).execute()
  const seen = { sourceId: folder.id, path, assetId, sha256, bytes, modifiedMs, documentId }
  await saveSourceFile(tx, { ...seen, sidecar: sidecar ?? null })
}
