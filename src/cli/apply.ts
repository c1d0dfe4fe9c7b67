import { readFile } from 'node:fs/promises'
import { text as readStream } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { Change, Issued, Report } from '../apply/application.ts'
import { applyCustomers } from '../apply/apply-customers.ts'
import type { Config } from '../config.ts'
import { LINK_SETTINGS, presentLink, sentence } from './password-link.ts'
import { printable } from './printable.ts'
import { printJson, type RecordOptions } from './record-commands.ts'
import { addSettings, configOf, LIBRARY_SETTINGS } from './settings.ts'
import { withNewRecords, withRecords } from './with-records.ts'

type Options = RecordOptions & { readonly dryRun?: boolean; readonly publicUrl?: string }

/** `vitrine apply FILE`: customers, users, keys, agreements and webhooks from one file. */
export function addApply(program: Command): void {
  addSettings(
    program
      .command('apply')
      .description(
        'Make customers with their users, keys, agreements and webhooks what a file says. What it does not name stays.',
      )
      .argument('<file>', 'a file in YAML or JSON, see docs/how-to/customers.md; "-" is standard input')
      .option('--dry-run', 'show the differences and change nothing')
      .option('--json', 'print JSON'),
    [...LIBRARY_SETTINGS, ...LINK_SETTINGS],
  ).action(apply)
}

async function apply(file: string, { json, dryRun: isDryRun = false, ...settings }: Options): Promise<void> {
  const text = file === '-' ? await readStream(process.stdin) : await readText(file)
  const config = configOf(settings)
  const open = isDryRun ? withRecords : withNewRecords
  const report = await open(config, (db, now) => applyCustomers(db, text, { isDryRun, now }))
  // What a dry run would give out does not exist.
  const issued = isDryRun ? [] : report.issued
  if (json) printJson({ ...report, issued: issued.map((it) => toJson(it, config)) })
  else process.stdout.write(toText({ ...report, issued }, config))
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Error(`The file ${file} cannot be read.`, { cause })
  }
}

function toText({ changes, left, issued, warnings }: Report, config: Config): string {
  const lines = changes.length === 0 ? ['Nothing to change.'] : changes.flatMap(linesOf)
  if (left.length > 0) lines.push('', 'In the library and not in the file; left as it is:')
  lines.push(...left.map((what) => `  ${what}`))
  if (warnings.length > 0) lines.push('', ...warnings.map((warning) => `Warning: ${warning}`))
  return [...lines.map(printable), ...issued.map((it) => printed(it, config)), ''].join('\n')
}

const linesOf = ({ is, what, details }: Change): string[] => [
  `${is === 'added' ? '+' : '~'} ${what}`,
  ...details.map((detail) => `    ${detail}`),
]

function printed(issued: Issued, config: Config): string {
  if (issued.is === 'link') return `\n${sentence(issued.username, presentLink(issued.link, config))}`
  if (issued.is === 'webhook') {
    const { url, id, secret } = issued
    return `\nWebhook ${printable(url)} (${id}); this is shown only once:\nsecret: ${secret}`
  }
  const { name, id, key, secret } = issued
  const lines = [`\nClient ${printable(name)} (${id}); this is shown only once:`, `key: ${key}`]
  return [...lines, ...(secret === null ? [] : [`secret: ${secret}`])].join('\n')
}

const toJson = (issued: Issued, config: Config) =>
  issued.is === 'link'
    ? { is: issued.is, username: issued.username, ...presentLink(issued.link, config) }
    : issued
