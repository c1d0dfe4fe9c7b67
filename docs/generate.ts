import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClientDescription, clientFiles } from '../generate/client.ts'
import { enumeratedCodes } from '../src/catalogue/keywords.ts'
import { EDITORIAL_VIDEO_TYPES, FAMILIES, GRAPHICAL_STYLES, SEGMENTS } from '../src/catalogue/trade-lists.ts'
import { ASPECT_RATIOS, FRAME_RATES } from '../src/catalogue/video.ts'
import { openLibrary } from '../src/compose.ts'
import { defaultOf, flagOf, readConfig, SETTINGS, type SettingName, variableOf } from '../src/config.ts'
import { PROBLEM_ANSWERS } from '../src/http/problem-answers.ts'
import { createLogger } from '../src/lib/log.ts'
import { LINES_OF_FORMATS } from '../src/search/video-search.ts'
import { startServer } from '../src/serve/serve.ts'

/** The files that are generated from the program: path in the repository and content. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const description = await openApi()
  return {
    'docs/configuration.md': configuration(),
    'docs/errors.md': errors(),
    'docs/openapi.json': description,
    'web/search-parameters.gen.js': searchParameters(JSON.parse(description)),
    ...(await clientFiles(JSON.parse(description) as ClientDescription)),
  }
}

function configuration(): string {
  const rows = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const { type, description, ...rest } = SETTINGS[name]
    const range = 'min' in rest ? ` from ${rest.min} to ${rest.max}` : ''
    const kind = typeof type === 'string' ? type + range : type.map((value) => `\`${value}\``).join(', ')
    const shownDefault = defaultOf(name)
    const shown = shownDefault === '' ? 'none' : 'defaultText' in rest ? shownDefault : `\`${shownDefault}\``
    return `| \`${name}\` | \`${flagOf(name)}\` | \`${variableOf(name)}\` | ${kind} | ${shown} | ${description} |`
  })
  return `# Settings

Flags take precedence over environment variables, and those over the settings file: \`vitrine.yaml\` in the data folder,
or the file named by \`VITRINE_CONFIG\`. Unknown settings are refused. \`vitrine config\` prints the effective settings as
a settings file. Lists are comma-separated.

| name in the file | flag | variable | type or values | default | description |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function errors(): string {
  const rows = Object.entries(PROBLEM_ANSWERS)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(([name, { status, title, gateway, sentAs: code = name }]) => {
      const body =
        gateway === undefined
          ? `\`{"ErrorCode": "${code}", "ErrorMessage": …}\``
          : `\`{"message": "${gateway}"}\``
      return `| ${status} | \`${code}\` | ${title} | ${body} |`
    })
  return `# Errors

All errors of the API. Bodies with \`message\` are \`application/json\`: the request was rejected before it was parsed. All
others are \`application/vnd.getty.error+json\`, and \`ErrorMessage\` says what was wrong and what would be right. Every
response has \`X-Request-Id\`, which identifies the request in the server's log.

Under \`/v1\` all errors are \`application/problem+json\` (RFC 9457) with the same status, and with the code in \`code\`.

| status | code | meaning | body |
|---|---|---|---|
${rows.join('\n')}
`
}

/** The OpenAPI document as a server sends it. */
async function openApi(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'vitrine-docs-'))
  const config = readConfig({ data, port: 0, tlsPort: 0 }, {})
  const library = await openLibrary(config)
  try {
    const server = await startServer(library, config, { logger: createLogger('silent') })
    const response = await fetch(`${server.http}/openapi.json`)
    await server.stop()
    return `${await response.text()}\n`
  } finally {
    await library.close()
    await rm(data, { recursive: true })
  }
}

type Description = {
  readonly paths: Record<string, { readonly get: { readonly parameters: readonly Parameter[] } }>
}
type Parameter = {
  readonly name?: string
  readonly schema?: {
    readonly enum?: readonly string[]
    readonly items?: { readonly enum?: readonly string[] }
  }
}

/** What the gallery has to know of the image searches before it asks the API for anything. */
function searchParameters({ paths }: Description): string {
  const supported = {
    creative: supportedBy(paths['/v3/search/images/creative']!.get.parameters),
    editorial: supportedBy(paths['/v3/search/images/editorial']!.get.parameters),
    all: supportedBy(paths['/v3/search/images']!.get.parameters),
    video_creative: supportedBy(paths['/v3/search/videos/creative']!.get.parameters),
    video_editorial: supportedBy(paths['/v3/search/videos/editorial']!.get.parameters),
    video_all: supportedBy(paths['/v3/search/videos']!.get.parameters),
  }
  const everything = [...new Set(Object.values(supported).flat())]
    .filter((name) => parameterOf(name) !== 'fields')
    .sort()
  const unsupported = Object.entries(supported).map(([search, names]) => [
    search,
    everything.filter(
      (name) => !names.includes(name) && (names.includes(parameterOf(name)) || !name.includes('=')),
    ),
  ])
  const values = {
    graphical_styles: GRAPHICAL_STYLES,
    number_of_people: enumeratedCodes('NumberOfPeople'),
    editorial_segments: SEGMENTS,
    aspect_ratios: ASPECT_RATIOS,
    format_available: Object.keys(LINES_OF_FORMATS),
    frame_rates: FRAME_RATES,
    editorial_video_types: EDITORIAL_VIDEO_TYPES,
  }
  return `// @ts-check
// Generated by \`npm run docs\` from the lists of the catalogue and the description of the API. Do not edit.

/** @typedef {${namesOf([...FAMILIES, 'all'])}} Family */
/** A search of images of a family, or of videos. @typedef {${namesOf(Object.keys(supported))}} Search */

/** The values of filters, in the order in which they are offered. */
export const VALUES = ${JSON.stringify(values, null, 2)}

/** Parameters, and values as \`parameter=value\`, that a search lacks while another one has them. @type {Record<Search, string[]>} */
export const UNSUPPORTED = ${JSON.stringify(Object.fromEntries(unsupported), null, 2)}
`
}

const namesOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(' | ')

const parameterOf = (name: string) => name.split('=')[0]!

/** Names of parameters, and each listed value as `name=value`. */
function supportedBy(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap(({ name, schema }) => {
    if (name === undefined) return []
    const values = schema?.enum ?? schema?.items?.enum ?? []
    return [name, ...values.map((value) => `${name}=${value}`)]
  })
}

if (import.meta.main) {
  for (const [path, content] of Object.entries(await generatedFiles())) {
    await writeFile(new URL(`../${path}`, import.meta.url), content)
  }
}
