import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../server/kernel/clock.ts'
import { translator } from '../../server/language/catalogue.ts'
import { describeInBrowser, openBrowser } from '../support/browser.ts'
import { testFolder } from '../support/database.ts'
import { freePort } from '../support/listening.ts'
import { startServer } from '../support/process.ts'
import { arrive, inviteSecond, setUp } from './acts.ts'
import { stories } from './stories.ts'

const t = translator('sv')
const printed = /^Set the blog up here, once: (\S+)$/m
let browser: Browser

describeInBrowser('a new server', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('prints a link that sets the site up, and prints none when it is set up', async () => {
    const [story] = stories
    if (!story) throw new Error('no story')
    const folder = testFolder()
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const environment = { PORT: String(port), PUBLIC_URL: origin }
    const server = await startServer(folder, environment)
    await expect.poll(server.output).toMatch(printed)
    const link = printed.exec(server.output())?.[1] ?? ''
    expect(link).toMatch(new RegExp(`^${origin}/setup/[\\w-]{22,}$`))
    const context = await browser.newContext({ locale: story.locale, reducedMotion: 'reduce' })
    onTestFinished(() => context.close())
    const window = { page: await context.newPage(), t }
    await setUp(window, link, story, systemClock())
    expect(await inviteSecond(window, story)).toMatch(new RegExp(`^${origin}/invitation/`))
    await window.page.goto(origin)
    await arrive(window, `${story.official.name}, ${story.official.title}`)
    await server.end('SIGTERM')
    const again = await startServer(folder, environment)
    await expect.poll(again.output).toContain(`Insyn: ${origin}`)
    await window.page.goto(origin)
    await arrive(window, `${story.official.name}, ${story.official.title}`)
    expect(again.output()).not.toMatch(printed)
  })
})
