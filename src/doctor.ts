import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { recordsPosition } from './catalogue/changes.ts'
import { sentenceOf } from './cli/sentence-of.ts'
import { openBlobs, openLimits, savedIndexBytes } from './compose.ts'
import { hasLibrary, openMigratedRecords, openReplica, recordsPlace } from './compose-records.ts'
import { type Config, searchEnvironment } from './config.ts'
import { createLogger } from './lib/log.ts'
import { withoutPassword } from './lib/without-password.ts'
import { hasTool } from './media/tools/run-tool.ts'
import { refusalsOf } from './serve/checks.ts'

/** What was found of a part of an installation; `absent` is what it can do without. */
export type Finding = {
  readonly part: string
  readonly state: 'ok' | 'absent' | 'failed'
  readonly says: string
}

type Result = Omit<Finding, 'part'>
type Check = (config: Config) => Promise<Result | readonly Result[]>

/** Checks each part that a server with these settings would use, and what it stores in. Changes nothing that stays. */
export async function examine(config: Config): Promise<Finding[]> {
  const checks: readonly (readonly [part: string, check: Check])[] = [
    ['settings', checkSettings],
    ['data folder', checkFolder],
    ['records', checkRecords],
    ['replica', checkReplica],
    ['index', checkIndex],
    ['pictures', checkPictures],
    ['limits', checkLimits],
    ['programs', checkPrograms],
  ]
  const findings: Finding[] = []
  for (const [part, check] of checks) {
    const results = await check(config).catch((error) => failed(withoutPassword(sentenceOf(error))))
    for (const result of [results].flat()) findings.push({ part, ...(result as Result) })
  }
  return findings
}

const ok = (says: string): Result => ({ state: 'ok', says })
const absent = (says: string): Result => ({ state: 'absent', says })
const failed = (says: string): Result => ({ state: 'failed', says })

async function checkSettings(config: Config): Promise<readonly Result[]> {
  const refusals = await refusalsOf(config)
  return refusals.length === 0 ? [ok('"vitrine serve" accepts them')] : refusals.map(failed)
}

async function checkFolder({ data }: Config): Promise<Result> {
  try {
    await access(data, constants.R_OK | constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT'
      ? absent(`${data} does not exist yet; "vitrine serve" makes it`)
      : failed(`${data} cannot be read and written (${code})`)
  }
  const { bavail, bsize } = await statfs(data)
  return ok(`${data}, with ${gigabytes(bavail * bsize)} of free space`)
}

async function checkRecords(config: Config): Promise<Result> {
  const place = recordsPlace(config)
  if (!(await hasLibrary(config)))
    return absent(`there is no library in ${place} yet; "vitrine serve" makes an empty one`)
  const db = await openMigratedRecords(config)
  try {
    if (config.records !== null) {
      const { checkPostgres } = await import('./db/postgres/migrate-postgres.ts')
      await checkPostgres(db)
    }
    const startedMs = performance.now()
    const { assets } = await db
      .selectFrom('asset')
      .select((eb) => eb.fn.countAll<number>().as('assets'))
      .executeTakeFirstOrThrow()
    return ok(`${assets} assets in ${place}, counted in ${milliseconds(startedMs)}`)
  } finally {
    await db.destroy()
  }
}

async function checkReplica(config: Config): Promise<readonly Result[]> {
  const { records, recordReplica } = config
  if (records === null || recordReplica === null) return []
  const [db, replica] = [await openMigratedRecords(config), await openReplica(recordReplica, 1)]
  try {
    const [{ position }, copied] = [await recordsPosition(db), await recordsPosition(replica)]
    const behind = position - copied.position
    return [
      ok(
        `${withoutPassword(recordReplica)} ${behind > 0 ? `is ${behind} changes behind` : 'has all changes'}`,
      ),
    ]
  } finally {
    await Promise.all([db.destroy(), replica.destroy()])
  }
}

async function checkIndex(config: Config): Promise<Result> {
  if (config.search !== null) return checkSearch(config.search)
  if (config.searchEngine === 'fts5') return ok('FTS5, a file in the data folder')
  const bytes = await savedIndexBytes(config)
  return bytes === 0
    ? absent('not saved yet; a server makes it from the records')
    : ok(`${gigabytes(bytes)}, which a server loads into memory`)
}

async function checkSearch(search: string): Promise<Result> {
  const { openPlace } = await import('./search/opensearch/connection.ts')
  const { checkOpenSearch } = await import('./search/opensearch/check-opensearch.ts')
  const { connection } = openPlace(search, searchEnvironment())
  try {
    const startedMs = performance.now()
    const found = await checkOpenSearch(connection)
    return ok(`${withoutPassword(search)} is ${found}, and answered in ${milliseconds(startedMs)}`)
  } finally {
    await connection.close()
  }
}

async function checkPictures(config: Config): Promise<Result> {
  if (config.blobs === null && !existsSync(config.data)) return absent('in the data folder, once it exists')
  const blobs = await openBlobs(config)
  const bytes = randomBytes(1024)
  const startedMs = performance.now()
  // Servers say why they refuse to read an object, but not why they refuse to tell whether there is one.
  await blobs.read(createHash('sha256').update(bytes).digest('hex'))
  const key = await blobs.put(bytes)
  const read = await blobs.read(key)
  await blobs.remove(key)
  const place = config.blobs ?? config.data
  return read !== null && bytes.equals(read)
    ? ok(`a file was stored, read and removed in ${milliseconds(startedMs)} in ${place}`)
    : failed(`a file that was stored in ${place} was read with other bytes`)
}

async function checkLimits(config: Config): Promise<Result> {
  if (config.limits === null) return ok('counted in the memory of each server')
  const limits = await openLimits(config, createLogger('silent'))
  try {
    const startedMs = performance.now()
    await limits.check()
    return ok(`${withoutPassword(config.limits)} answered in ${milliseconds(startedMs)}`)
  } finally {
    limits.close()
  }
}

const PROGRAMS = [
  ['ffmpegPath', 'ffmpeg, without which videos have no posters, clips and sizes'],
  ['ffprobePath', 'ffprobe, without which videos are described in less detail'],
  ['vipsPath', 'vips (Debian: libvips-tools), without which rare formats are refused'],
  ['ghostscriptPath', 'gs (Ghostscript), without which EPS and PDF files have no preview'],
] as const

async function checkPrograms(config: Config): Promise<readonly Result[]> {
  return PROGRAMS.map(([name, what]) =>
    hasTool(config[name]) ? ok(config[name]) : absent(`${what}; install it, or set ${name}`),
  )
}

const milliseconds = (startedMs: number) => `${Math.max(1, Math.round(performance.now() - startedMs))} ms`
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
