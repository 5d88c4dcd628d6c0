/** Stylesheets joined in layer order, scripts and icons; hashed names, kept for ever, compressed once. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Problem } from '../kernel/problem.ts'
import { sha256 } from '../kernel/random.ts'
import { safeHeaders } from './headers.ts'
import type { App, Settings } from './house.ts'
import { encodingOf } from './negotiate.ts'

const folder = join(import.meta.dirname, '../../static')
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The addresses of what pages link to. */
export interface Assets {
  readonly publicStyle: string
  readonly deskStyle: string
  readonly script: string
  readonly deskScript: string
  readonly editorScript: string
  readonly files: ReadonlyMap<string, Asset>
}

interface Asset {
  readonly name: string
  readonly type: string
  readonly body: Buffer
  readonly br: Promise<Buffer>
  readonly gzip: Promise<Buffer>
}

/** Reads the static files once; their names change with their content. */
export function readAssets(): Assets {
  const assets = new Map<string, Asset>()
  const add = (name: string, body: Buffer): string => {
    const extension = extname(name)
    const hashed = `${name.slice(0, -extension.length)}-${sha256(body).slice(0, 10)}${extension}`
    assets.set(hashed, asset(hashed, body))
    return `/static/${hashed}`
  }
  const worker = add('challenge.js', readFileSync(fileURLToPath(import.meta.resolve(WORKER))))
  const help = readFileSync(join(folder, 'js/help.js'), 'utf8').replace(
    '/static/challenge.js',
    worker,
  )
  const made = {
    publicStyle: add('public.css', style('shared', 'public')),
    deskStyle: add('desk.css', style('shared', 'desk')),
    script: add('help.js', Buffer.from(help)),
    deskScript: add('desk.js', readFileSync(join(folder, 'js/desk.js'))),
    editorScript: add('editor.js', editorScript()),
  }
  assets.set('favicon.svg', asset('favicon.svg', readFileSync(join(folder, 'favicon.svg'))))

  return { ...made, files: assets }
}

/** Serves the static files under /static. */
export function serveAssets(app: App, settings: Settings, { files }: Assets): void {
  app.get<{ Params: { file: string } }>('/static/:file', async (request, reply) => {
    const found = files.get(request.params.file)
    if (!found) throw new Problem('not_found')
    const taken = encodingOf(request)
    const encoding = taken === 'br' ? 'br' : taken === 'identity' ? undefined : 'gzip'
    const body = encoding ? await found[encoding] : found.body
    reply.headers({ ...safeHeaders(settings), vary: 'Accept-Encoding', ...caching(found.name) })
    if (encoding) reply.header('content-encoding', encoding)
    return reply.type(found.type).send(body)
  })
}

/** The helps of the editor as one module; each stands by itself. */
const editorScript = (): Buffer =>
  Buffer.from(
    ['tools', 'live', 'kept', 'images']
      .map((part) => readFileSync(join(folder, `js/editor-${part}.js`), 'utf8'))
      .join('\n'),
  )

const WORKER = 'altcha/workers/pbkdf2'

const caching = (name: string) =>
  name === 'favicon.svg'
    ? { 'cache-control': 'public, max-age=86400' }
    : { 'cache-control': 'public, max-age=31536000, immutable' }

function style(...parts: string[]): Buffer {
  const files = parts.flatMap((part) =>
    readdirSync(join(folder, 'css', part))
      .filter((file) => file.endsWith('.css'))
      .sort()
      .map((file) => readFileSync(join(folder, 'css', part, file), 'utf8')),
  )
  return Buffer.from(withoutRemarks(files.join('\n')))
}

/** Comments and the space around rules are for the people who read the source. */
const withoutRemarks = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
    .trim()

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

const asset = (name: string, body: Buffer): Asset => ({
  name,
  type: types[extname(name)] ?? 'application/octet-stream',
  body,
  br: brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) as Promise<Buffer>,
  gzip: deflate(body, { level: 9 }) as Promise<Buffer>,
})
