import type { Browser, BrowserContextOptions } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { translator } from '../../server/language/catalogue.ts'
import type { Settings } from '../../server/web/house.ts'
import { freePort } from '../support/listening.ts'
import { openTestSite } from '../support/site.ts'
import type { Window } from './acts.ts'
import type { Story } from './stories.ts'

export type Place = Awaited<ReturnType<typeof openPlace>>

/** A site where nothing is set up yet, at an address of its own, and a window for each person. */
export async function openPlace(browser: Browser, story: Story, more: Partial<Settings> = {}) {
  const { language } = story
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = { port, publicUrl: origin, siteLanguage: language, ...more }
  const site = await openTestSite({ bare: true, settings })
  await site.app.listen({ host: '127.0.0.1', port })
  const t = translator(language)
  const sent: string[] = []
  const open = async (wanted: BrowserContextOptions): Promise<Window> => {
    const common = { locale: story.locale, reducedMotion: 'reduce' } as const
    const context = await browser.newContext({ ...common, ...wanted })
    onTestFinished(() => context.close())
    context.on('request', (request) => sent.push(request.url()))
    return { page: await context.newPage(), t }
  }
  const narrow = { viewport: { width: 320, height: 800 }, javaScriptEnabled: false }
  return {
    ...{ site, origin, story, t },
    official: await open({}),
    moderator: await open({}),
    citizen: await open(narrow),
    stranger: await open(narrow),
    elsewhere: () => sent.filter((url) => !url.startsWith(`${origin}/`)),
  }
}

/** Words as they stand in a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
