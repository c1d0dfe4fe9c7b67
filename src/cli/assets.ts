import { type Command, InvalidArgumentError } from 'commander'
import { findAssets, findKeywords } from '../catalogue/asset.ts'
import { purgeAsset, restoreAsset, withdrawAsset } from '../catalogue/asset-life.ts'
import { editAsset, plainKeywords } from '../catalogue/edit-asset.ts'
import type { AssetEdits } from '../catalogue/edits.ts'
import { LICENSE_MODELS } from '../catalogue/stated-rights.ts'
import { countryCode } from '../catalogue/territories.ts'
import { openBlobs } from '../compose.ts'
import { ConfigError } from '../config.ts'
import type { Db } from '../db/database.ts'
import { printedSheet, toSheet } from './asset-sheet.ts'
import { addSettings, configOf, LIBRARY_SETTINGS } from './settings.ts'
import { momentOr } from './times.ts'
import { withRecords } from './with-records.ts'

type Options = { json?: boolean; data?: string; yes?: boolean } & EditOptions
type EditOptions = {
  title?: string
  caption?: string
  altText?: string
  keywords?: readonly string[]
  copyright?: string
  creditLine?: string
  licenseModel?: AssetEdits['licenseModel']
  qualityRank?: number
  visibleFrom?: Date | 'none'
  visibleUntil?: Date | 'none'
  onlyIn?: readonly string[]
  notIn?: readonly string[]
  everywhere?: boolean
  embeddable?: boolean
}

/** `vitrine assets …`: each change is one entry of the change log and in force on a running server within a second. */
export function addAssets(program: Command): void {
  const assets = program
    .command('assets')
    .description('Pictures of the library: show, edit, withdraw, restore, purge.')
  const command = (usage: string, description: string) =>
    addSettings(assets.command(usage).description(description), LIBRARY_SETTINGS).option(
      '--json',
      'print JSON',
    )

  command('show <ids...>', 'Print what is known of assets, withdrawn ones too.').action(
    (ids: string[], options: Options) => {
      const numbers = ids.map(readId)
      return withRecords(toConfig(options), (db) => show(db, numbers, options))
    },
  )
  addEdits(
    command('edit <ids...>', 'Say something of assets by hand; it stays when their source comes again.'),
  ).action((ids: string[], options: Options) => {
    const edits = toEdits(options)
    if (Object.keys(edits).length === 0)
      throw new ConfigError('Say what to change, such as --title; see --help.')
    return change(options, ids, 'Edited', (tx, id) => editAsset(tx, id, edits, new Date()))
  })
  command('withdraw <ids...>', 'Hide assets from everybody; links to their pictures die.').action(
    (ids: string[], options: Options) =>
      change(options, ids, 'Withdrew', (tx, id) => withdrawAsset(tx, id, new Date())),
  )
  command('restore <ids...>', 'Show withdrawn assets again.').action((ids: string[], options: Options) =>
    change(options, ids, 'Restored', (tx, id) => restoreAsset(tx, id, new Date())),
  )
  command('purge <ids...>', 'Remove assets and their files from the library, for good.')
    .option('--yes', 'do it; without this nothing is removed')
    .action((ids: string[], options: Options) => purge(options, ids))
}

function addEdits(command: Command): Command {
  return command
    .option('--title <text>', 'title', readTitle)
    .option('--caption <text>', 'caption')
    .option('--alt-text <text>', 'what the picture shows, for who cannot see it')
    .option('--keywords <list>', 'all of its keywords, with commas between them', readList)
    .option('--copyright <text>', 'copyright notice')
    .option('--credit-line <text>', 'credit line')
    .option('--license-model <model>', LICENSE_MODELS.join(', '), readLicenseModel)
    .option('--quality-rank <n>', '1 (best) to 3', readRank)
    .option(
      '--visible-from <when>',
      'embargo: hidden before this ISO 8601 date or time; "none"',
      momentOr('none'),
    )
    .option('--visible-until <when>', 'hidden from this date or time on; "none"', momentOr('none'))
    .option('--only-in <countries>', 'offered in these countries alone', readCountries)
    .option('--not-in <countries>', 'offered everywhere but in these countries', readCountries)
    .option('--everywhere', 'offered everywhere')
    .option('--embeddable', 'may be embedded')
    .option('--no-embeddable', 'may not be embedded')
}

function toEdits(options: EditOptions): AssetEdits {
  const { title, caption, altText, copyright, creditLine, licenseModel, qualityRank } = options
  const plain = { title, caption, altText, copyright, creditLine, licenseModel, qualityRank }
  const territories = toTerritories(options)
  return {
    ...(Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as AssetEdits),
    ...(options.keywords && { keywords: plainKeywords(options.keywords) }),
    ...(options.visibleFrom && { visibleFromMs: toMs(options.visibleFrom) }),
    ...(options.visibleUntil && { visibleUntilMs: toMs(options.visibleUntil) }),
    ...(territories !== undefined && { territories }),
    ...(options.embeddable !== undefined && { isEmbeddable: Number(options.embeddable) }),
  }
}

function toTerritories({ onlyIn, notIn, everywhere }: EditOptions): string | null | undefined {
  if ([onlyIn, notIn, everywhere].filter((one) => one !== undefined).length > 1)
    throw new ConfigError('--only-in, --not-in and --everywhere exclude one another.')
  if (onlyIn) return JSON.stringify({ allow: onlyIn })
  if (notIn) return JSON.stringify({ deny: notIn })
  return everywhere ? null : undefined
}

const toMs = (when: Date | 'none') => (when === 'none' ? null : when.getTime())

/** Changes all of the assets or none of them, and says what was `done` to each. */
async function change(
  options: Options,
  ids: string[],
  done: string,
  work: (tx: Db, id: number) => Promise<void>,
): Promise<void> {
  const numbers = ids.map(readId)
  await withRecords(toConfig(options), async (db) => {
    await db.transaction().execute(async (tx) => {
      for (const id of numbers) await work(tx, id)
    })
    if (options.json) await show(db, numbers, options)
    else for (const id of numbers) process.stdout.write(`${done} ${id}.\n`)
  })
}

async function purge(options: Options, ids: string[]): Promise<void> {
  const numbers = ids.map(readId)
  if (!options.yes)
    throw new ConfigError(`This would remove ${numbers.length} of the assets for good. Add --yes to do it.`)
  const config = toConfig(options)
  await withRecords(config, async (db) => {
    const removed = await db.transaction().execute(async (tx) => {
      const blobs: string[] = []
      for (const id of numbers) blobs.push(...(await purgeAsset(tx, id, new Date())).blobs)
      return blobs
    })
    const blobs = openBlobs(config)
    for (const blob of removed) await blobs.remove(blob)
    const summary = { purged: numbers, files: removed.length }
    process.stdout.write(
      options.json
        ? `${JSON.stringify(summary)}\n`
        : `Removed ${numbers.join(', ')} and ${removed.length} files.\n`,
    )
  })
}

async function show(db: Db, ids: readonly number[], { json }: Options): Promise<void> {
  const assets = await findAssets(db, ids)
  const keywords = await findKeywords(db, ids)
  const missing = ids.filter((id) => !assets.has(id))
  const sheets = [...assets.values()].map((asset) => toSheet(asset, keywords.get(asset.id) ?? []))
  process.stdout.write(
    json ? sheets.map((sheet) => `${JSON.stringify(sheet)}\n`).join('') : sheets.map(printedSheet).join('\n'),
  )
  if (missing.length > 0) throw new Error(`There is no asset with the id ${missing.join(', ')}.`)
}

const toConfig = ({ data }: Options) => configOf({ data })

function readId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new ConfigError(`'${text}' is no id of an asset: an id is a number of at most ten digits.`)
}

function readTitle(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('An asset cannot be without a title.')
}

const readList = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function readLicenseModel(text: string): (typeof LICENSE_MODELS)[number] {
  const found = LICENSE_MODELS.find((model) => model === text)
  if (found) return found
  throw new InvalidArgumentError(`It must be one of ${LICENSE_MODELS.join(', ')}.`)
}

function readRank(text: string): number {
  if (/^[123]$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be 1, 2 or 3.')
}

function readCountries(text: string): string[] {
  return readList(text).map((word) => {
    const country = countryCode(word)
    if (country !== null) return country
    throw new InvalidArgumentError(`'${word}' is no code of ISO 3166, such as DEU.`)
  })
}
