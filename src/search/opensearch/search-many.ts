import type { Query } from './compile-text.ts'
import { type Connection, failureOf, type Json } from './connection.ts'

/**
 * Sends several searches in one index at once, and returns the answers.
 *
 * @param answer what is read of each answer, as parameter `filter_path` has it.
 */
export async function searchMany(
  connection: Connection,
  { index, searches, answer }: { index: string; searches: readonly Query[]; answer: readonly string[] },
): Promise<readonly Json[]> {
  if (searches.length === 0) return []
  const paths = ['error', 'status', ...answer].map((path) => `responses.${path}`)
  const { responses } = await connection.send(
    'POST',
    `/_msearch?filter_path=${paths}`,
    searches.flatMap((search) => [{ index }, search]),
  )
  for (const response of responses) if (response.error) throw failureOf(response.status, response)
  return responses
}
