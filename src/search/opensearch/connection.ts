import { Client, errors } from '@opensearch-project/opensearch'
import { hostAddresses } from '../../lib/host-addresses.ts'
import { Problem } from '../../lib/problem.ts'
import { withoutPassword } from '../../lib/without-password.ts'
import { UnreachableIndex } from '../unreachable-index.ts'

/** A request takes at most so long. */
const TIMEOUT_MS = 30_000
/** Like OpenSearch's own rules for names of indexes, but shorter, because we add to it. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/

type Environment = Readonly<Record<string, string | undefined>>

/** What OpenSearch answered; each caller knows the shape of its own answers. */
export type Json = ReturnType<typeof JSON.parse>

/** A server of OpenSearch, or several of a cluster, of which the others are asked if one cannot be reached. */
export type Connection = {
  /**
   * Sends a request. A body that is a list is sent as lines of JSON.
   *
   * @throws UnreachableIndex when OpenSearch cannot be reached, is overloaded, or lacks what it is asked for.
   * @throws Problem InvalidParameterValue when a query is too large for it.
   */
  send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object | readonly (object | string)[],
  ): Promise<Json>
  close(): Promise<void>
}

/** Where an index is: its server, and the name by which those of several libraries differ. */
export type Place = { readonly connection: Connection; readonly name: string }

/**
 * Opens a connection to OpenSearch, which is made with the first request.
 *
 * @param address such as "opensearch://search.example.org:9200/pictures"; "opensearchs:" is for TLS. It may have several hosts.
 * @param environment may have OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD.
 * @throws Problem InvalidSetting when the address names no index.
 */
export function openPlace(address: string, environment: Environment): Place {
  const urls = hostAddresses(address).map((each) => new URL(each))
  const [{ pathname, protocol, username: user, password: secret }] = urls as [URL, ...URL[]]
  const name = pathname.slice(1)
  if (!NAME.test(name))
    throw new Problem(
      'InvalidSetting',
      `search is '${withoutPassword(address)}', but must end with the name of an index in lower case, such as /pictures.`,
    )
  const username = decodeURIComponent(user) || environment.OPENSEARCH_USERNAME
  const password = decodeURIComponent(secret) || environment.OPENSEARCH_PASSWORD
  const scheme = protocol === 'opensearchs:' ? 'https' : 'http'
  const hosts = new Set(urls.map(({ hostname, port }) => `${scheme}://${hostname}:${port || '9200'}`))
  const client = new Client({
    nodes: [...hosts],
    requestTimeout: TIMEOUT_MS,
    // Each host is asked once. What failed at all is repeated by those who know whether that is right.
    maxRetries: hosts.size - 1,
    ...(username && { auth: { username, password: password ?? '' } }),
  })
  return { name, connection: connectionOf(client) }
}

const connectionOf = (client: Client): Connection => ({
  async send(method, path, body) {
    const content = Array.isArray(body) ? { bulkBody: body } : body === undefined ? {} : { body }
    try {
      return (await client.transport.request({ method, path, ...content })).body
    } catch (error) {
      throw error instanceof errors.ResponseError
        ? failureOf(error.statusCode ?? 0, error.body, error)
        : isOurMistake(error)
          ? error
          : new UnreachableIndex(error)
    }
  },
  close: () => client.close(),
})

const isOurMistake = (error: unknown): boolean =>
  error instanceof errors.ConfigurationError || error instanceof errors.SerializationError

const BAD_REQUEST = 400
/** What these statuses mean, for whoever set the user. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'OpenSearch refuses the user or the password',
  403: 'OpenSearch does not allow its user to do this',
}

/** Returns the error that an answer of OpenSearch stands for. */
export function failureOf(
  status: number,
  body: Json,
  cause: unknown = new Error(JSON.stringify(body)),
): unknown {
  if (/too_many_(?:nested_)?clauses/.test(JSON.stringify(body)))
    return new Problem(
      'InvalidParameterValue',
      'The search is too large for OpenSearch; search for fewer words, or with fewer filters.',
    )
  if (status === BAD_REQUEST) return cause
  const refusal = REFUSALS[status]
  return new UnreachableIndex(refusal === undefined ? cause : new Error(refusal, { cause }))
}
