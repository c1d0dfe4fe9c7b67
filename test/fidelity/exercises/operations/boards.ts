import assert from 'node:assert/strict'
import type { Answer } from '../../../support/library.ts'
import type { Credentials, Shop } from '../../shop.ts'
import type { Attempt, OperationExercises, Request, Trial } from '../operation-exercises.ts'

const UNKNOWN = '999999999'
const NAME = { name: 'Spring campaign', description: 'Pictures for the cover' }
const NOT_FOUND = { status: 404, code: 'BoardNotFound' }

/** Makes a board of the shop's customer with one asset and a comment on each of the two. */
async function makeBoard({ send, customer: { user: as }, images }: Shop) {
  const post = async (address: string, body: object, method = 'POST') =>
    (await send({ method, address, as, body: JSON.stringify(body) })).json
  const { id: board_id } = await post('/v3/boards', NAME)
  await post(`/v3/boards/${board_id}/assets`, [{ asset_id: images[0] }], 'PUT')
  const { id: onBoard } = await post(`/v3/boards/${board_id}/comments`, { text: 'The second one' })
  const onAsset = await post(`/v3/boards/${board_id}/assets/${images[0]}/comments`, { text: 'This one' })
  return { board_id, asset_id: images[0], onBoard: onBoard as string, onAsset: onAsset.id as string }
}

/** Signs up a user who may only look at a board. */
async function viewerOf({ library, signUp }: Shop, boardId: string): Promise<Credentials> {
  const { username, user } = await signUp()
  const { id: userId } = await library.db
    .selectFrom('user')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const member = { boardId, userId, role: 'viewer', joinedMs: library.now().getTime() } as const
  await library.db.insertInto('boardMember').values(member).execute()
  return user
}

type Made = Awaited<ReturnType<typeof makeBoard>>

/** The exercises of an operation on one board, in which nobody else may see and viewers may change nothing. */
function ofBoard(
  operation: OperationExercises['operation'],
  {
    status,
    isSpent = false,
    request,
    trials = {},
  }: Pick<OperationExercises, 'status' | 'isSpent'> & {
    readonly request: (made: Made, shop: Shop) => Request
    readonly trials?: OperationExercises['trials']
  },
): OperationExercises {
  const onNewBoard = async (shop: Shop) => request(await makeBoard(shop), shop)
  const { answers, ...others } = trials
  return {
    operation,
    request: onNewBoard,
    isSpent,
    status,
    token: 'user',
    trials: {
      board_id: { unknown: { path: { board_id: UNKNOWN }, ...NOT_FOUND } },
      answers: {
        '403 InsufficientAccess': async (shop) => {
          const { path, ...rest } = await onNewBoard(shop)
          return { path: path!, ...rest, as: await viewerOf(shop, String(path!.board_id)) }
        },
        '404 BoardNotFound': async ({ signUp }) => ({ as: (await signUp()).user }),
        ...answers,
      },
      ...others,
    },
  }
}

const listed =
  (count: number) =>
  ({ json }: Answer) =>
    assert.equal(json.boards.length, count)

/** The boards of a user who has two. */
const twoBoards = async ({ send, signUp }: Shop): Promise<Request> => {
  const { user: as } = await signUp()
  for (const name of ['A', 'B'])
    await send({ method: 'POST', address: '/v3/boards', as, body: JSON.stringify({ name }) })
  return { as }
}
const ofTwo =
  (query: Request['query'], expected: Partial<Trial> = {}): Attempt =>
  async (shop) => ({ ...(await twoBoards(shop)), query: query!, ...expected })
const inOrder = (names: readonly string[]): Partial<Trial> => ({
  check: ({ json }) =>
    assert.deepEqual(
      json.boards.map(({ name }: { name: string }) => name),
      names,
    ),
})
const WRONG_PAGE = { status: 400, code: 'InvalidPage' }

export const boardOperations: readonly OperationExercises[] = [
  {
    operation: 'GET /v3/boards',
    request: twoBoards,
    status: 200,
    token: 'user',
    trials: {
      page: {
        'the first': ofTwo({ page: 1, pageSize: 1 }, { check: listed(1) }),
        'the last': ofTwo({ page: 2, pageSize: 1 }, { check: listed(1) }),
        'beyond the last': ofTwo({ page: 3, pageSize: 1 }, WRONG_PAGE),
        'beyond 10,000 results': ofTwo({ page: 101, pageSize: 100 }, WRONG_PAGE),
      },
      pageSize: { 'a number': ofTwo({ pageSize: 1 }, { check: listed(1) }) },
      board_relationship: (value) =>
        ofTwo({ board_relationship: value }, { check: listed(value === 'owned' ? 2 : 0) }),
      sort_order: (value) =>
        ofTwo({ sort_order: value }, inOrder(/name_asc|updated_asc/.test(value) ? ['A', 'B'] : ['B', 'A'])),
      answers: { '400 InvalidPage': ofTwo({ page: 3, pageSize: 1 }) },
    },
  },
  {
    operation: 'POST /v3/boards',
    request: { body: NAME },
    status: 201,
    token: 'user',
    trials: {},
  },
  ofBoard('GET /v3/boards/{board_id}', {
    status: 200,
    request: ({ board_id }) => ({ path: { board_id } }),
  }),
  ofBoard('PUT /v3/boards/{board_id}', {
    status: 204,
    request: ({ board_id }) => ({ path: { board_id }, body: NAME }),
    trials: { answers: { '200': { status: 204 } } },
  }),
  ofBoard('DELETE /v3/boards/{board_id}', {
    isSpent: true,
    status: 204,
    request: ({ board_id }) => ({ path: { board_id } }),
    trials: { answers: { '200': { status: 204 } } },
  }),
  ofBoard('PUT /v3/boards/{board_id}/assets', {
    status: 201,
    request: ({ board_id }, { images }) => ({ path: { board_id }, body: [{ asset_id: images[1] }] }),
  }),
  ofBoard('DELETE /v3/boards/{board_id}/assets', {
    status: 200,
    request: ({ board_id, asset_id }) => ({ path: { board_id }, query: { asset_ids: asset_id } }),
    trials: {
      asset_ids: {
        one: {},
        several: ({ images }) => ({ query: { asset_ids: images.join() } }),
        repeated: ({ images }) => ({ query: { asset_ids: images } }),
        indexed: ({ images }) => ({
          query: { asset_ids: [], 'asset_ids[0]': images[0], 'asset_ids[1]': images[1] },
        }),
        unknown: { query: { asset_ids: UNKNOWN } },
        'a wrong value': { query: { asset_ids: '' }, status: 400, code: 'InvalidParameterValue' },
      },
    },
  }),
  ofBoard('PUT /v3/boards/{board_id}/assets/{asset_id}', {
    status: 201,
    request: ({ board_id }, { images }) => ({ path: { board_id, asset_id: images[1] } }),
    trials: {
      asset_id: { unknown: { path: { asset_id: UNKNOWN }, status: 403, code: 'AssetNotFound' } },
      answers: { '403 AssetNotFound': { path: { asset_id: UNKNOWN } } },
    },
  }),
  ofBoard('DELETE /v3/boards/{board_id}/assets/{asset_id}', {
    status: 200,
    request: ({ board_id, asset_id }) => ({ path: { board_id, asset_id } }),
    trials: { asset_id: { unknown: { path: { asset_id: UNKNOWN } } } },
  }),
  ofBoard('GET /v3/boards/{board_id}/comments', {
    status: 200,
    request: ({ board_id }) => ({ path: { board_id } }),
  }),
  ofBoard('POST /v3/boards/{board_id}/comments', {
    status: 201,
    request: ({ board_id }) => ({ path: { board_id }, body: { text: 'The second one' } }),
  }),
  ofBoard('DELETE /v3/boards/{board_id}/comments/{comment_id}', {
    status: 204,
    request: ({ board_id, onBoard }) => ({ path: { board_id, comment_id: onBoard } }),
    trials: {
      comment_id: { unknown: { path: { comment_id: UNKNOWN } } },
      answers: { '200': { status: 204 }, '204 CommentDeleted': {} },
    },
  }),
  ofBoard('POST /v3/boards/{board_id}/assets/{asset_id}/comments', {
    status: 200,
    request: ({ board_id, asset_id }) => ({ path: { board_id, asset_id }, body: { Text: 'This one' } }),
    trials: {
      asset_id: { unknown: { path: { asset_id: UNKNOWN }, status: 403, code: 'AssetNotFound' } },
      answers: { '403 AssetNotFound': { path: { asset_id: UNKNOWN } } },
    },
  }),
  ofBoard('DELETE /v3/boards/{board_id}/assets/{asset_id}/comments/{comment_id}', {
    status: 200,
    request: ({ board_id, asset_id, onAsset }) => ({ path: { board_id, asset_id, comment_id: onAsset } }),
    trials: {
      asset_id: { unknown: { path: { asset_id: UNKNOWN } } },
      comment_id: { unknown: { path: { comment_id: UNKNOWN } } },
    },
  }),
]
