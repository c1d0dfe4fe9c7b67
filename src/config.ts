import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { Problem } from './lib/problem.ts'

/** One setting: how it is written, what it is when nobody says anything, and what it does. */
type Setting = {
  readonly type: 'text' | 'integer' | 'flag' | 'list' | readonly string[]
  readonly byDefault: string | number | boolean | null | readonly string[]
  readonly min?: number
  readonly max?: number
  readonly what: string
  /** How documents write a default that depends on the machine. */
  readonly byDefaultIs?: string
}

/**
 * Every setting there is. A setting is a flag (`--tls-port`), an environment variable (`VITRINE_TLS_PORT`) or a
 * line of the settings file (`tlsPort:`), in this order of precedence. docs/configuration.md is made from here.
 */
export const SETTINGS = {
  data: {
    type: 'text',
    byDefault: 'data',
    what: 'Folder of the library: records, index, pictures, certificates.',
  },
  host: {
    type: 'text',
    byDefault: '127.0.0.1',
    what: 'Address where plain HTTP listens. Beyond loopback only together with behindProxy.',
  },
  port: {
    type: 'integer',
    byDefault: 8080,
    min: 0,
    max: 65535,
    what: 'Port of plain HTTP; 0 takes a free one.',
  },
  tlsHost: {
    type: 'text',
    byDefault: '127.0.0.1',
    what: 'Address where HTTPS listens; 0.0.0.0 is every one.',
  },
  tlsPort: {
    type: 'integer',
    byDefault: 8443,
    min: 0,
    max: 65535,
    what: 'Port of HTTPS (HTTP/2 and HTTP/1.1); 0 takes a free one.',
  },
  tlsCertificate: {
    type: 'text',
    byDefault: null,
    what: "File with the owner's certificate chain (PEM), read again when it changes.",
  },
  tlsKey: { type: 'text', byDefault: null, what: 'File with the private key of tlsCertificate (PEM).' },
  behindProxy: {
    type: 'list',
    byDefault: [],
    what: 'Addresses or networks of proxies whose X-Forwarded-* are believed.',
  },
  countryHeader: {
    type: 'text',
    byDefault: null,
    what: 'Header in which a trusted proxy names the country of a request, such as CF-IPCountry.',
  },
  publicUrl: {
    type: 'text',
    byDefault: null,
    what: 'Base of every address in answers, such as https://images.example.org.',
  },
  gallery: {
    type: 'flag',
    byDefault: false,
    what: 'Whether everybody may browse the gallery at / without a key. On in development.',
  },
  galleryClean: {
    type: ['thumb', 'preview', 'comp'],
    byDefault: 'preview',
    what: 'Largest size that visitors of the gallery see without a watermark: thumb 170, preview 506, comp 612 pixels.',
  },
  cacheSeconds: {
    type: 'integer',
    byDefault: 86_400,
    min: 0,
    max: 31_536_000,
    what: 'How long caches may keep an answer (max-age).',
  },
  defaultLicenseModel: {
    type: ['royaltyfree', 'rightsmanaged', 'rightsready'],
    byDefault: null,
    what: 'Licence model of every picture of which neither its file nor its record states one.',
  },
  defaultEmbeddable: {
    type: 'flag',
    byDefault: false,
    what: 'Whether pictures may be embedded in pages of others where neither file nor record says whether they may.',
  },
  unknownParameters: {
    type: ['refuse', 'ignore'],
    byDefault: 'refuse',
    what: 'What to do with a query parameter that an operation does not have.',
  },
  responseCache: {
    type: 'flag',
    byDefault: false,
    what: 'Whether answers say that they come from memory, and since when: the headers x-cache and age.',
  },
  maxAnswerMemoryBytes: {
    type: 'integer',
    byDefault: 67_108_864,
    min: 0,
    max: 2 ** 40,
    what: 'Memory for answers that were sent already, until the library changes; 0 makes each one anew.',
  },
  maxBodyBytes: {
    type: 'integer',
    byDefault: 1_048_576,
    min: 1024,
    max: 1_073_741_824,
    what: 'Largest body of a request.',
  },
  requestTimeoutMs: {
    type: 'integer',
    byDefault: 30_000,
    min: 100,
    max: 3_600_000,
    what: 'Time in which a request must have arrived whole; who takes nothing of an answer for so long is cut off.',
  },
  decoders: {
    type: 'integer',
    byDefault: availableParallelism(),
    min: 1,
    max: 256,
    byDefaultIs: 'one for each core',
    what: 'Processes that decode pictures; up to two more take over while files hold these up.',
  },
  decodeTimeoutMs: {
    type: 'integer',
    byDefault: 60_000,
    min: 100,
    max: 3_600_000,
    what: 'Time that decoding one picture may take.',
  },
  maxDecoderBytes: {
    type: 'integer',
    byDefault: 1_610_612_736,
    min: 67_108_864,
    max: 2 ** 40,
    what: 'Memory that one decoder process may use; on Linux the system sees to it, where prlimit of util-linux is installed.',
  },
  maxPixels: {
    type: 'integer',
    byDefault: 268_435_456,
    min: 1,
    max: 2 ** 40,
    what: 'Largest picture that is decoded, in pixels.',
  },
  maxFileBytes: {
    type: 'integer',
    byDefault: 1_073_741_824,
    min: 1,
    max: 2 ** 40,
    what: 'Largest file that is taken in.',
  },
  watermarkText: {
    type: 'text',
    byDefault: null,
    what: 'Text over pictures that are shown with a watermark, in place of VITRINE: Latin letters with their accents, digits, punctuation.',
  },
  watermarkSvg: {
    type: 'text',
    byDefault: null,
    what: 'File with an SVG that is the watermark, in place of a text. It may use no font and refer to nothing outside.',
  },
  watermarkOpacity: {
    type: 'integer',
    byDefault: 55,
    min: 0,
    max: 100,
    what: 'How opaque the watermark is, in per cent.',
  },
  maxRenditionBytes: {
    type: 'integer',
    byDefault: 107_374_182_400,
    min: 0,
    max: 2 ** 50,
    what: 'Disk for renditions; beyond it those that nobody looked at for longest go, and are made again when asked for.',
  },
  conceptWords: {
    type: 'flag',
    byDefault: true,
    what: 'Whether a word finds what other languages call the same: "Hund" pictures whose caption says dog.',
  },
  correctSpelling: {
    type: 'flag',
    byDefault: true,
    what: 'Whether a word that occurs nowhere is taken for a misspelt one when the library has one that is nearly the same.',
  },
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
