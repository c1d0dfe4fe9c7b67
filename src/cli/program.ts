import { Command, CommanderError } from 'commander'
import { VERSION } from '../lib/package.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { sentenceOf } from './sentence-of.ts'

type Add = (program: Command, setExit: (code: number) => void) => void

/** The commands in the order of the help. Only the one that runs is imported, since a server takes long to load. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  dev: async () => (await import('./dev.ts')).addDev,
  serve: async () => (await import('./serve.ts')).addServe,
  ingest: async () => (await import('./ingest.ts')).addIngest,
  worker: async () => (await import('./worker.ts')).addWorker,
  mapping: async () => (await import('./mapping.ts')).addMapping,
  vocabulary: async () => (await import('./vocabulary.ts')).addVocabulary,
  assets: async () => (await import('./assets.ts')).addAssets,
  customers: async () => (await import('./customers.ts')).addCustomers,
  users: async () => (await import('./users.ts')).addUsers,
  agreements: async () => (await import('./agreements.ts')).addAgreements,
  keys: async () => (await import('./keys.ts')).addKeys,
  tokens: async () => (await import('./tokens.ts')).addTokens,
  apply: async () => (await import('./apply.ts')).addApply,
  rights: async () => (await import('./rights.ts')).addRights,
  recalls: async () => (await import('./recalls.ts')).addRecalls,
  usage: async () => (await import('./usage.ts')).addUsage,
  webhooks: async () => (await import('./webhooks.ts')).addWebhooks,
  receipt: async () => (await import('./receipt.ts')).addReceipt,
  tls: async () => (await import('./tls.ts')).addTls,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  'migrate-data': async () => (await import('./migrate-data.ts')).addMigrateData,
  config: async () => (await import('./show-config.ts')).addShowConfig,
}

/** The command that the arguments begin with; none for the version; all for the help and for an unknown command. */
function commandsFor([first = '']: readonly string[]): (() => Promise<Add>)[] {
  if (first === '--version' || first === '-V') return []
  return Object.hasOwn(COMMANDS, first) ? [COMMANDS[first]!] : Object.values(COMMANDS)
}

/** Runs one command line and returns its exit code. Failures are one sentence on standard error. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.success
  const program = new Command('vitrine')
    .description('A picture library with the Getty Images API v3.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('Add --help for usage.')
    .configureHelp({ showGlobalOptions: true })
  const setExit = (code: number) => {
    exitCode = code
  }
  process.stdout.on('error', ignoreClosedPipe)
  for (const load of commandsFor(args)) (await load())(program, setExit)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error)
    process.stderr.write(`${sentenceOf(error)}\n`)
    return exitCodeOf(error)
  }
}

/** A reader such as `head` may stop early; the work is finished all the same. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
