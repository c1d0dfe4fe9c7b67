import type { AssetDescription } from '../catalogue/asset-description.ts'
import type { Db } from '../db/database.ts'
import type { Arrival } from './arrival.ts'
import { describe } from './describe.ts'
import type { StatusOf } from './file-status.ts'
import { type Identity, identify } from './identify.ts'
import { describeByManifest } from './manifest/describe-by-manifest.ts'
import type { Mapping } from './mapping/mapping.ts'
import { absoluteOf, type SourceFolder } from './source-folder.ts'

/** A file that was read, where it lies, and how it is described where no manifest has a record of it. */
export type Found = { readonly source: SourceFolder; readonly arrival: Arrival; readonly mapping: Mapping }

/** What ingesting a file will do. */
export type Decision = {
  /** What is reported of the file. */
  readonly is: 'added' | 'updated' | 'unchanged' | 'noted' | 'moved' | 'restored'
  readonly identity: Identity
  readonly description: AssetDescription
  /** Whether the description replaces that of the asset; of a file that is as it was, nothing new is said. */
  readonly isDescribed: boolean
}

const REPORTED = {
  new: 'added',
  changed: 'updated',
  unchanged: 'unchanged',
  noted: 'noted',
  moved: 'moved',
} as const

/**
 * Decides what becomes of a file: which asset it belongs to, and what is said of that. An ingest does this and a plan
 * reports it. The disk was asked before (`lookAround`), so that an ingest can call this in its transaction.
 *
 * @throws Problem InvalidMetadata
 */
export async function decide(
  db: Db,
  { source, arrival, mapping }: Found,
  whereabouts: StatusOf,
): Promise<Decision> {
  const { path, examination } = arrival
  const { sha256, metadata, format } = examination
  const place = { sourceId: source.id, path, absolute: absoluteOf(source, path) }
  const identity = await identify(db, { ...place, sha256, documentId: metadata.documentId }, whereabouts)
  const isKnownAnew = identity.is === 'changed' || identity.is === 'moved'
  const byManifest = isKnownAnew ? await describeByManifest(db, identity.assetId, arrival) : null
  const description = byManifest ?? describe(metadata, { path, folder: source.name, format }, mapping)
  const isDescribed = isKnownAnew || identity.is === 'new'
  const isBack = !isDescribed && (await isWithdrawn(db, identity.assetId))
  return { is: isBack ? 'restored' : REPORTED[identity.is], identity, description, isDescribed }
}

/** Whether an asset was withdrawn because its file had gone. */
async function isWithdrawn(db: Db, assetId: number): Promise<boolean> {
  const file = await db
    .selectFrom('sourceFile')
    .select('assetId')
    .where('assetId', '=', assetId)
    .where('withdrawnMs', 'is not', null)
    .executeTakeFirst()
  return file !== undefined
}
