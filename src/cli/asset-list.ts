import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { type ListedAsset, listAssets } from '../catalogue/list-assets.ts'
import { ASSET_STATES, type AssetState } from '../catalogue/visibility.ts'
import { inBatches } from '../lib/in-batches.ts'
import { foldName } from '../lib/text.ts'
import { columns } from './columns.ts'
import { type LibraryOptions, libraryConfigOf } from './settings.ts'
import { withRecords } from './with-records.ts'

type Options = LibraryOptions & { readonly json?: boolean; readonly state?: AssetState }

const HEADINGS = ['ID', 'KIND', 'STATE', 'TITLE', 'SOURCE ID', 'FILE'] as const
const MAX_CELL_CHARACTERS = 48
/** Rows printed at once, under one heading: a whole library might not fit into memory. */
const ROWS_AT_ONCE = 1000

/** `vitrine assets list` and `find`, which read the records and therefore include hidden assets. */
export function addList(command: (usage: string, description: string) => Command): void {
  const state = () => new Option('--state <state>', 'only assets in this state').choices(ASSET_STATES)
  command('list', 'List assets in the order of their ids, including hidden ones.')
    .addOption(state())
    .action((options: Options) => list([], options))
  command(
    'find <words...>',
    'List assets with all of these words in title, caption, artist, ids or file names.',
  )
    .addOption(state())
    .action((words: string[], options: Options) => list(words, options))
}

async function list(words: readonly string[], options: Options): Promise<void> {
  const folded = words.flatMap((word) => foldName(word).split(' '))
  await withRecords(libraryConfigOf(options), async (db, now) => {
    let found = 0
    const isFull = (rows: readonly ListedAsset[]) => rows.length === ROWS_AT_ONCE
    for await (const rows of inBatches(matching(listAssets(db, now), folded, options), isFull)) {
      found += rows.length
      process.stdout.write(
        options.json
          ? rows.map((row) => `${JSON.stringify(toJson(row))}\n`).join('')
          : columns(HEADINGS, rows.map(toCells)),
      )
    }
    if (found === 0 && !options.json)
      process.stdout.write(
        words.length === 0 ? 'There are no such assets.\n' : `No asset matches ${words.join(' ')}.\n`,
      )
  })
}

async function* matching(
  assets: AsyncIterable<ListedAsset>,
  folded: readonly string[],
  { state }: Options,
): AsyncGenerator<ListedAsset> {
  for await (const row of assets)
    if ((state === undefined || row.state === state) && hasAll(row, folded)) yield row
}

function hasAll({ asset, sourceIds, files }: ListedAsset, folded: readonly string[]): boolean {
  if (folded.length === 0) return true
  const names = [...sourceIds.map(([, id]) => id), ...files.map((file) => basename(file))]
  const text = foldName([asset.id, asset.title, asset.caption, asset.artist, ...names].join(' '))
  return folded.every((word) => text.includes(word))
}

const toJson = ({ asset, state, sourceIds, files }: ListedAsset) => ({
  id: asset.id,
  media_kind: asset.mediaKind,
  state,
  title: asset.title,
  source_ids: Object.fromEntries(sourceIds),
  files,
})

const toCells = ({ asset, state, sourceIds, files }: ListedAsset): string[] => [
  String(asset.id),
  asset.mediaKind,
  state,
  cut(asset.title),
  cut(sourceIds.map(([, id]) => id).join(', ')),
  cut(files.map((file) => basename(file)).join(', ')),
]

function cut(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ')]
  return characters.length <= MAX_CELL_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, MAX_CELL_CHARACTERS - 1).join('')}…`
}
