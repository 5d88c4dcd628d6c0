import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// An older Node cannot be counted on here, so a copy of the launcher is told to want a Node of the
// future: it then takes the way through "the Node that npm ci brought", which is the one we run.
const original = join(import.meta.dirname, '../../tools/node.mjs')
const isWindows = process.platform === 'win32'

let folder: string
let launcher: string
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'))
  launcher = original
  children = []
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('the launcher', () => {
  test('hands the script its own arguments, in the same process when Node is new enough', async () => {
    const child = start(['one', '--two'], 'console.log(JSON.stringify(process.argv), process.pid)')
    const { stdout, code } = await ending(child)
    expect(stdout).toBe(
      `${JSON.stringify([process.execPath, join(folder, 'script.ts'), 'one', '--two'])} ${child.pid}\n`,
    )
    expect(code).toBe(0)
  })

  test('hands on the exit code', async () => {
    expect(await ending(start([], 'process.exitCode = 7'))).toMatchObject({ code: 7 })
    expect(await ending(startThroughAnother('process.exit(8)'))).toMatchObject({ code: 8 })
  })

  test('gives flags that stand before the script to Node', async () => {
    const child = start([], 'console.log(process.execArgv.join())', ['--max-old-space-size=99'])
    expect((await ending(child)).stdout).toBe('--max-old-space-size=99\n')
  })

  test('finds the Node that came with npm ci by its path when the running one is too old', async () => {
    const child = startThroughAnother('console.log(process.argv.slice(2).join())', ['a', 'b'])
    expect((await ending(child)).stdout).toBe('a,b\n')
  })

  test('says in one sentence what to do when no Node fits', async () => {
    launcher = oldLauncher()
    const { code, stderr } = await ending(start([], 'console.log("never")'))
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^Insyn needs Node 99 or newer, this is Node \S+, .+ install Node 99 .+\n$/,
    )
  })

  test.skipIf(isWindows)('hands on a signal once, and what the script answers to it', async () => {
    const child = startThroughAnother(
      `process.on('SIGTERM', () => { console.log('tidy'); process.exit(5) }); ${WAIT}`,
    )
    await said(child, 'ready')
    child.kill('SIGTERM')
    expect(await ending(child)).toMatchObject({ code: 5, stdout: 'tidy\n' })
  })

  test.skipIf(isWindows)('dies of the signal its script died of', async () => {
    const child = startThroughAnother(WAIT)
    await said(child, 'ready')
    child.kill('SIGTERM')
    expect(await ending(child)).toMatchObject({ code: null, signal: 'SIGTERM' })
  })

  test.skipIf(isWindows)(
    'takes the script with it, tidily, when it is killed outright',
    async () => {
      const child = startThroughAnother(
        `process.on('SIGTERM', () => { console.log('tidy'); process.exit() }); ${WAIT}`,
      )
      await said(child, 'ready')
      child.kill('SIGKILL')
      await said(child, 'tidy')
    },
  )

  test.skipIf(isWindows).each(['--watch', '--watch-path=.'])(
    'takes a script that is watched by %s with it too',
    async (flag) => {
      const tidy = `process.on('SIGTERM', () => { console.log('tidy'); process.exit() }); ${WAIT}`
      const child = start([], tidy, [flag])
      await said(child, 'ready')
      child.kill('SIGKILL')
      await said(child, 'tidy')
    },
  )

  test('restarts a watched script when a file of it changes', async () => {
    const child = start([], `console.log('first'); ${WAIT}`, ['--watch'])
    await said(child, 'ready')
    // The watcher may not stand yet when the script first speaks: write until it has seen it.
    const write = () => writeFileSync(join(folder, 'script.ts'), `console.log('second'); ${WAIT}`)
    const again = setInterval(write, 500)
    await said(child, 'second').finally(() => clearInterval(again))
  })
})

const WAIT = `console.log('ready'); setInterval(() => {}, 1000)`

function start(words: string[], source: string, flags: string[] = []): ChildProcess {
  const script = join(folder, 'script.ts')
  writeFileSync(script, source)
  const child = spawn(process.execPath, [launcher, ...flags, script, ...words], { cwd: folder })
  children.push(child)
  return child
}

/** Through a launcher that finds the running Node too old, with ours standing where npm puts one. */
function startThroughAnother(source: string, words: string[] = []): ChildProcess {
  launcher = oldLauncher()
  const system = isWindows ? 'win' : process.platform
  const home = join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin')
  mkdirSync(home, { recursive: true })
  const node = join(home, isWindows ? 'node.exe' : 'node')
  if (isWindows) cpSync(process.execPath, node)
  else writeFileSync(node, wrapper(), { mode: 0o755 })
  return start(words, source)
}

/** Stands for the pinned Node: `exec` keeps the process, so signals and the channel are the real ones. */
function wrapper(): string {
  return `#!/bin/sh\nshift\nexec "${process.execPath}" "${original}" "$@"\n`
}

function oldLauncher(): string {
  const copy = join(folder, 'tools/node.mjs')
  mkdirSync(join(folder, 'tools'), { recursive: true })
  const source = readFileSync(original, 'utf8')
  expect(source, 'the launcher states the oldest Node it takes').toContain('OLDEST = 24')
  writeFileSync(copy, source.replace('OLDEST = 24', 'OLDEST = 99'))
  return copy
}

/** Waits until the child has printed the word. */
async function said(child: ChildProcess, word: string): Promise<void> {
  let heard = ''
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    heard += String(chunk)
    if (heard.includes(word)) return
  }
  throw new Error(`the child ended without saying "${word}"; it said: ${heard}`)
}

/** What the child says from now on, and how it ended. */
async function ending(child: ChildProcess) {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)))
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)))
  const [code, signal] = await once(child, 'close')
  return { code, signal, stdout, stderr }
}
