/** How the front page, the page about the official and the ways to reach them are shown. */
import type { Language } from '../language/locale.ts'
import { languages, ownNames } from '../language/locale.ts'
import { possessive } from '../language/possessive.ts'
import { type Capacity, capacities } from '../posts/post.ts'
import { opening, plainText, questionIn } from '../text/excerpt.ts'
import { type Html, trusted } from '../text/html.ts'
import type { Site } from '../web/house.ts'
import type { Views } from '../web/views.ts'
import type { Ask } from '../web/web.ts'

export interface FrontPage {
  readonly intro: { readonly title: string; readonly language: Language; readonly html: Html }
  /** Told on the first page alone: the older ones are for looking things up. */
  readonly isFirst: boolean
  readonly entries: Views['posts/entries']
  readonly filters: Views['posts/show-nav']
  readonly questions: readonly {
    readonly href: string
    readonly words: string
    readonly language: Language
  }[]
  readonly comments: readonly LatestComment[]
}

/** A comment in the margin. A staff reply carries its label here too, and so does its post. */
export interface LatestComment {
  readonly capacity: Capacity | undefined
  readonly postCapacity: Capacity
  readonly who: string
  readonly href: string
  readonly title: string
  readonly language: Language
}

export interface AboutPage {
  readonly name: string
  readonly role: string
  readonly presentation: Html
  /** What the official says of themselves, with a picture. */
  readonly presented: Views['images/box'] | undefined
  readonly language: Language
  readonly capacities: readonly { readonly capacity: Capacity; readonly words: string }[]
  readonly readers: string
  readonly runs: string
}

export interface ContactPage {
  readonly summary: string
  readonly ways: readonly {
    readonly name: string
    readonly lines: readonly string[]
    /** Where one line leads, when it does. */
    readonly href: string | undefined
  }[]
  /** Where one's own case belongs; the emergency number is the country's. */
  /** The words of the link to write a letter, while letters are taken. */
  readonly letter: string | undefined
  readonly ownCase: string
  readonly data: readonly string[]
  readonly languages: readonly {
    readonly code: Language
    readonly words: string
    readonly here: boolean
  }[]
}

declare module '../web/views.ts' {
  interface Views {
    'home/front': FrontPage
    'home/about': AboutPage
    'home/contact': ContactPage
  }
}

const MOST_OF_QUESTION = 90

/** A question that waits, as the comments room hands it out, in the words of the one who asks. */
export const questionModel = (question: {
  readonly id: number
  readonly html: string | null
  readonly language: Language
}): FrontPage['questions'][number] => ({
  href: `/comments/${question.id}`,
  words: questionIn(plainText(trusted(question.html ?? '')), MOST_OF_QUESTION),
  language: question.language,
})

/** A new comment, as the comments room hands it out. */
export const commentModel = (
  comment: {
    readonly id: number
    readonly name: string | null
    readonly capacity: Capacity | null
    readonly post_capacity: Capacity
    readonly title: string
    readonly language: Language
  },
  { t }: Pick<Ask, 't'>,
): LatestComment => ({
  capacity: comment.capacity ?? undefined,
  postCapacity: comment.post_capacity,
  who: t('home.said', { who: comment.name || t('home.nobody') }),
  href: `/comments/${comment.id}`,
  title: comment.title,
  language: comment.language,
})

/** How the official begins to tell about the blog, in the site's language; /about has all of it. */
export const introOf = (site: Site): FrontPage['intro'] => ({
  title: `${site.official.name}, ${site.official.title}`,
  language: site.language,
  html: opening(trusted(site.presentationHtml)),
})

/** Who speaks here, and what the two capacities mean. */
export function aboutModel(
  { t, site, language }: Ask,
  presented: AboutPage['presented'],
): AboutPage {
  const { name, title } = site.official
  const { authority } = site
  const meaning: Record<Capacity, string> = {
    personal: t('home.about.personal', { whose: possessive(name, language) }),
    official: t('home.about.official.meaning', { title }),
  }
  return {
    name,
    role: `${title}, ${authority}`,
    presentation: trusted(site.presentationHtml),
    presented,
    language: site.language,
    capacities: capacities.map((capacity) => ({ capacity, words: meaning[capacity] })),
    readers: t(site.hasSecondPerson ? 'home.about.comments.two' : 'home.about.comments.one', {
      name,
    }),
    runs: t('home.about.runs.words', { authority }),
  }
}

/** Other ways to reach the official, a telephone number first (LAW.md L29). */
export function contactModel({ t, site, language }: Ask): ContactPage {
  const { telephone, contactEmail, postalAddress } = site
  const way = (key: 'telephone' | 'email' | 'post', text: string | undefined, href?: string) =>
    text ? [{ name: t(`home.contact.${key}`), lines: text.split('\n'), href }] : []
  return {
    summary: t('home.contact.summary', { name: site.official.name, authority: site.authority }),
    ways: [
      ...way('telephone', telephone, `tel:${telephone?.replace(/[^+\d]/g, '')}`),
      ...way('email', contactEmail, `mailto:${contactEmail}`),
      ...way('post', postalAddress),
    ],
    letter: site.letters && t('letters.write', { name: site.official.name }),
    ownCase: t(`home.contact.case.words.${site.country}`),
    data: [
      ...(site.controller ? [t('home.contact.controller', { name: site.controller })] : []),
      ...(site.dataProtectionOfficer
        ? [t('home.contact.officer', { name: site.dataProtectionOfficer })]
        : []),
    ],
    languages: languages.map((code) => ({
      code,
      words: ownNames[code],
      here: code === language,
    })),
  }
}
