import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const VERSION = '2.19.5'
/** The folder of the program that `build-opensearch-server.ts` compiles. */
export const OPENSEARCH_FOLDER = join(homedir(), '.cache', 'vitrine-tests', `opensearch-${VERSION}`)
/** The folder of its source. */
export const OPENSEARCH_SOURCE = fileURLToPath(new URL('opensearch/', import.meta.url))

/** Returns the arguments of `java` for a node that keeps its data in a folder. Settings are those of OpenSearch. */
export const openSearchArguments = (
  folder: string,
  javaOptions: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): string[] => [
  ...javaOptions,
  '-cp',
  [OPENSEARCH_FOLDER, join(OPENSEARCH_FOLDER, 'jars', '*')].join(delimiter),
  'OpenSearchNode',
  folder,
  ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
]
