import type { Ability } from '../../src/access/abilities.ts'
import { changeCustomer } from '../../src/access/customers.ts'
import { ask, clientToken, signUp, type TestCustomer } from './customers.ts'
import type { Served, TestLibrary } from './library.ts'

/** A change as it is in a response. */
export type SeenChange = {
  readonly id: string
  readonly asset_lifecycle: string
  readonly asset_type: string
  readonly asset_changed_utc_datetime: string
  readonly uri: string | null
}

/** A client that reads change channels over HTTP. */
export type ChangeReader = {
  readonly customer: TestCustomer
  /** Asks for the next change set of a channel. */
  next(channel: number | string, batchSize?: number | string): ReturnType<typeof ask>
  confirm(id: string): ReturnType<typeof ask>
  channels(): ReturnType<typeof ask>
  /** Reads and confirms everything that waits in a channel. */
  readAll(channel: number, batchSize?: number): Promise<SeenChange[]>
}

/** The abilities of a client that may read all channels. */
export const ALL_CHANNELS: readonly Ability[] = [
  'changes-creative-image',
  'changes-creative-film',
  'changes-editorial-image',
  'changes-editorial-film',
]

/** Signs up a customer whose client reads change channels. */
export async function changeReader(
  library: TestLibrary,
  server: Served,
  {
    name,
    abilities = ALL_CHANNELS,
    country = null,
  }: { name: string; abilities?: readonly Ability[]; country?: string | null },
): Promise<ChangeReader> {
  const customer = await signUp(library, { name, abilities })
  if (country !== null)
    await library.db.transaction().execute((tx) => changeCustomer(tx, customer.id, { country }))
  return readAs(server, customer)
}

/** Reads changes with the key of a customer, and a new token for each request, since tests set the clock. */
export function readAs(server: Pick<Served, 'http'>, customer: TestCustomer): ChangeReader {
  const send = async (path: string, method: string) =>
    ask(server, `/v3/asset-changes/${path}`, {
      key: customer.key,
      token: await clientToken(server, customer),
      method,
    })
  const next: ChangeReader['next'] = (channel, batchSize = 2200) =>
    send(`change-sets?channel_id=${channel}&batch_size=${batchSize}`, 'PUT')
  const confirm: ChangeReader['confirm'] = (id) => send(`change-sets/${id}`, 'DELETE')
  return {
    customer,
    next,
    confirm,
    channels: () => send('channels', 'GET'),
    async readAll(channel, batchSize) {
      const seen: SeenChange[] = []
      for (;;) {
        const { json } = await next(channel, batchSize)
        if (json.change_set_id === null) return seen
        seen.push(...json.changed_assets)
        await confirm(json.change_set_id)
      }
    },
  }
}
