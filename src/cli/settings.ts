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
export const LIBRARY_SETTINGS: readonly SettingName[] = ['data']
/** Settings of every command that makes changes searchable. */
export const INDEX_SETTINGS: readonly SettingName[] = ['searchEngine']
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

/** The effective settings of a command, from its flags, the environment and the settings file. */
export function configOf(options: Readonly<Record<string, unknown>>): Config {
  return readConfig(options)
}
