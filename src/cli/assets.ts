import type { Command } from 'commander'
import { findAssets, findExternalIds, findFiles, findKeywords } from '../catalogue/asset.ts'
import { purgeAsset, restoreAsset, withdrawAsset } from '../catalogue/asset-lifecycle.ts'
import { editAsset } from '../catalogue/edit-asset.ts'
import { resolveAssetIds } from '../catalogue/resolve-asset-ids.ts'
import { openBlobs } from '../compose.ts'
import type { Db } from '../db/database.ts'
import { addEdits, type EditOptions, readEdits } from './asset-edits.ts'
import { addList } from './asset-list.ts'
import { addRecall } from './asset-recall.ts'
import { printedSheet, toSheet } from './asset-sheet.ts'
import { addSettings, LIBRARY_SETTINGS, type LibraryOptions, libraryConfigOf } from './settings.ts'
import { withRecords } from './with-records.ts'
import { WrongUse } from './wrong-use.ts'

type Options = LibraryOptions & { json?: boolean; yes?: boolean } & EditOptions

/** `vitrine assets …`. A change is one entry of the change log and takes effect on a running server within a second. */
export function addAssets(program: Command): void {
  const assets = program
    .command('assets')
    .description('List, find, show, edit, withdraw, recall, restore and purge assets.')
  const command = (usage: string, description: string) =>
    addSettings(assets.command(usage).description(description), LIBRARY_SETTINGS).option(
      '--json',
      'print JSON',
    )

  addList(command)
  command('show <ids...>', 'Show everything known about assets, including withdrawn ones.').action(
    (ids: string[], options: Options) => {
      return withRecords(libraryConfigOf(options), async (db) =>
        show(db, await resolveAssetIds(db, ids), options),
      )
    },
  )
  addEdits(
    command('edit <ids...>', 'Edit assets by hand; edits survive when the source is ingested again.'),
  ).action((ids: string[], options: Options) => {
    const edits = readEdits(options)
    return change(options, ids, 'Edited', (tx, id, now) => editAsset(tx, id, edits, now))
  })
  command('withdraw <ids...>', 'Hide assets from everyone; links to their pictures stop working.').action(
    (ids: string[], options: Options) => change(options, ids, 'Withdrew', withdrawAsset),
  )
  addRecall(command)
  command('restore <ids...>', 'Show withdrawn assets again.').action((ids: string[], options: Options) =>
    change(options, ids, 'Restored', restoreAsset),
  )
  command('purge <ids...>', 'Permanently remove assets and their files from the library.')
    .option('--yes', 'confirm; without this nothing is removed')
    .action((ids: string[], options: Options) => purge(options, ids))
}

/** Changes all of the assets or none, and prints a line beginning with `verb` for each. */
async function change(
  options: Options,
  ids: string[],
  verb: string,
  work: (tx: Db, id: number, now: Date) => Promise<void>,
): Promise<void> {
  await withRecords(libraryConfigOf(options), async (db, now) => {
    const numbers = await resolveAssetIds(db, ids)
    await db.transaction().execute(async (tx) => {
      for (const id of numbers) await work(tx, id, now)
    })
    if (options.json) await show(db, numbers, options)
    else for (const id of numbers) process.stdout.write(`${verb} ${id}.\n`)
  })
}

async function purge(options: Options, ids: string[]): Promise<void> {
  if (!options.yes)
    throw new WrongUse(
      `This would permanently remove ${ids.length === 1 ? 'the asset' : `${ids.length} assets`}. Add --yes to confirm.`,
    )
  const config = libraryConfigOf(options)
  await withRecords(config, async (db, now) => {
    const numbers = await resolveAssetIds(db, ids)
    const removed = await db.transaction().execute(async (tx) => {
      const blobs: string[] = []
      for (const id of numbers) blobs.push(...(await purgeAsset(tx, id, now)).blobs)
      return blobs
    })
    const blobs = await openBlobs(config)
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
  const [assets, keywords, sourceIds, files] = await Promise.all([
    findAssets(db, ids),
    findKeywords(db, ids),
    findExternalIds(db, ids),
    findFiles(db, ids),
  ])
  const sheets = ids.map((id) =>
    toSheet(assets.get(id)!, keywords.get(id) ?? [], {
      files: files.get(id) ?? [],
      sourceIds: sourceIds.get(id) ?? [],
    }),
  )
  process.stdout.write(
    json ? sheets.map((sheet) => `${JSON.stringify(sheet)}\n`).join('') : sheets.map(printedSheet).join('\n'),
  )
}
