import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { openKinds } from './kinds.ts'
import { axeFaults, layoutFaults, measured, spacingFaults, sweep } from './sweep.ts'

let browser: Browser

describeInBrowser('every page for staff', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('is for everybody, narrow and wide, in light and in dark', {
    timeout: 240_000,
  }, async () => {
    const { staff } = await openKinds()
    const judge = async (page: Page, width: number) => [
      ...(await axeFaults(page, width)),
      ...(await layoutFaults(page)),
      ...(await spacingFaults(page)),
    ]
    expect(await sweep(browser, staff, judge, { widths: [320, 1280] })).toEqual({})
  })

  test.each(['nb', 'en'] as const)(
    'sticks out nowhere in %s, 320 pixels wide and with the text set apart',
    { timeout: 120_000 },
    async (language) => {
      const { staff } = await openKinds()
      const judge = async (page: Page) => [
        ...(await measured(page, 'outside')),
        ...(await spacingFaults(page)),
      ]
      expect(await sweep(browser, staff, judge, { widths: [320], language })).toEqual({})
    },
  )
})
