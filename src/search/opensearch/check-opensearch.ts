import { Problem } from '../../lib/problem.ts'
import type { Connection } from './connection.ts'

/** The oldest version that has all that searches need. */
const OLDEST = [2, 19] as const

/**
 * Returns which server answers, and whether its indexes are complete, in words.
 *
 * @throws Problem InvalidSetting when it is too old, or another program.
 */
export async function checkOpenSearch(connection: Connection): Promise<string> {
  const { version } = await connection.send('GET', '/')
  const { number = '', distribution = 'another program' } = version ?? {}
  const [major = 0, minor = 0] = String(number).split('.').map(Number)
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  if (distribution !== 'opensearch' || isOld)
    throw new Problem(
      'InvalidSetting',
      `search is served by ${distribution} ${number}, but must be OpenSearch ${OLDEST.join('.')} or newer.`,
    )
  const { status, number_of_data_nodes: nodes } = await connection.send('GET', '/_cluster/health')
  return `OpenSearch ${number} with ${nodes} data ${nodes === 1 ? 'node' : 'nodes'}, status ${status}`
}
