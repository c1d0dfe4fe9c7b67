import { type Command, Option } from 'commander'
import { resolveAssetIds } from '../catalogue/resolve-asset-ids.ts'
import { recallAsset } from '../recalls/recall-asset.ts'
import { printReport, type ReportFormat } from './recall-report.ts'
import { type RecordOptions, readRecords } from './record-commands.ts'

type Options = RecordOptions & ReportFormat & { readonly reason: string }

/** Adds `vitrine assets recall`. */
export function addRecall(command: (usage: string, description: string) => Command): void {
  command(
    'recall <id>',
    'Withdraw an asset and list every customer who downloaded or ordered it; they are notified and can acknowledge.',
  )
    .requiredOption('--reason <text>', 'what the customers are told')
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action((id: string, options: Options) =>
      readRecords(options, async (db, now) => {
        const [assetId] = await resolveAssetIds(db, [id])
        const asked = { assetId: assetId!, reason: options.reason, now }
        const { recall, isNew } = await db.transaction().execute((tx) => recallAsset(tx, asked))
        if (!isNew) process.stderr.write(`It was already recalled; recall ${recall.id} is unchanged.\n`)
        await printReport(db, recall, options)
      }),
    )
}
