/** What the mails to followers say. Each says in which capacity what it tells was written, in subject and text. */
import type { PublicComment } from '../comments/comment.ts'
import { translator } from '../language/catalogue.ts'
import { type Block, laidOut } from '../mail/layout.ts'
import type { Words } from '../mail/mail.ts'
import type { Speaking } from '../mail/trade.ts'
import type { PublicPost } from '../posts/post.ts'
import { excerpt, paragraphsOf } from '../text/excerpt.ts'
import { withoutFigures } from '../text/figure.ts'
import { type Html, html, trusted } from '../text/html.ts'
import { filled } from '../text/marks.ts'
import type { Secrets } from './address.ts'
import { wordOf } from './follow.ts'
import type { Followed, Told } from './mail-actions.ts'

/** What a mail to a follower is written with. */
export interface Writing extends Followed, Speaking {
  readonly secrets: Secrets
}

/** Characters of a text that a mail carries: of one answer, and of each of several. */
const MOST = 1500
const MOST_OF_EACH = 400
/** So many comments are told of in one mail; the page has the rest. */
const MOST_COMMENTS = 20

/** The question whether somebody at this address wants to follow. The link changes nothing by being opened. */
export function askedWords(writing: Writing): Words {
  const { t, language, site, publicUrl, secrets, follow } = writing
  const token = secrets.tokenOf('confirm', follow)
  return laidOut({
    language,
    subject: t('following.mail.asked.subject', { site: site.name }),
    blocks: [t('following.mail.asked.words', { site: site.name }), wishOf(writing)],
    act: {
      words: t('following.mail.asked.act'),
      href: `${publicUrl}/follow/confirmation/${token}`,
    },
    why: t('following.mail.asked.why'),
    choose: undefined,
  })
}

/** Somebody asked to follow what this address follows already. */
export function knownWords(writing: Writing): Words {
  const { t, language, site } = writing
  return laidOut({
    language,
    subject: t('following.mail.known.subject', { site: site.name }),
    blocks: [t('following.mail.known.words', { site: site.name }), wishOf(writing)],
    act: { words: t('following.mail.known.act'), href: choiceOf(writing) },
    why: t('following.mail.asked.why'),
    choose: undefined,
  })
}

/** A new post. */
export function postWords(post: PublicPost, writing: Writing): Words {
  const { t, language, publicUrl } = writing
  const words = post.summary ? [post.summary] : shortened(withoutPlaces(post), MOST_OF_EACH)
  return laidOut({
    language,
    subject: labelled(post, writing),
    blocks: [
      t(`following.mail.post.${post.capacity}`, {
        name: post.author.name,
        title: post.author.title,
      }),
      { title: post.title, words, language: post.language },
      ...(post.question
        ? [t('following.mail.post.question'), { words: [post.question], language: post.language }]
        : []),
    ],
    act: { words: t('following.mail.post.act'), href: publicUrl + post.path },
    ...footOf(writing),
    headers: headersOf(writing, { list: 'posts', page: post.path }),
  })
}

/** An answer to a comment that is followed; from the official or from anybody. */
export function answerWords(told: Told, writing: Writing): Words {
  const { t, language, publicUrl } = writing
  const { post, comment } = told
  const { capacity } = comment
  const title = labelled(post, writing)
  const page = `/comments/${comment.id}`
  return laidOut({
    language,
    subject: capacity
      ? t(`following.mail.reply.subject.${capacity}`, {
          name: comment.name,
          title: capacity === post.capacity ? post.title : title, // one label for both, or each its own
        })
      : t('following.mail.answer.subject', { title }),
    blocks: [
      whoWrote(comment, writing),
      { words: shortened(trusted(comment.html), MOST), language: post.language },
      t('following.mail.under', { title }),
    ],
    act: { words: t('following.mail.answer.act'), href: publicUrl + page },
    ...footOf(writing),
    headers: headersOf(writing, {
      ...{ list: `comment-${comment.parentId}`, page, post: post.id, comment: comment.parentId },
    }),
  })
}

/** What came under a post in an hour. */
export function threadWords(
  { post, comments }: { readonly post: PublicPost; readonly comments: readonly PublicComment[] },
  writing: Writing,
): Words {
  const { t, language, publicUrl } = writing
  const title = labelled(post, writing)
  const shown = comments.slice(0, MOST_COMMENTS)
  const left = comments.length - shown.length
  return laidOut({
    language,
    subject: `Re: ${title}`,
    blocks: [
      t('following.mail.thread.words', { count: comments.length, title }),
      ...shown.flatMap((comment): Block[] => [
        whoWrote(comment, writing),
        {
          words: shortened(trusted(comment.html), MOST_OF_EACH),
          language: post.language,
          href: `${publicUrl}/comments/${comment.id}`,
        },
      ]),
      ...(left > 0 ? [t('following.mail.thread.more', { count: left })] : []),
    ],
    act: { words: t('following.mail.thread.act'), href: `${publicUrl}${post.path}#comments` },
    ...footOf(writing),
    headers: headersOf(writing, { list: `post-${post.id}`, page: post.path, post: post.id }),
  })
}

/** `[Officiellt] Vintervägarna`: the label first, wherever the title stands. */
const labelled = ({ capacity, title }: PublicPost, { t }: Writing): string =>
  `[${t(`common.capacity.${capacity}`)}] ${title}`

function whoWrote({ capacity, name, title }: PublicComment, { t }: Writing): string {
  if (capacity) return t(`following.mail.reply.${capacity}`, { name, title })
  return name ? t('following.mail.comment', { name }) : t('following.mail.comment.nobody')
}

/** What was asked for, in a sentence. */
const wishOf = ({ t, follow }: Writing): string =>
  t('following.wish', { what: t(`following.what.${wordOf(follow)}`) })

const choiceOf = ({ publicUrl, secrets, follow }: Writing): string =>
  `${publicUrl}/unsubscribe/${secrets.tokenOf('unsubscribe', follow)}`

const footOf = (writing: Writing) => ({
  why: writing.t('following.mail.why', {
    what: writing.t(`following.what.${wordOf(writing.follow)}`),
  }),
  choose: { words: writing.t('following.mail.choose'), href: choiceOf(writing) },
})

/**
 * What mail programs need: the list (RFC 2919), how to leave it in one click (RFC 2369, RFC 8058), where it can be
 * read (RFC 5064), and what it goes on from (RFC 5322, 3.6.4): the mail of the post, and the comment that is followed.
 */
function headersOf(
  writing: Writing,
  about: { list: string; page: string; post?: number; comment?: number | undefined },
): Record<string, string> {
  const { publicUrl, host, secrets, address } = writing
  const name = (thing: string) => `<${secrets.nameOf(address, thing)}@${host}>`
  const before = [
    ...(about.post === undefined ? [] : [name(`p${about.post}`)]),
    ...(about.comment === undefined ? [] : [name(`c${about.comment}`)]),
  ]
  return {
    'List-Id': `<${about.list}.${host}>`,
    'List-Unsubscribe': `<${choiceOf(writing)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Archived-At': `<${publicUrl}${about.page}>`,
    ...(before.length > 0
      ? { 'In-Reply-To': before.at(-1) as string, References: before.join(' ') }
      : {}),
  }
}

/** In a mail a place of the archive is one sentence: what the entry says may be another tomorrow. */
const withoutPlaces = ({ html: text, language }: PublicPost): Html =>
  filled(
    withoutFigures(text, language),
    () => html`<p>${translator(language)('disclosures.passage.withheld')}</p>`,
  )

/** The beginning of a text, paragraph by paragraph, in at most so many characters. */
function shortened(html: Html, most: number): string[] {
  const kept: string[] = []
  let left = most
  for (const paragraph of paragraphsOf(html)) {
    if (left <= 0) return [...kept, '…']
    kept.push(paragraph.length <= left ? paragraph : excerpt(paragraph, left))
    left -= paragraph.length
  }
  return kept
}
