/** The limit of Node itself: a bare server that sends the same bytes, or 304, with the same headers. */
import { createServer } from 'node:http'
import { readPages } from './stored.ts'

const [, , folder = '', port = ''] = process.argv
const pages = readPages(folder)

createServer((request, response) => {
  const page = pages.get(request.url ?? '')
  if (!page) {
    response.writeHead(404, { 'content-length': 0 })
    response.end()
  } else if (request.headers['if-none-match'] === page.headers.etag) {
    const { 'content-length': _, 'content-encoding': __, ...headers } = page.headers
    response.writeHead(304, headers)
    response.end()
  } else {
    response.writeHead(200, page.headers)
    response.end(page.body)
  }
}).listen(Number(port), '127.0.0.1')
