import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { CATALOGUE_SETTINGS } from './catalogue/settings.ts'
import { HTTP_SETTINGS } from './http/settings.ts'
import { Problem } from './lib/problem.ts'
import type { Setting } from './lib/setting.ts'
import { MEDIA_SETTINGS } from './media/settings.ts'
import { RENDITIONS_SETTINGS } from './renditions/settings.ts'
import { SEARCH_SETTINGS } from './search/settings.ts'

/**
 * Every setting there is; each room has its own. A setting is a flag (`--tls-port`), an environment variable (`VITRINE_TLS_PORT`) or a
 * line of the settings file (`tlsPort:`), in this order of precedence. docs/configuration.md is made from here.
 */
export const SETTINGS = {
  data: {
    type: 'text',
    byDefault: 'data',
    what: 'Folder of the library: records, index, pictures, certificates.',
  },
  ...HTTP_SETTINGS,
  ...CATALOGUE_SETTINGS,
  ...MEDIA_SETTINGS,
  ...RENDITIONS_SETTINGS,
  ...SEARCH_SETTINGS,
  logLevel: {
    type: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
    byDefault: 'info',
    what: 'Least important log lines that are written.',
  },
} as const satisfies Record<string, Setting>

/** The name of a data folder that is a copy of the demo library and goes with its server. */
export const TEMPORARY = ':temp:'

export type SettingName = keyof typeof SETTINGS

type Value<S extends Setting> = S['type'] extends 'integer'
  ? number
  : S['type'] extends 'flag'
    ? boolean
    : S['type'] extends 'list'
      ? readonly string[]
      : S['type'] extends readonly (infer Choice)[]
        ? Choice | (S['byDefault'] & null)
        : S['byDefault'] extends null
          ? string | null
          : string

export type Config = { readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> }

type Environment = Readonly<Record<string, string | undefined>>

/** Variables that belong to the tests of this project and not to the program. */
const TEST_PREFIX = 'VITRINE_TEST_'
const FILE_VARIABLE = 'VITRINE_CONFIG'

/**
 * What is in force: flags over environment over file over defaults. All mistakes are reported at once. A setting
 * that is null, as `vitrine config` writes one that is not there, is not given.
 *
 * @throws Problem InvalidSetting naming each unknown setting and each wrong value with what would be right.
 */
export function readConfig(
  flags: Readonly<Record<string, unknown>>,
  environment: Environment = process.env,
): Config {
  const mistakes: string[] = []
  const fromEnvironment = readEnvironment(environment, mistakes)
  const data = String(flags.data ?? fromEnvironment.data ?? SETTINGS.data.byDefault)
  const fromFile = readFile(environment[FILE_VARIABLE], join(data, 'vitrine.yaml'), mistakes)
  const config: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const given = flags[name] ?? fromEnvironment[name] ?? fromFile[name]
    config[name] =
      given === undefined || given === null ? setting.byDefault : read(name, given, setting, mistakes)
  }
  if (mistakes.length > 0) throw new Problem('InvalidSetting', mistakes.join('\n'))
  return { ...config, data: resolve(String(config.data)) } as Config
}

/** "tlsPort" as an environment variable is "VITRINE_TLS_PORT", as a flag "--tls-port". */
export const variableOf = (name: string) => `VITRINE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`
export const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`

/** What a setting is when nobody says anything, as people read it; empty when it then is not there. */
export function defaultOf(name: SettingName): string {
  const { byDefault, byDefaultIs }: Setting = SETTINGS[name]
  return byDefaultIs ?? (byDefault === null ? '' : String(byDefault))
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

function readFile(asked: string | undefined, usual: string, mistakes: string[]): Record<string, unknown> {
  const path = asked ?? usual
  if (!existsSync(path)) {
    if (asked !== undefined) mistakes.push(`There is no settings file ${asked}.`)
    return {}
  }
  const content = parseFile(path, mistakes)
  for (const name of Object.keys(content))
    if (!Object.hasOwn(SETTINGS, name)) mistakes.push(`${path}: there is no setting ${name}.`)
  return content
}

function parseFile(path: string, mistakes: string[]): Record<string, unknown> {
  try {
    const content: unknown = parse(readFileSync(path, 'utf8'), { prettyErrors: true }) ?? {}
    if (typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>
    const is = Array.isArray(content) ? 'a list' : 'a text'
    mistakes.push(`${path} is ${is}, but must have a line "name: value" for each setting.`)
  } catch (error) {
    // NOTE: what YAML says goes on with the lines around the place, and a line may hold a secret.
    const [reason = ''] = (error as Error).message.split(/:?\n/)
    mistakes.push(`${path} cannot be read as a settings file: ${reason}.`)
  }
  return {}
}

function read(name: string, given: unknown, { type, min, max }: Setting, mistakes: string[]): unknown {
  const text = String(given)
  const shown = typeof given === 'object' ? JSON.stringify(given) : text
  const wrong = (right: string) => void mistakes.push(`${name} is '${shown}', but must be ${right}.`)
  if (typeof given === 'object' && !(type === 'list' && Array.isArray(given))) return wrong('a single value')
  if (type === 'text') return text
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
