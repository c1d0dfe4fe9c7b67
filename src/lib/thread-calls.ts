/** The port to another thread: that of a worker, or of the thread that started this one. */
export type Port = {
  readonly send: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
}

/** Functions that another thread may call, by name. Arguments and results are copied. */
export type Functions = Readonly<Record<string, (...args: never[]) => unknown>>

/** The functions of another thread, as this one calls them. */
export type Remote<Theirs extends Functions> = {
  readonly [Name in keyof Theirs]: (
    ...args: Parameters<Theirs[Name]>
  ) => Promise<Awaited<ReturnType<Theirs[Name]>>>
}

/** A connection to another thread. */
export type ThreadCalls<Theirs extends Functions> = {
  readonly remote: Remote<Theirs>
  /** Rejects all calls that have no result, and later ones, because the other thread has ended. */
  end(reason: Error): void
}

/** An error as it is sent: copying would lose its class and its own members. */
export type SentError = {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly members: Readonly<Record<string, unknown>>
}

type Message =
  | { readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly result: number; readonly value: unknown }
  | { readonly failure: number; readonly error: SentError }

/**
 * Connects this thread with the one at the other end of a port: each calls functions of the other.
 *
 * @param revive makes an error of the classes that callers tell apart; null for any other.
 */
export function connectThreads<Theirs extends Functions>(
  { send: post, onMessage }: Port,
  ours: Functions,
  revive: (error: SentError) => Error | null,
): ThreadCalls<Theirs> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  let ended: Error | null = null
  const send = (message: Message) => post(message)

  async function perform({ call, name, args }: Extract<Message, { call: number }>): Promise<void> {
    try {
      send({ result: call, value: await ours[name]!(...(args as never[])) })
    } catch (error) {
      send({ failure: call, error: toSent(error) })
    }
  }

  function settle(id: number): PromiseWithResolvers<unknown> | undefined {
    const caller = waiting.get(id)
    waiting.delete(id)
    return caller
  }

  onMessage((received) => {
    const message = received as Message
    if ('call' in message) void perform(message)
    else if ('result' in message) settle(message.result)?.resolve(message.value)
    else settle(message.failure)?.reject(revive(message.error) ?? toError(message.error))
  })

  const call = (name: string, args: readonly unknown[]): Promise<unknown> => {
    if (ended) return Promise.reject(ended)
    const result = Promise.withResolvers<unknown>()
    waiting.set(++last, result)
    send({ call: last, name, args })
    return result.promise
  }
  return {
    remote: new Proxy({} as Remote<Theirs>, {
      // NOTE: whoever awaits an object asks it for "then".
      get: (_, name) => (name === 'then' ? undefined : (...args: unknown[]) => call(String(name), args)),
    }),
    end(reason) {
      ended = reason
      for (const { reject } of waiting.values()) reject(reason)
      waiting.clear()
    },
  }
}

function toSent(error: unknown): SentError {
  const { name, message, stack, ...members } =
    error instanceof Error ? allOf(error) : { name: 'Error', message: String(error), stack: undefined }
  return { name, message, stack, members }
}

/** The members of an error that can be copied, with those that are not enumerable. Its cause stays with its thread. */
function allOf(error: Error): { name: string; message: string; stack: string | undefined } {
  const own = Object.entries(error).filter(([, value]) => typeof value !== 'function')
  const { name, message, stack } = error
  return { ...Object.fromEntries(own), name, message, stack }
}

function toError({ name, message, stack, members }: SentError): Error {
  return Object.assign(new Error(message), members, { name, ...(stack !== undefined && { stack }) })
}
