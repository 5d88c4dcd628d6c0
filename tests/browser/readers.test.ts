import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { openTestSite } from '../support/site.ts'
import { openInhabitedSite, settings } from './inhabited.ts'
import { openKinds } from './kinds.ts'
import { axeFaults, fits, judgeAll, measured, openWindow, sweep } from './sweep.ts'

let browser: Browser

describeInBrowser('every page for readers', () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('is for everybody, in light and in dark, narrow and wide, in each language', {
    timeout: 300_000,
  }, async () => {
    const { readers } = await openKinds()
    expect(await judgeAll(browser, readers)).toEqual({})
  })

  test('sticks out nowhere while every name is as long as it may be', {
    timeout: 120_000,
  }, async () => {
    const { site, cookies, personal, thread } = await openInhabitedSite()
    const cookie = cookies.official
    const name = 'Kommunalförbundsdirektörens öppna anteckningar om räddningstjänsten och allt ann'
    const authority = `${'Storfors-Lillhärdals kommunalförbund för räddningstjänst '.repeat(2)}Syd`
    await site.post('/desk/settings', { ...settings, name, authority }, { cookie })
    const person = { name: 'Anna-Karin Långströms-Överbergsdotter '.repeat(2).trim() }
    const title = 'tillförordnad kommunalförbundsdirektör och räddningschef i förbundet'
    expect((await site.post('/desk/me', { ...person, title }, { cookie })).statusCode).toBe(303)
    const paths = ['/', personal.path, `/comments/${thread.question}/reply`, '/contact', '/nowhere']
    const kinds = [...paths, '/desk', '/desk/posts/new', '/desk/accounts', '/desk/official']
    const shown = kinds.map((path) => ({ name: path, site, path, cookie }))
    expect(await sweep(browser, shown, fits, { widths: [320, 1280] })).toEqual({})
  })

  test('is judged by what sees a page with every fault', async () => {
    const site = await openTestSite()
    const show = await openWindow(browser, { viewport: { width: 320, height: 900 } })
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    const page = await show({ site, path: '/bad' }, { statusCode: 200, headers, body: bad })
    expect(await measured(page, 'outside')).toEqual([
      'the page is 900 pixels wide',
      expect.stringContaining('sticks out: <p class="wide"'),
    ])
    expect(await measured(page, 'low')).toEqual([expect.stringContaining('only 20 pixels high')])
    await page.keyboard.press('Tab')
    expect(await measured(page, 'unseenFocus')).toEqual([
      expect.stringContaining('focus is not seen: <a href="/a"'),
      expect.stringContaining('covered while it has focus: <a href="/b"'),
    ])
    const axe = (await axeFaults(page, 320)).join('\n')
    for (const rule of ['color-contrast', 'target-size', 'label', 'html-has-lang', 'heading-order'])
      expect(axe).toContain(`light: axe ${rule}:`)
    expect(axe).toContain('dark: axe color-contrast:')
  })
})

const bad = `<!doctype html><title>x</title><meta name="viewport" content="width=device-width">
<style>
* { margin: 0 } :focus { outline: 3px solid } .bare { outline: none !important }
.wide { inline-size: 900px } .pale { color: #ccc } .button { block-size: 20px; font-size: 6px }
.over { position: fixed; inset: auto 0 0; block-size: 2rem; background: #fff }
.under { position: fixed; inset: auto auto 0 0 }
</style>
<main><h1>x</h1><h4>y</h4><p class="wide">z</p><p class="pale">blek text</p>
<a href="/a" class="bare">a</a> <a href="/b" class="under">b</a><div class="over"></div>
<button class="button">c</button><button class="button" hidden>d</button>
<input></main>`
