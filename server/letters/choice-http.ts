/** "Help me choose": questions and advice, with nothing stored, no cookie, and no answer in an address. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { field, longLetter } from '../web/forms.ts'
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Web } from '../web/web.ts'
import { type About, aboutOf } from './about-http.ts'
import { type Answers, readAnswers } from './choice.ts'
import { choicePage } from './choice-pages.ts'

/** What was written at either door, and goes along from page to page. */
const written = [
  ...['post', 'post_version', 'parent', 'parent_version'],
  ...['text', 'name', 'email', 'question', 'website', 'files', 'files_count'],
] as const

/** Registers /letter/choice, which is there while letters are taken. */
export function choiceRoutes(app: App, web: Web): void {
  app.get('/letter/choice', (request, reply) => {
    const { query } = web.ask(request)
    const given = { post: query.post ?? '', parent: query.comment ?? '' }
    return showChoice(web, request, reply, {
      ...{ answers: {}, fault: undefined },
      carried: carriedOf((name) => (name === 'post' || name === 'parent' ? given[name] : '')),
    })
  })
  app.post('/letter/choice', longLetter, (request, reply) => {
    const answers = readAnswers((question) => field(request, question))
    const isAsked = field(request, 'asked') !== ''
    const isMissing = isAsked && answers.about === undefined
    return showChoice(web, request, reply, {
      answers,
      fault: isMissing ? 'letters.choice.fault' : undefined,
      carried: carriedOf((name) => field(request, name)),
    })
  })
}

type Carried = readonly { readonly name: string; readonly value: string }[]

const carriedOf = (given: (name: string) => string): Carried =>
  written.map((name) => ({ name, value: given(name) })).filter(({ value }) => value !== '')

async function showChoice(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly answers: Answers
    readonly fault: MessageKey | undefined
    readonly carried: Carried
  },
): Promise<FastifyReply> {
  const ask = web.ask(request)
  if (!ask.site.letters) throw new Problem('not_found')
  const valueOf = (name: string) => given.carried.find((one) => one.name === name)?.value ?? ''
  const about = await aboutOf(ask, { post: valueOf('post'), parent: valueOf('parent') })
  const hasWords = valueOf('text').trim() !== ''
  return web.show(request, reply, {
    view: view(
      'letters/choice',
      choicePage(ask, { ...given, about: about && linksOf(about), hasWords }),
    ),
    head: { title: ask.t('letters.choice.title') },
    status: given.fault ? 422 : 200,
  })
}

/** Where to write about it, openly and as a letter. */
const linksOf = ({ post, comment, link }: About) => ({
  ...link,
  write: comment ? `/comments/${comment}/reply` : `${link.href}#write`,
  letter: comment ? `/letter?comment=${comment}` : `/letter?post=${post}`,
})
