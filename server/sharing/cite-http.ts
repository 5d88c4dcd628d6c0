/** The pages that help to cite a post or a comment with its context. */
import type { PublicComment } from '../comments/comment.ts'
import { findPublicComment } from '../comments/store.ts'
import { translator } from '../language/catalogue.ts'
import { ofMonth, pageOfPost } from '../posts/address-http.ts'
import type { PublicPost } from '../posts/post.ts'
import { findPublicPostById } from '../posts/store.ts'
import { paragraphsOf } from '../text/excerpt.ts'
import { withFigures } from '../text/figure.ts'
import { withoutNotes } from '../text/footnotes.ts'
import { concat, type Html, trusted } from '../text/html.ts'
import { filled } from '../text/marks.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import type { Citation, Statement } from './citation.ts'
import {
  type CitePage,
  firstParagraphs,
  formsOf,
  MOST_OF_PARENT,
  MOST_OF_POST,
  marksOf,
  whenOf,
  whoWords,
} from './citation-pages.ts'
import { inAddress } from './moment.ts'
import { momentOfVersion, replyWords } from './store.ts'

interface Asked extends Ask {
  readonly publicUrl: string
}

/** Registers `…/cite` under posts and comments. */
export function citeRoutes(app: App, web: Web): void {
  const { publicUrl } = web.house.settings
  web.page(app, {
    path: `${ofMonth}/:slug/cite`,
    make: (ask) => pageOfPost(ask, '/cite', async (post) => citePost({ ...ask, publicUrl }, post)),
  })
  web.page(app, {
    path: '/comments/:id(^[1-9]\\d{0,14}$)/cite',
    make: (ask) => citeComment({ ...ask, publicUrl }),
  })
}

const titleOf = ({ capacity, title }: PublicPost, t: Ask['t']): string =>
  t(`posts.page.title.${capacity}`, { title })

function citePost(ask: Asked, post: PublicPost): Answer {
  const { t, site, publicUrl } = ask
  const statement = postStatement(ask, post, MOST_OF_POST)
  const stood = `${post.path}/at/${inAddress(post.versionAt)}`
  const model: CitePage = {
    ...{ capacity: post.capacity, language: post.language },
    title: t('sharing.cite.post', { title: post.title }),
    back: { href: post.path, words: t('posts.history.back') },
    address: publicUrl + post.path,
    facts: [
      timeFact(ask, 'sharing.cite.published', post.firstPublishedAt),
      {
        name: t('sharing.cite.version'),
        words: t('sharing.cite.versionAt', {
          number: post.version,
          ...whenWords(ask, post.versionAt),
        }),
        link: { href: `${post.path}/history`, words: t('posts.history.link') },
      },
      {
        name: t('sharing.cite.stood'),
        words: '',
        link: { href: stood, words: publicUrl + stood },
      },
    ],
    forms: formsOf({ statements: [statement], under: undefined, marks: marksOf(post.language) }, t),
  }
  return shown(model, {
    title: `${t('sharing.cite')}: ${titleOf(post, t)}`,
    capacity: post.capacity,
    post,
    site,
  })
}

async function citeComment(ask: Asked): Promise<Answer> {
  const { t, read, site, publicUrl } = ask
  const comment = await findPublicComment(read, Number(ask.params.id))
  const post = comment && (await findPublicPostById(read, comment.postId))
  if (!post || comment.exposure !== 'text') return { problem: 'not_found' }
  const answeredAt = await momentOfVersion(read, post.id, comment.postVersion)
  const { statements, facts } = await withParent(ask, post, comment)
  const of = titleOf(post, translator(post.language))
  const under = [
    ...(isAlone(comment, statements.length)
      ? [t('sharing.feed.answers', { name: t('comments.aHiddenOne') })]
      : []),
    t('sharing.cite.under', { post: of, number: comment.postVersion }),
  ].join('. ')
  const stood = answeredAt ? `${post.path}/at/${inAddress(answeredAt)}` : post.path
  const citation: Citation = {
    ...{ statements, marks: marksOf(post.language) },
    under: { words: under, url: publicUrl + post.path },
  }
  const name = comment.name || t('comments.noName')
  const model: CitePage = {
    ...{ capacity: comment.capacity, language: post.language },
    title: t('sharing.cite.comment', { name }),
    back: { href: `/comments/${comment.id}`, words: t('sharing.cite.back') },
    address: `${publicUrl}/comments/${comment.id}`,
    facts: [
      timeFact(ask, 'sharing.cite.received', comment.receivedAt),
      ...facts,
      {
        name: t('sharing.cite.underName'),
        words: '',
        capacity: post.capacity,
        link: { href: stood, words: under },
      },
    ],
    forms: formsOf(citation, t),
  }
  const title = `${t('sharing.cite')}: ${whoWords({ ...comment, name, title: '' }, ask.language)} – ${of}`
  return shown(model, { title, capacity: comment.capacity, post, site })
}

/** Whether what a comment answers is not shown. */
const isAlone = ({ parentId }: PublicComment, statements: number): boolean =>
  parentId !== undefined && statements === 1

/** A comment after what it answered: the version of a staff reply that was answered, or the post. */
async function withParent(ask: Asked, post: PublicPost, comment: PublicComment) {
  const { t, read } = ask
  const own = commentStatement(ask, post, comment, comment.html)
  const facts: CitePage['facts'] =
    comment.kind === 'staff'
      ? [
          {
            name: t('sharing.cite.version'),
            words: t('sharing.cite.number', { number: comment.version }),
            link: { href: `/comments/${comment.id}/history`, words: t('posts.history.link') },
          },
        ]
      : []
  if (comment.parentId === undefined)
    return { statements: [postStatement(ask, post, MOST_OF_PARENT), own], facts }
  const parent = await findPublicComment(read, comment.parentId)
  if (parent?.exposure !== 'text') return { statements: [own], facts }
  const before =
    comment.parentVersion !== undefined && comment.parentVersion !== parent.version
      ? await replyWords(read, parent.id, comment.parentVersion)
      : undefined
  const version = before ? comment.parentVersion : parent.version
  const said = commentStatement(
    ask,
    post,
    { ...parent, version: version ?? parent.version },
    before?.html ?? parent.html,
    MOST_OF_PARENT,
  )
  return { statements: [said, own], facts }
}

function postStatement({ site, publicUrl }: Asked, post: PublicPost, most: number): Statement {
  const { language, author } = post
  const t = translator(language)
  const words = withFigures(post.html, () => concat([]))
  const text: Html = withoutNotes(filled(words, () => concat([])))
  return {
    ...whenOf(post.firstPublishedAt, language, site.timeZone),
    who: whoWords({ ...author, capacity: post.capacity }, language),
    title: `${marksOf(language)[0]}${post.title}${marksOf(language)[1]}`,
    version: t('sharing.cite.number', { number: post.version }),
    url: publicUrl + post.path,
    paragraphs: firstParagraphs(paragraphsOf(text), most),
  }
}

function commentStatement(
  { site, publicUrl }: Asked,
  { language }: PublicPost,
  comment: PublicComment,
  html: string,
  most = Number.POSITIVE_INFINITY,
): Statement {
  const t = translator(language)
  const name = comment.name || t('comments.noName')
  return {
    ...whenOf(comment.receivedAt, language, site.timeZone),
    who: whoWords({ ...comment, name }, language),
    title: undefined,
    version:
      comment.kind === 'staff' ? t('sharing.cite.number', { number: comment.version }) : undefined,
    url: `${publicUrl}/comments/${comment.id}`,
    paragraphs: firstParagraphs(paragraphsOf(trusted(html)), most),
  }
}

const whenWords = ({ language, site }: Ask, at: PublicPost['versionAt']) => ({
  time: whenOf(at, language, site.timeZone).when,
})

const timeFact = (
  ask: Ask,
  key: 'sharing.cite.published' | 'sharing.cite.received',
  at: PublicPost['versionAt'],
): CitePage['facts'][number] => ({
  name: ask.t(key),
  words: `${whenWords(ask, at).time}, ${at}`,
  link: undefined,
})

/** Of no use in a search engine, and one of so many that it is made anew each time. */
const shown = (
  model: CitePage,
  {
    title,
    capacity,
    post,
  }: {
    readonly title: string
    readonly capacity: CitePage['capacity']
    readonly post: PublicPost
    readonly site: Ask['site']
  },
): Answer => ({
  view: view('sharing/cite', model),
  head: { title, noindex: true, ...(capacity ? { capacity } : {}) },
  tags: [`post:${post.id}`],
  isRare: true,
})
