/** Requests as a browser makes them, and one answer read whole. */

import type { IncomingHttpHeaders } from 'node:http'
import { request as send } from 'node:http'

/** What a browser says with each request, but for its method and what follows from that. */
export const browser: readonly string[] = [
  'Host: 127.0.0.1',
  'Connection: keep-alive',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Language: sv-SE,sv;q=0.8,en-US;q=0.5,en;q=0.3',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Sec-Fetch-Dest: document',
  'Sec-Fetch-Mode: navigate',
  'Sec-Fetch-Site: same-origin',
  'Upgrade-Insecure-Requests: 1',
]

/** A whole GET request, with more header lines if need be. */
export const getRequest = (path: string, more: readonly string[] = []): string =>
  [`GET ${path} HTTP/1.1`, ...browser, ...more, '', ''].join('\r\n')

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
}

/** Asks once and reads the answer; with a form as POST. Not for loads. */
export const ask = (port: number, path: string, { headers = {}, form }: Asked = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const sending = send({
      ...{ port, path, host: '127.0.0.1', method: form ? 'POST' : 'GET' },
      headers: { 'sec-fetch-site': 'same-origin', ...(form ? type : {}), ...headers },
    })
    sending.on('error', reject)
    sending.on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, headers, body: Buffer.concat(pieces) })
      })
    })
    sending.end(form && new URLSearchParams(form).toString())
  })
