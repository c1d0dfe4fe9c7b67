import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { ACCESS_SETTINGS } from './access/settings.ts'
import { BLOBS_SETTINGS } from './blobs/settings.ts'
import { CATALOGUE_SETTINGS } from './catalogue/settings.ts'
import { RECORDS_SETTINGS } from './db/settings.ts'
import { DOWNLOADS_SETTINGS } from './downloads/settings.ts'
import { HTTP_SETTINGS } from './http/settings.ts'
import { hostAddresses } from './lib/host-addresses.ts'
import { Problem } from './lib/problem.ts'
import type { Setting } from './lib/setting.ts'
import { withoutPassword } from './lib/without-password.ts'
import { MEDIA_SETTINGS } from './media/settings.ts'
import { RENDITIONS_SETTINGS } from './renditions/settings.ts'
import { SEARCH_SETTINGS } from './search/settings.ts'
import { TRANSCODES_SETTINGS } from './transcodes/settings.ts'
import { UPLOADS_SETTINGS } from './uploads/settings.ts'
import { VISUAL_SETTINGS } from './visual/settings.ts'
import { WEBHOOKS_SETTINGS } from './webhooks/settings.ts'

/**
 * All settings; those of a feature are defined in its folder. A setting is given as a flag (`--tls-port`), an environment
 * variable (`VITRINE_TLS_PORT`) or a line of the settings file (`tlsPort:`), in this order of precedence.
 * docs/configuration.md is generated from here.
 */
export const SETTINGS = {
  data: {
    type: 'text',
    default: 'data',
    description: 'Folder of the library: records, index, pictures, certificates.',
  },
  ...RECORDS_SETTINGS,
  ...BLOBS_SETTINGS,
  ...ACCESS_SETTINGS,
  ...HTTP_SETTINGS,
  ...CATALOGUE_SETTINGS,
  ...MEDIA_SETTINGS,
  ...RENDITIONS_SETTINGS,
  ...TRANSCODES_SETTINGS,
  ...SEARCH_SETTINGS,
  ...DOWNLOADS_SETTINGS,
  ...WEBHOOKS_SETTINGS,
  ...UPLOADS_SETTINGS,
  ...VISUAL_SETTINGS,
  logLevel: {
    type: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
    default: 'info',
    description: 'Log level: the least important messages to log.',
  },
} as const satisfies Record<string, Setting>

/** As the data folder: a temporary copy of the demo library, which is deleted with its server. */
export const TEMPORARY = ':temp:'

/** The name of a setting, as in the settings file. */
export type SettingName = keyof typeof SETTINGS

type Value<S extends Setting> = S['type'] extends 'integer'
  ? number
  : S['type'] extends 'flag'
    ? boolean
    : S['type'] extends 'list'
      ? readonly string[]
      : S['type'] extends readonly (infer Choice)[]
        ? Choice | (S['default'] & null)
        : S['default'] extends null
          ? string | null
          : string

/** The value of every setting. */
export type Config = { readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> }

type Environment = Readonly<Record<string, string | undefined>>

/** Prefix of variables for the tests of this project, which the program ignores. */
const TEST_PREFIX = 'VITRINE_TEST_'
const FILE_VARIABLE = 'VITRINE_CONFIG'
const SECRET_VARIABLE = /^(?:VITRINE_(?!TEST_)|PG|AWS_|OPENSEARCH_)/

/**
 * Returns the effective settings: flags over environment over file over defaults. All mistakes are reported at once. A
 * null value, which `vitrine config` prints for a setting without a value, counts as not given.
 *
 * @throws Problem InvalidSetting naming each unknown setting, and each invalid value together with the valid ones.
 */
export function readConfig(
  flags: Readonly<Record<string, unknown>>,
  environment: Environment = process.env,
): Config {
  const mistakes: string[] = []
  const fromEnvironment = readEnvironment(environment, mistakes)
  const data = String(flags.data ?? fromEnvironment.data ?? SETTINGS.data.default)
  const fromFile = readFile(environment[FILE_VARIABLE], join(data, 'vitrine.yaml'), mistakes)
  const config: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const given = flags[name] ?? fromEnvironment[name] ?? fromFile[name]
    config[name] =
      given === undefined || given === null ? setting.default : read(name, given, setting, mistakes)
  }
  if (mistakes.length > 0) throw new Problem('InvalidSetting', mistakes.join('\n'))
  return { ...config, data: resolve(String(config.data)) } as Config
}

/**
 * Returns the environment for decoders. With an arena of glibc for each thread they would come to need a sixth more memory;
 * and they use large pieces again and again, which need not go back to the system in between. What reads hostile files is not
 * told settings, nor passwords of databases.
 */
export const decoderEnvironment = (): Environment => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRET_VARIABLE.test(name))),
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: undefined,
})

/** Returns the variables that tell how to reach a bucket, with its secret. They are those of other programs for S3. */
export const bucketEnvironment = (): Environment =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')))

/** Returns the variables with the user of OpenSearch. */
export const searchEnvironment = (): Environment =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('OPENSEARCH_')))

/** The environment variable of a setting: "VITRINE_TLS_PORT" for "tlsPort". */
export const variableOf = (name: string) => `VITRINE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`
/** The flag of a setting: "--tls-port" for "tlsPort". */
export const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`

/** The default of a setting as text to display; empty when it has none. */
export function defaultOf(name: SettingName): string {
  const { default: value, defaultText }: Setting = SETTINGS[name]
  return defaultText ?? (value === null ? '' : String(value))
}

function readEnvironment(environment: Environment, mistakes: string[]): Record<string, string> {
  const byVariable = new Map(Object.keys(SETTINGS).map((name) => [variableOf(name), name]))
  const found: Record<string, string> = {}
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('VITRINE_') || variable.startsWith(TEST_PREFIX) || variable === FILE_VARIABLE)
      continue
    const name = byVariable.get(variable)
    if (name === undefined) mistakes.push(`There is no setting ${variable}.`)
    else if (value !== undefined) found[name] = value
  }
  return found
}

function readFile(
  givenPath: string | undefined,
  defaultPath: string,
  mistakes: string[],
): Record<string, unknown> {
  const path = givenPath ?? defaultPath
  if (!existsSync(path)) {
    if (givenPath !== undefined) mistakes.push(`There is no settings file ${givenPath}.`)
    return {}
  }
  const content = parseFile(path, mistakes)
  for (const name of Object.keys(content))
    if (!Object.hasOwn(SETTINGS, name)) mistakes.push(`${path}: there is no setting ${name}.`)
  return content
}

function parseFile(path: string, mistakes: string[]): Record<string, unknown> {
  // Loaded only where there is a settings file: most commands and all threads start without one.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml')
  try {
    const content: unknown = parse(readFileSync(path, 'utf8'), { prettyErrors: true }) ?? {}
    if (typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>
    const found = Array.isArray(content) ? 'a list' : 'a single value'
    mistakes.push(`${path} contains ${found}, but must have a line "name: value" for each setting.`)
  } catch (error) {
    // NOTE: only the first line of the YAML error: the rest quotes the file, which may contain a secret.
    const [reason = ''] = (error as Error).message.split(/:?\n/)
    mistakes.push(`${path} cannot be read as a settings file: ${reason}.`)
  }
  return {}
}

const HTTP_EXAMPLE = 'https://images.example.org'

const isAddress = (text: string, { schemes = ['http', 'https'], hosts = 'one' }: Setting): boolean =>
  schemes.some(
    (scheme) => text.toLowerCase().startsWith(`${scheme}://`) && text.length > scheme.length + 3,
  ) && (hosts === 'one' ? URL.canParse(text) : hostAddresses(text).every(hasHost))

const hasHost = (address: string): boolean => URL.canParse(address) && new URL(address).hostname !== ''

function read(name: string, given: unknown, setting: Setting, mistakes: string[]): unknown {
  const { type, min, max } = setting
  const text = String(given)
  const shown = withoutPassword(typeof given === 'object' ? JSON.stringify(given) : text)
  const wrong = (right: string) => void mistakes.push(`${name} is '${shown}', but must be ${right}.`)
  if (typeof given === 'object' && !(type === 'list' && Array.isArray(given))) return wrong('a single value')
  if (type === 'text') return text
  if (type === 'url')
    return isAddress(text, setting) ? text : wrong(`an address such as ${setting.example ?? HTTP_EXAMPLE}`)
  if (type === 'list')
    return Array.isArray(given)
      ? given.map(String)
      : text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
  if (type === 'flag') return text === 'true' || (text === 'false' ? false : wrong('true or false'))
  if (type === 'integer') {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
    return value >= min! && value <= max! ? value : wrong(`an integer from ${min} to ${max}`)
  }
  return type.includes(text) ? text : wrong(`one of ${type.join(', ')}`)
}
