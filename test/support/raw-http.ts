import http2 from 'node:http2'
import net from 'node:net'

/** Sends bytes and returns all that comes back until the server closes the connection. */
export function exchange(socket: net.Socket, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
    })
    socket.once('close', () => resolve(received))
    socket.once('error', reject)
    socket.write(bytes)
  })
}

/** A response as sent; the names in `headers` are in lower case. */
export type RawAnswer = { status: number; headers: Record<string, string>; body: string }
/** A response over HTTP/1.1, with its header lines as they were sent. */
export type RawHttp1Answer = RawAnswer & { fields: readonly string[] }

/** Sends bytes to a plain HTTP port; the last request in them must end the connection. */
export async function overHttp1(base: string, bytes: string): Promise<RawHttp1Answer[]> {
  const all = await exchange(net.connect(Number(new URL(base).port), '127.0.0.1'), bytes)
  const answers: RawHttp1Answer[] = []
  for (let rest = all; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n')
    const [line, ...fields] = rest.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(
      fields.map((field) => [field.split(':')[0]!.toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
    )
    const next = end + 4 + Number(headers['content-length'] ?? 0)
    answers.push({ status: Number(line!.split(' ')[1]), headers, fields, body: rest.slice(end + 4, next) })
    rest = rest.slice(next)
  }
  return answers
}

/** Sends a request over its own HTTP/2 connection. With `body` null the request never ends. */
export async function overHttp2(
  base: string,
  { ca, headers, body }: { ca: Buffer; headers: http2.OutgoingHttpHeaders; body?: string | null },
): Promise<RawAnswer> {
  const session = http2.connect(base, { ca })
  try {
    return await new Promise((resolve, reject) => {
      session.once('error', reject)
      const stream = session.request(headers, { endStream: body === undefined })
      const answer: RawAnswer = { status: 0, headers: {}, body: '' }
      stream.once('response', ({ ':status': status, ...fields }) =>
        Object.assign(answer, { status, headers: fields }),
      )
      stream.setEncoding('utf8').on('data', (text: string) => {
        answer.body += text
      })
      stream.once('error', reject)
      stream.once('close', () => resolve(answer))
      if (body === null) stream.write('{"never":')
      else if (body !== undefined) stream.end(body)
    })
  } finally {
    session.destroy()
  }
}
