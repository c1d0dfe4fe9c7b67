import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibrary } from '../src/compose.ts'
import { defaultOf, flagOf, readConfig, SETTINGS, type SettingName, variableOf } from '../src/config.ts'
import { PROBLEM_ANSWERS } from '../src/http/problem-answers.ts'
import { createLogger } from '../src/lib/log.ts'
import { startServer } from '../src/serve.ts'

/** The documents generated from the program: file name in docs/ and content. */
export async function generatedDocuments(): Promise<Record<string, string>> {
  return {
    'configuration.md': configuration(),
    'errors.md': errors(),
    'openapi.json': await openApi(),
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
    .map(([code, { status, title, gateway }]) => {
      const body =
        gateway === undefined
          ? `\`{"ErrorCode": "${code}", "ErrorMessage": …}\``
          : `\`{"message": "${gateway}"}\``
      return `| ${status} | \`${code}\` | ${title} | ${body} |`
    })
  return `# Errors

All errors of the API. Bodies with \`message\` are \`application/json\`: the request was rejected before it was parsed. All
others are \`application/vnd.getty.error+json\`, and \`ErrorMessage\` says what was wrong and what would be right. Every
answer carries \`X-Request-Id\`, which identifies the request in the server's log.

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

if (import.meta.main) {
  for (const [name, content] of Object.entries(await generatedDocuments())) {
    await writeFile(new URL(name, import.meta.url), content)
  }
}
