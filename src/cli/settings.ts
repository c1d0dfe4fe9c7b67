import { type Command, Option } from 'commander'
import { type Config, defaultOf, flagOf, readConfig, SETTINGS, type SettingName } from '../config.ts'

/** Adds the flags of these settings to a command. */
export function addSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { description, type } = SETTINGS[name]
    const value = defaultOf(name)
    const shown = value === '' ? '' : ` (default: ${value})`
    command.addOption(
      new Option(`${flagOf(name)} ${type === 'flag' ? '[yes]' : '<value>'}`, description + shown),
    )
  }
  return command
}

/** Settings of every command that opens a library. */
export const LIBRARY_SETTINGS = [
  'data',
  'records',
  'recordConnections',
  'blobs',
] as const satisfies SettingName[]
/** Settings of every command that makes changes searchable. */
export const INDEX_SETTINGS: readonly SettingName[] = ['search', 'searchEngine']
/** Settings of every command that decodes pictures or makes renditions. */
export const DECODER_SETTINGS: readonly SettingName[] = [
  ...([
    'decoders',
    'decodeTimeoutMs',
    'maxDecoderBytes',
    'maxPixels',
    'maxFileBytes',
    'vipsPath',
    'ghostscriptPath',
    'ffmpegPath',
    'ffprobePath',
  ] as const),
  ...(['watermarkText', 'watermarkSvg', 'watermarkOpacity', 'maxRenditionBytes'] as const),
]

/** The options of a command with the settings of a library, among which it may have others. */
export type LibraryOptions = Readonly<Partial<Record<(typeof LIBRARY_SETTINGS)[number], string>>>

/** The settings of the library of a command. Its other options may have the names of settings. */
export const libraryConfigOf = (options: LibraryOptions): Config =>
  readConfig(Object.fromEntries(LIBRARY_SETTINGS.map((name) => [name, options[name]])))

/** The effective settings of a command, from its flags, the environment and the settings file. */
export function configOf(options: Readonly<Record<string, unknown>>): Config {
  return readConfig(options)
}
