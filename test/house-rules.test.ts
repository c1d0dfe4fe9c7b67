import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { MUTANTS } from './long/mutants.ts'
import { filesOf, PARTS } from './parts/parts.ts'

/** What each folder of src/ may import from the others: folders, or single files. Everything else is a mistake, or a decision to record here. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  lib: [],
  // The types of some columns are lists of the trade.
  db: ['lib', 'catalogue/trade-lists.ts', 'catalogue/video-sizes.ts'],
  blobs: ['lib'],
  notices: ['lib', 'db'],
  webhooks: ['lib', 'db', 'recalls', 'catalogue', 'feeds', 'notices'],
  catalogue: ['lib', 'db'],
  media: ['lib'],
  renditions: ['lib', 'db', 'blobs', 'catalogue', 'media', 'access', 'receipts/stated-credit.ts'],
  rights: ['lib', 'db', 'catalogue'],
  receipts: ['lib', 'db', 'blobs', 'media'],
  transcodes: ['lib', 'db', 'blobs', 'catalogue', 'media', 'renditions'],
  downloads: [
    'lib',
    'db',
    'blobs',
    'catalogue',
    'media',
    'renditions',
    'transcodes',
    'rights',
    'receipts',
    'notices',
  ],
  usage: ['lib', 'db', 'catalogue'],
  feeds: ['lib', 'db', 'catalogue', 'access', 'recalls'],
  sends: ['lib', 'db', 'catalogue', 'access'],
  recalls: ['lib', 'db', 'catalogue', 'notices'],
  uploads: ['lib', 'db', 'blobs', 'catalogue', 'media', 'renditions'],
  visual: ['lib', 'db', 'blobs', 'catalogue', 'media', 'renditions', 'rights', 'search', 'uploads'],
  purchases: ['lib', 'db', 'catalogue', 'access', 'rights', 'downloads', 'recalls'],
  boards: ['lib', 'db', 'catalogue', 'access', 'notices'],
  // What a customer may license is part of the query, so that totals and facets are true.
  search: ['lib', 'db', 'catalogue', 'rights'],
  access: ['lib', 'db', 'notices'],
  apply: ['lib', 'db', 'catalogue', 'access', 'rights', 'notices', 'webhooks', 'ingest/mapping/read-date.ts'],
  ingest: ['lib', 'db', 'blobs', 'catalogue', 'media', 'renditions', 'vocabulary', 'purchases', 'sends'],
  vocabulary: ['lib', 'db', 'catalogue'],
  demo: [
    'lib',
    'db',
    'catalogue',
    'access',
    'rights',
    'search',
    'ingest',
    'vocabulary',
    'media',
    'renditions',
  ],
  http: [
    'lib',
    'db',
    'blobs',
    'catalogue',
    'media',
    'renditions',
    'rights',
    'receipts',
    'downloads',
    'usage',
    'feeds',
    'recalls',
    'sends',
    'uploads',
    'visual',
    'purchases',
    'boards',
    'search',
    'access',
  ],
  cli: [
    'apply',
    'webhooks',
    'notices',
    'lib',
    'db',
    'catalogue',
    'search',
    'visual',
    'access',
    'receipts',
    'rights',
    'downloads',
    'recalls',
    'ingest',
    'vocabulary',
    'http',
  ],
}
/** Files beside the folders, and the folder of servers: they may import everything, and only the CLI may import them. */
const ROOT = new Set([
  'main.ts',
  'compose.ts',
  'compose-records.ts',
  'config.ts',
  'serve',
  'dev.ts',
  'doctor.ts',
  'vitrine.ts',
])
/** Packages that only one folder may import, so that replacing one affects only that folder. */
const ONLY_IN: Record<string, string | readonly string[]> = {
  'node:sqlite': ['db', 'search'],
  pg: 'db',
  s3mini: 'blobs',
  ioredis: 'access',
  '@opensearch-project/opensearch': 'search',
  sharp: ['media', 'demo'],
  fastify: 'http',
  '@fastify/accept-negotiator': 'http',
  '@fastify/compress': 'http',
  '@scalar/fastify-api-reference': 'http',
  'lru-cache': ['http', 'catalogue'],
  'fast-xml-parser': 'media',
  'any-ascii': 'lib',
  'irregular-plurals': 'search',
  'opencc-js/dict/TSCharacters': 'lib',
  'snowball-stemmers': 'search',
  'rate-limiter-flexible': 'access',
  '@node-oauth/oauth2-server': 'access',
  commander: 'cli',
  'cli-progress': 'cli',
}
/** SQL that only SQLite understands; db/ and the FTS5 index may use it. */
const SQLITE_ONLY =
  /\b(?:json_each|json_extract|pragma(?!:)|autoIncrement|rowid|insert or|sqlite_master|group_concat)\b|["'`( ]\+"/i
/** Adapters, which only compose.ts may choose. */
const ADAPTERS = [
  'src/access/redis/redis-limits.ts',
  'src/blobs/s3/s3-blob-store.ts',
  'src/blobs/file-blob-store.ts',
  'src/search/fts5/fts5-index.ts',
  'src/search/opensearch/opensearch-index.ts',
  'src/visual/vectors/threaded-index.ts',
]
const MAX_LINES = 350
const MAX_MEDIAN_LINES = 90

const files = globSync('src/**/*.ts').map((file) => file.replaceAll('\\', '/'))
/** AssemblyScript has imports of its own kind; its functions are described where TypeScript calls them. */
const isAssemblyScript = (file: string) => file.includes('/wasm/')
const product = files.filter(
  (file) => !file.endsWith('.test.ts') && !file.endsWith('.test-support.ts') && !isAssemblyScript(file),
)
const source = (file: string) => readFileSync(file, 'utf8')
const folderOf = (file: string) => file.split('/')[1]!
/** Whether a file is beside the folders, or in the folder of servers. */
const isAtRoot = (file: string) => file.split('/').length === 2 || ROOT.has(folderOf(file))
const isExempt = (file: string) => file.includes('/data/') || file.endsWith('.gen.ts')

function importsOf(file: string): string[] {
  return [...source(file).matchAll(/(?:\bfrom|\bimport)[ (]+'([^']+)'/g)].map((match) => match[1]!)
}

/** Returns our own files that a file imports. */
const targetsOf = (file: string): string[] =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier)).replaceAll('\\', '/'))

describe('the house', () => {
  it('has a rule for each folder of src/', () => {
    const folders = new Set(files.filter((file) => !isAtRoot(file)).map(folderOf))
    assert.deepEqual(
      [...folders].filter((folder) => !MAY_IMPORT[folder]),
      [],
    )
  })

  it('lets each folder import only what its rule names', () => {
    const wrong = product.flatMap((file) => {
      if (isAtRoot(file)) return []
      const folder = folderOf(file)
      return targetsOf(file)
        .filter((target) => {
          if (!target.startsWith('src/')) return folder !== 'db' || !target.startsWith('migrations/')
          const there = folderOf(target)
          if (ROOT.has(there)) return folder !== 'cli'
          const allowed = [folder, ...MAY_IMPORT[folder]!]
          return !allowed.includes(there) && !allowed.includes(target.slice('src/'.length))
        })
        .map((target) => `${file} → ${target}`)
    })
    assert.deepEqual(wrong, [])
  })

  it('keeps each package in the one folder that may import it', () => {
    const wrong = product.flatMap((file) =>
      importsOf(file)
        .filter(
          (specifier) =>
            ONLY_IN[specifier] && !isAtRoot(file) && ![ONLY_IN[specifier]].flat().includes(folderOf(file)),
        )
        .map((specifier) => `${file} → ${specifier}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('has no circular imports', () => {
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      else if (!done.has(file)) for (const target of targetsOf(file)) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of product) visit(file, [])
    assert.deepEqual(circles, [])
  })

  it('chooses adapters only in compose.ts', () => {
    assert.deepEqual(
      ADAPTERS.filter((file) => !files.includes(file)),
      [],
    )
    const choosing = product.flatMap((file) =>
      targetsOf(file)
        .filter((target) => ADAPTERS.includes(target) && file !== 'src/compose.ts')
        .map((target) => `${file} → ${target}`),
    )
    assert.deepEqual(choosing, [])
  })

  it('reads the environment only in config.ts', () => {
    const wrong = product.filter((file) => file !== 'src/config.ts' && /process\.env/.test(source(file)))
    assert.deepEqual(wrong, [])
  })

  it("keeps SQLite's dialect in db/ and in the index", () => {
    const wrong = [...product, ...globSync('migrations/*.ts')].filter(
      (file) => !/^src\/(?:db|search\/fts5)\//.test(file) && SQLITE_ONLY.test(source(file)),
    )
    assert.deepEqual(wrong, [])
  })

  it('reads assets for responses only through the visibility check', () => {
    const reads = /\b(?:findAssets|isVisible)\b/
    assert.deepEqual(
      product.filter((file) => file.startsWith('src/http/') && reads.test(source(file))),
      [],
    )
  })

  it('writes to the change log in one place', () => {
    const writes = /(?:insertInto\(|insertRows\(\w+, |into )["']?change\b/
    assert.deepEqual(
      product.filter((file) => writes.test(source(file))),
      ['src/catalogue/changes.ts'],
    )
  })

  it('spreads no literals just for the layout', () => {
    const everywhere = globSync('{src,test,bench,docs,web,migrations}/**/*.{ts,js}')
    const wrong = everywhere.filter((file) => /^\s*\.\.\.(?:\{[^}]*\}|\[[^\]\n]*\]),$/m.test(source(file)))
    assert.deepEqual(wrong, [])
  })

  it('has migrations that only add, or say in their names that older versions cannot go on', () => {
    const changing =
      /drop(?:Table|Column)|rename(?:To|Column)|alterColumn|(?:drop|rename|alter) (?:table|column)/i
    const wrong = globSync('migrations/*.ts').filter(
      (file) => file > 'migrations/0050' && !file.endsWith('-breaks-older.ts') && changing.test(source(file)),
    )
    assert.deepEqual(wrong, [])
  })

  it('has small files', () => {
    const lengths = product
      .filter((file) => !isExempt(file))
      .map((file) => [source(file).split('\n').length - 1, file] as const)
    assert.deepEqual(
      lengths.filter(([lines]) => lines > MAX_LINES),
      [],
    )
    const sorted = lengths.map(([lines]) => lines).sort((a, b) => a - b)
    assert.ok(sorted[Math.floor(sorted.length / 2)]! <= MAX_MEDIAN_LINES, 'the median file is too long')
  })

  it('has no barrel files and no folder of leftovers', () => {
    const wrong = files.filter((file) => /\/(?:index|utils?|helpers?|common)(?:\.ts|\/)/.test(file))
    assert.deepEqual(wrong, [])
  })

  it('has docstrings for all exports', () => {
    const declaration = /^export (?:(?:async )?function\*?|const|class|type) (\w+)/
    const undocumented = product
      .filter((file) => !isExempt(file))
      .flatMap((file) => {
        const lines = source(file).split('\n')
        return lines.flatMap((line, at) => {
          const name = declaration.exec(line)?.[1]
          return name === undefined || lines[at - 1]?.endsWith('*/') ? [] : [`${file}: ${name}`]
        })
      })
    assert.deepEqual(undocumented, [])
  })
})

describe('the list of benchmarks', () => {
  it('has all of them', () => {
    const listed = source('docs/benchmarks.md')
    const names = globSync('bench/*.ts').map((file) => basename(file))
    assert.deepEqual(
      names.filter((name) => !listed.includes(`\`${name}\``)),
      [],
    )
  })
})

describe('the list of mutants', () => {
  it('has lines that occur exactly once in their file', () => {
    const wrong = MUTANTS.filter(
      ({ file, line }) =>
        source(file)
          .split('\n')
          .filter((it) => it.trim() === line).length !== 1,
    )
    assert.deepEqual(
      wrong.map(({ file, line }) => `${file}: ${line}`),
      [],
    )
  })
})

describe('the parts of the tests', () => {
  const parts = Object.keys(PARTS) as (keyof typeof PARTS)[]

  it('have each test file in exactly one', () => {
    assert.deepEqual(
      parts.flatMap(filesOf).sort(),
      globSync('{src,test}/**/*.test.ts')
        .map((file) => file.replaceAll('\\', '/'))
        .sort(),
    )
  })

  it('are all run', () => {
    assert.deepEqual(
      globSync('*.part.ts', { cwd: 'test/parts' }).sort(),
      parts.map((part) => `${part}.part.ts`).sort(),
    )
  })
})

describe('the documents', () => {
  it('include those that a newcomer looks for', () => {
    const expected = [
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'SECURITY.md',
      'LICENSE',
    ]
    assert.deepEqual(
      expected.filter((name) => !existsSync(name)),
      [],
    )
  })
})
