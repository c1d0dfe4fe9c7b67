import type { NamedOperation, OwnDocument } from './described.ts'

const SHARING = 'test/journeys/boards/sharing.test.ts'
const RECALLS = 'test/journeys/recalls.test.ts'
const LICENSE_OPTIONS = 'test/journeys/downloads/license-options.test.ts'

/** The test of each operation under /v1, of which no published document says anything. */
export const TEST_OF: Readonly<Record<string, string>> = {
  'GET /v1/suggestions': 'test/journeys/suggestions.test.ts',
  'GET /v1/products': 'test/journeys/rights/own-products.test.ts',
  'GET /v1/receipts/{id}': 'test/journeys/downloads/receipts.test.ts',
  'GET /v1/images/{id}/license-options': LICENSE_OPTIONS,
  'GET /v1/videos/{id}/license-options': LICENSE_OPTIONS,
  'GET /v1/downloads': LICENSE_OPTIONS,
  'GET /v1/usage': 'test/journeys/usage/consumption.test.ts',
  'GET /v1/boards/{board_id}': 'test/journeys/boards/order.test.ts',
  'GET /v1/boards/{board_id}/assets': 'test/journeys/boards/order.test.ts',
  'GET /v1/boards/{board_id}/assets/{asset_id}/comments': 'test/journeys/boards/comments.test.ts',
  'PUT /v1/boards/{board_id}/order': 'test/journeys/boards/order.test.ts',
  'GET /v1/boards/{board_id}/sharing': SHARING,
  'POST /v1/boards/{board_id}/links': SHARING,
  'DELETE /v1/boards/{board_id}/links/{link_id}': SHARING,
  'POST /v1/boards/{board_id}/invitations': SHARING,
  'DELETE /v1/boards/{board_id}/invitations/{username}': SHARING,
  'DELETE /v1/boards/{board_id}/members/{user_id}': SHARING,
  'GET /v1/board-invitations': SHARING,
  'POST /v1/board-invitations/{board_id}/acceptance': SHARING,
  'DELETE /v1/board-invitations/{board_id}': SHARING,
  'GET /v1/shared-boards/{link_id}': SHARING,
  'GET /v1/shared-boards/{link_id}/assets': SHARING,
  'POST /v1/shared-boards/{link_id}/membership': SHARING,
  'GET /v1/recalls': RECALLS,
  'POST /v1/recalls/{id}/acknowledgement': RECALLS,
}

const INTRODUCTION = `## Operations of our own

Published documents do not have these, so that there is nothing to compare them with. Each has a test of its own;
\`test/clients/own-calls.ts\` calls it with clients generated from our OpenAPI document, and random requests
(\`test/long/random-requests.long.ts\`) and Schemathesis check that every response is as that document says.`

/** Returns the part of the ledger about operations of our own, with the answers that only some operations have. */
export function renderOwn(operations: readonly NamedOperation[], document: OwnDocument): string {
  const rows = operations.map((operation) => {
    const name = `${operation.method} ${operation.path}`
    const answers = [document.successOf(operation), ...document.answersOf(operation)]
    return `| ${name} | ${answers.join(', ')} | ${TEST_OF[name]} |`
  })
  return `${INTRODUCTION}\n\n| operation | responses | test |\n|---|---|---|\n${rows.join('\n')}\n`
}
