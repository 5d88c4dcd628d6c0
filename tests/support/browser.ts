import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Where this machine has Chromium: what `CHROMIUM` names, else the usual places. */
export function chromiumPath(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path))
}

/**
 * A group of tests that need a browser. Where there is none they are left out, and that is said;
 * with `CI=true` it is an error, so that nobody takes them for passed.
 */
export const describeInBrowser: typeof describe | typeof describe.skip = choose()

function choose() {
  if (chromiumPath() !== undefined) return describe
  const missing = 'No Chromium here: install it, or name it with CHROMIUM=/path/to/chromium.'
  if (process.env.CI === 'true') throw new Error(missing)
  console.warn(`${missing} The tests in a browser are left out.`)
  return describe.skip
}

/**
 * Starts Chromium without a window, cut off from every network but this machine: a page that asks
 * anybody else for anything fails. The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('No Chromium here')
  return chromium.launch({ executablePath, args: quiet })
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]
