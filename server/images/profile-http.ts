/** Who speaks here, with a picture: for the page about the official, and beside their posts. */
import { translator } from '../language/catalogue.ts'
import { pictureHtml } from '../text/figure.ts'
import { concat } from '../text/html.ts'
import { renderText } from '../text/markdown.ts'
import type { Ask } from '../web/web.ts'
import { isDescribed, PUBLIC } from './item.ts'
import { pictureOf } from './picture-pages.ts'
import type { Presented } from './profile.ts'
import { findPublicProfile } from './profile-store.ts'
import { publicItems } from './store.ts'

/** A portrait is shown small: beside a text, or above it. */
const SIZES = '12rem'

/** What the official says of themselves; undefined when it is nothing. */
export async function presentedIn({
  read,
  site,
}: Pick<Ask, 'read' | 'site'>): Promise<Presented | undefined> {
  const profile = await findPublicProfile(read, site.official.accountId)
  if (!profile) return undefined
  const { itemId, brief, interests } = profile
  const { language } = site
  const [item] = itemId === undefined ? [] : await publicItems(read, [itemId])
  const picture =
    item && isDescribed(item)
      ? pictureOf(item, { below: PUBLIC, language, isLater: true })
      : undefined
  const made = picture?.credit && translator(language)('images.credit', { who: picture.credit })
  return {
    picture: picture && concat([pictureHtml(picture, SIZES)]),
    credit: [made, picture?.licence?.words].filter(Boolean).join(' · ') || undefined,
    ...{ brief, language },
    interests: interests === '' ? undefined : renderText(interests, language),
  }
}

/** As above beside a post, when whoever wrote it is the official still. */
export const presentedBy = async (
  ask: Pick<Ask, 'read' | 'site'>,
  { name, title }: { readonly name: string; readonly title: string },
): Promise<Presented | undefined> => {
  const { official } = ask.site
  return name === official.name && title === official.title ? presentedIn(ask) : undefined
}
