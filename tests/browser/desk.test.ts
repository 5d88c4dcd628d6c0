import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { openKinds } from './kinds.ts'
import { judgeAll } from './sweep.ts'

let browser: Browser

describeInBrowser('every page for staff', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('is for everybody, in light and in dark, narrow and wide, in each language', {
    timeout: 300_000,
  }, async () => {
    const { staff } = await openKinds()
    expect(await judgeAll(browser, staff)).toEqual({})
  })
})
