/** What can be done right after a decision: take it back, look at the comment, answer it. */
import type { AfterActModel } from '../web/views.ts'
import type { DecidedMany } from './actions.ts'
import { may } from './decision.ts'
import { type AtDesk, buttonsOf, type DeskComment, nameWithin, openWords } from './item-pages.ts'

/** For the comment that this person decided about last; what is public is taken back with a reason. */
export function afterModel(row: DeskComment, at: AtDesk): AfterActModel {
  const { t, viewer } = at
  const page = `/desk/comments/${row.id}`
  const isShown = row.state === 'shown'
  const open = isShown ? openWords(row, at) : undefined
  const [back] = isShown ? [] : buttonsOf(row, at, ['put_back'])
  return {
    undo: back && {
      action: `${page}/decision`,
      name: 'act',
      value: back.act,
      words: t('moderation.undo'),
    },
    links: [
      { href: page, words: t('moderation.comment.title', { name: nameWithin(row.name, t) }) },
      ...(isShown && may(viewer, 'replies.official')
        ? [{ href: `${page}#reply`, words: t('moderation.reply') }]
        : []),
      ...(open ? [{ href: `${page}#cover`, words: open }] : []),
    ],
  }
}

/** For several decided at once: how many, how many were left, and where each can be taken back. */
export const afterMany = (
  { act, decided, left }: DecidedMany & { readonly act: 'let_through' | 'spam' },
  { t }: Pick<AtDesk, 't'>,
): AfterActModel => ({
  words: [
    t(`moderation.many.${act}`, { count: decided }),
    ...(left > 0 ? [t('moderation.many.left', { count: left })] : []),
  ].join(' '),
  links: [{ href: '/desk/decisions', words: t('moderation.decisions') }],
})
