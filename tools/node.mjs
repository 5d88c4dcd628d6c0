// Starts a script of ours under Node 24, whichever Node the person has.
//
//   node tools/node.mjs [--node-flag=value …] <script> [arguments]
//
// Plain JavaScript that Node 20.11 can read, because it runs before we know what we are running on.
// It must decide before anything loads better-sqlite3: on an older Node that crashes without a word.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const OLDEST = 24
const root = join(import.meta.dirname, '..')
const asked = process.argv.slice(2)
const first = asked.findIndex((word) => !word.startsWith('-'))
const flags = first < 0 ? asked : asked.slice(0, first)
const [script, ...rest] = first < 0 ? [] : asked.slice(first)

if (script === undefined)
  give(`Usage: node tools/node.mjs [--node-flag=value …] <script> [arguments]`)
else if (!isNewEnough()) runIn(pinned() ?? give(noNodeFits()))
else if (flags.length > 0) runIn(process.execPath)
else await runHere()

function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= OLDEST
}

/** In this same process, as if the script had been named to Node itself. */
async function runHere() {
  endWithLauncher()
  keepCompiled()
  process.argv.splice(1, process.argv.length - 1, resolve(script), ...rest)
  await import(pathToFileURL(process.argv[1]).href)
}

/**
 * What Node makes of our files is kept beside them: the next start is a third shorter. In a folder of
 * ours, since what lies there is run; where it cannot be written nothing is kept.
 */
function keepCompiled() {
  if (!process.env.NODE_COMPILE_CACHE) module.enableCompileCache(join(root, '.cache', 'node'))
}

/** In a process of its own, which begins in this file once more and there finds Node new enough. */
function runIn(node) {
  const child = spawn(node, [...flags, import.meta.filename, script, ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, INSYN_LAUNCHER: String(process.pid) },
  })
  const forward = (signal) => {
    // Ctrl-C reaches the child from the terminal itself; a second one would cut its tidy end short.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  child.on('error', () => give(noNodeFits()))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    for (const each of signals) process.off(each, forward)
    process.kill(process.pid, signal)
  })
}

/** The Node that `npm ci` brought, by its path: npm 10 may have deleted the short name for it. */
function pinned() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', file)
  return existsSync(path) ? path : undefined
}

/**
 * A launcher that is killed outright (SIGKILL) can hand nothing on, so the script watches it and
 * ends, tidily, when it is gone: at once by the closed channel, or, when Node's own watcher stands
 * between and owns the channel, by looking twice a second.
 */
function endWithLauncher() {
  const launcher = Number(process.env.INSYN_LAUNCHER)
  delete process.env.INSYN_LAUNCHER
  if (!launcher) return
  if (process.env.WATCH_REPORT_DEPENDENCIES) {
    const end = () => isAlive(launcher) || process.kill(process.ppid, 'SIGTERM')
    setInterval(end, 500).unref()
  } else if (process.channel) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    process.channel.unref()
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function noNodeFits() {
  const here = `${process.platform}-${process.arch}`
  return `Insyn needs Node ${OLDEST} or newer, this is Node ${process.versions.node}, and no Node that runs on ${here} came with \`npm ci\`: install Node ${OLDEST} (https://nodejs.org) and start again.`
}

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}
