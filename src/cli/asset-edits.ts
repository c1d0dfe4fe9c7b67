import { type Command, InvalidArgumentError } from 'commander'
import type { AssetEdits } from '../catalogue/edits.ts'
import { LICENSE_MODELS } from '../catalogue/trade-lists.ts'
import { EDITED_FIELDS, type EditedField, toEdits } from '../ingest/mapping/to-edits.ts'
import { alternatives } from '../lib/text.ts'
import { WrongUse } from './wrong-use.ts'

/** Options of `vitrine assets edit`: every field of a manifest as text, and shorter forms of some. */
export type EditOptions = { readonly [Name in Camel<Exclude<EditedField, 'embeddable'>>]?: string } & {
  readonly embeddable?: boolean
  readonly onlyIn?: string
  readonly notIn?: string
  readonly everywhere?: boolean
  readonly language?: string
}

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

/** Help texts of fields whose name does not say enough. */
const DESCRIPTIONS: Partial<Record<EditedField, string>> = {
  alt_text: 'what the picture shows, for people who cannot see it',
  keywords: 'all plain keywords, comma-separated',
  concepts: 'all concepts, comma-separated',
  people: 'all people shown, semicolon-separated',
  locations: 'all places shown, semicolon-separated',
  country: 'country where it was taken, by name or code',
  date_created: 'when it was made, as in a manifest: 2027-01-31, 31.1.2027, 1860, c. 1860',
  license_model: alternatives(LICENSE_MODELS),
  editorial_segments: 'editorial segments such as news or sport, comma-separated',
  quality_rank: '1 (best) to 3',
  call_for_image: 'yes or no: customers have to ask for its file',
  istock_licenses: 'licences with their credits, such as "Standard: 3; Multiseat: 10"',
  entity_details: 'what it shows, such as "Bergen <https://…>", separated by |',
  links: 'addresses, such as "license: https://…", separated by |',
  visible_from: 'embargo: hidden before this date or time, in UTC unless it has an offset; or "none"',
  visible_until: 'expiry: hidden from this date or time on; or "none"',
}

/** Adds the options that edit an asset to a command. */
export function addEdits(command: Command): Command {
  for (const name of EDITED_FIELDS)
    if (name !== 'embeddable' && name !== 'territories')
      command.option(
        `--${name.replaceAll('_', '-')} <value>`,
        DESCRIPTIONS[name] ?? name.replaceAll('_', ' '),
      )
  return command
    .option('--language <tag>', 'language of the given title, caption, alt text and extended description')
    .option('--only-in <countries>', 'offer only in these countries', notEmpty)
    .option('--not-in <countries>', 'offer everywhere except in these countries', notEmpty)
    .option('--everywhere', 'offer everywhere')
    .option('--embeddable', 'allow embedding')
    .option('--no-embeddable', 'forbid embedding')
}

/** Reads the options. @throws WrongUse when there is nothing to change, or a value is invalid. */
export function readEdits(options: EditOptions): AssetEdits {
  const fields = fieldsOf(options)
  if (Object.keys(fields).length === 0)
    throw new WrongUse('Give at least one field to change, such as --title; see --help.')
  const edits = toEdits(fields, options.language ?? null)
  if (Array.isArray(edits))
    throw new WrongUse(edits.map(({ field, reason }) => `${flagOf(field)}: ${reason}`).join('\n'))
  return edits as AssetEdits
}

function fieldsOf(options: EditOptions): Partial<Record<EditedField, string>> {
  const given = EDITED_FIELDS.map((name) => [name, options[camel(name) as keyof EditOptions]] as const)
  const fields = Object.fromEntries(
    given.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  )
  for (const name of ['visible_from', 'visible_until']) if (fields[name] === 'none') fields[name] = ''
  return { ...fields, ...territoriesOf(options) }
}

function territoriesOf({ onlyIn, notIn, everywhere }: EditOptions): { territories?: string } {
  if ([onlyIn, notIn, everywhere].filter((one) => one !== undefined).length > 1)
    throw new WrongUse('--only-in, --not-in and --everywhere cannot be combined.')
  if (onlyIn) return { territories: `allow: ${onlyIn}` }
  if (notIn) return { territories: `deny: ${notIn}` }
  return everywhere ? { territories: '' } : {}
}

function notEmpty(text: string): string {
  if (/[^\s,]/.test(text)) return text
  throw new InvalidArgumentError('Give country codes of ISO 3166, such as DEU.')
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const flagOf = (field: string) =>
  field === 'territories' ? '--only-in, --not-in' : `--${field.replaceAll('_', '-')}`
