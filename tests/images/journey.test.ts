/** A post with an image, written by touch on a telephone 390 pixels wide; and an image that is pasted where one writes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { needs } from '../posts/writing.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { testFolder } from '../support/database.ts'
import { listening } from '../support/listening.ts'
import { openTestSite } from '../support/site.ts'
import { photo } from './library.ts'

let browser: Browser

describeInBrowser('an author', () => {
  beforeAll(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('writes a post with an image by touch', async () => {
    const { page, published } = await openEditor({ hasTouch: true, isMobile: true })
    const file = join(testFolder(), 'IMG_0042.jpg')
    writeFileSync(file, await photo(1200, 800))
    await page.locator('#capacity-personal').check()
    await page.locator('#title').fill('Huset vid ån')
    await page.locator('#source').fill('Före.\n\n')
    await page.locator('#image').setInputFiles(file)
    await tap(page, 'Lägg in i texten')
    await page.locator('#alt').fill('Ett rött hus vid en å.')
    await page.locator('#credit').fill('Mirja Ek')
    await page.locator('label[for=licence-cc_by_4]').tap()
    expect(await page.evaluate(sideways)).toBe(false)
    await tap(page, 'Spara')
    expect(await page.locator('#source').inputValue()).toBe('Före.\n\n![](image:1)')
    await tap(page, 'Granska')
    await page.waitForFunction(loaded)
    expect(await page.evaluate(sideways)).toBe(false)
    await page.getByRole('link', { name: 'Gå vidare till publicering' }).tap()
    for (const [name, value] of Object.entries(needs)) await page.fill(`#${name}`, value)
    await tap(page, 'Publicera')
    await page.getByRole('status').waitFor()
    await page.goto(await published())
    await page.getByRole('img', { name: 'Ett rött hus vid en å.' }).scrollIntoViewIfNeeded()
    await page.waitForFunction(loaded)
    expect(await page.evaluate('document.querySelector("figure img").currentSrc')).toMatch(
      /\/images\/[0-9a-f]{64}\.avif$/,
    )
    expect(await page.evaluate(sideways)).toBe(false)
  })

  test('pastes one where the cursor is, and it is there when it has been described', async () => {
    const { page } = await openEditor()
    await page.locator('#source').fill('Före.\n\nEfter.')
    await page.locator('#source').focus()
    await page.evaluate(pasted((await photo(300, 200)).toString('base64')))
    await page.waitForURL(/\/desk\/images\/1\?draft=1/)
    await page.getByRole('link', { name: 'Till texten' }).click()
    expect(await page.locator('#source').inputValue()).toBe('Före.\n\n![](image:1)\n\nEfter.')
  })
})

const tap = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().tap()

const sideways =
  'document.documentElement.scrollWidth > document.documentElement.clientWidth' as const
const loaded =
  'document.images.length > 0 && [...document.images].every((one) => one.complete && one.naturalWidth > 0)' as const

/** Pastes a picture after the first paragraph, as a clipboard with a picture does. */
const pasted = (base64: string): string => `{
  const text = document.querySelector('#source')
  text.setSelectionRange(5, 5)
  const bytes = Uint8Array.from(atob('${base64}'), (one) => one.charCodeAt(0))
  const clipboardData = new DataTransfer()
  clipboardData.items.add(new File([bytes], 'a.jpg', { type: 'image/jpeg' }))
  text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
}`

async function openEditor(given: object = {}) {
  const site = await openTestSite()
  const origin = await listening(site.app)
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, locale: 'sv', reducedMotion: 'reduce', ...given },
  })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await site.signIn('official')).split('=')
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/desk' }])
  const page = await context.newPage()
  await page.goto(`${origin}/desk/posts/new`)
  const published = async () => {
    const posts = site.storage.read.selectFrom('public_post').select(['year_month', 'slug'])
    const post = await posts.executeTakeFirstOrThrow()
    return `${origin}/${post.year_month}/${post.slug}`
  }
  return { page, published }
}
