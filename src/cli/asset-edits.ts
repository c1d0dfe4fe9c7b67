import { type Command, InvalidArgumentError } from 'commander'
import type { AssetEdits } from '../catalogue/edits.ts'
import { EDITED_FIELDS, type EditedField, toEdits } from '../ingest/mapping/to-edits.ts'
import { WrongUse } from './wrong-use.ts'

/** Options of `vitrine assets edit`: each field that a manifest has, as a text, and those that are shorter to type. */
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

/** What is not said by the name of the field. */
const EXPLAINED: Partial<Record<EditedField, string>> = {
  alt_text: 'what the picture shows, for those who cannot see it',
  keywords: 'all of its plain keywords, with commas between them',
  concepts: 'all of its concepts, with commas between them',
  people: 'all persons shown, with semicolons between them',
  locations: 'all places shown, with semicolons between them',
  country: 'country where it was taken, by its name or code',
  date_created: 'when it was made, as in a manifest: 2027-01-31, 31.1.2027, 1860, c. 1860',
  license_model: 'royaltyfree, rightsmanaged or rightsready',
  editorial_segments: 'parts of the news, with commas between them',
  quality_rank: '1 (best) to 3',
  visible_from: 'embargo: hidden before this date or time, UTC unless it says otherwise; "none"',
  visible_until: 'hidden from this date or time on; "none"',
}

/** Gives a command the options that edit an asset. */
export function addEdits(command: Command): Command {
  for (const name of EDITED_FIELDS)
    if (name !== 'embeddable' && name !== 'territories')
      command.option(`--${name.replaceAll('_', '-')} <value>`, EXPLAINED[name] ?? name.replaceAll('_', ' '))
  return command
    .option(
      '--language <tag>',
      'the language of the texts given: title, caption, alt text, extended description',
    )
    .option('--only-in <countries>', 'offered in these countries alone', notEmpty)
    .option('--not-in <countries>', 'offered everywhere but in these countries', notEmpty)
    .option('--everywhere', 'offered everywhere')
    .option('--embeddable', 'may be embedded')
    .option('--no-embeddable', 'may not be embedded')
}

/** @throws WrongUse when nothing is to be changed, or a value cannot be. */
export function readEdits(options: EditOptions): AssetEdits {
  const fields = fieldsOf(options)
  if (Object.keys(fields).length === 0) throw new WrongUse('Say what to change, such as --title; see --help.')
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
    throw new WrongUse('--only-in, --not-in and --everywhere exclude one another.')
  if (onlyIn) return { territories: `allow: ${onlyIn}` }
  if (notIn) return { territories: `deny: ${notIn}` }
  return everywhere ? { territories: '' } : {}
}

function notEmpty(text: string): string {
  if (/[^\s,]/.test(text)) return text
  throw new InvalidArgumentError('Name a country by its code of ISO 3166, such as DEU.')
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const flagOf = (field: string) =>
  field === 'territories' ? '--only-in, --not-in' : `--${field.replaceAll('_', '-')}`
