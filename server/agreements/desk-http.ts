/** The form of a proposal at the desk, and what every page there begins with. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../accounts/desk-context.ts'
import { Problem } from '../kernel/problem.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { letterLock } from '../letters/actions.ts'
import type { Letter } from '../letters/letter.ts'
import { opened } from '../letters/open-actions.ts'
import type { Box } from '../letters/vault.ts'
import type { PublicationProblem } from '../posts/publication.ts'
import { field } from '../web/forms.ts'
import { view } from '../web/views.ts'
import { newest, type Refusal } from './agreement.ts'
import { paragraphsOf, type Typed } from './compose.ts'
import { proposalForm } from './desk-pages.ts'
import { shownMark } from './pages.ts'
import { openResolved, openVersion, type VersionWords } from './sealed.ts'
import { findProposal, type KeptProposal } from './store.ts'
import { resolvedIn, seenIn, typedIn } from './typed-http.ts'
import { composed, type Mend, type Proposing, paragraphsIn } from './version-actions.ts'

/** A letter that is open to somebody, and its proposal. */
export interface At {
  readonly acting: Proposing
  readonly letter: Letter
  readonly box: Box | undefined
  readonly proposal: KeptProposal | undefined
  /** The letter in paragraphs; none when it began as the office's own answer and nobody has answered that. */
  readonly paragraphs: readonly string[] | undefined
  /** Of the newest version. */
  readonly words: VersionWords | undefined
  readonly path: string
  /** What is proposed: as the proposal was begun, or as the form says. */
  readonly kind: (request: FastifyRequest) => 'letter' | 'own_words'
}

/** Finds the proposal of an opened letter. */
export async function atProposal(desk: Desk, letter: Letter, acting: Proposing): Promise<At> {
  const { read } = desk.web.house.storage
  const box = acting.vault.boxOf(letterLock(letter))
  const proposal = await findProposal(read, letter.id)
  const last = proposal?.versions.at(-1)
  const paragraphs = await paragraphsIn(read, acting.vault, letter)
  return {
    ...{ acting, letter, box, proposal, paragraphs },
    words: box && last && openVersion(box, last),
    path: `/desk/letters/${letter.id}/proposal`,
    kind: (request) => proposal?.kind ?? (paragraphs?.length ? kindIn(request) : 'own_words'),
  }
}

function kindIn(request: FastifyRequest): 'letter' | 'own_words' {
  const { kind } = request.query as Record<string, unknown>
  const asked = field(request, 'kind') || kind
  return asked === 'own_words' ? 'own_words' : 'letter'
}

/** Whether a problem says what to mend in the form. */
export const isMend = (problem: unknown): problem is Mend =>
  typeof problem === 'object' && problem !== null && 'faults' in problem

/** Why an act was refused, in words. */
export function refusalKey(
  problem:
    | Exclude<Refusal, 'not_found' | 'forbidden'>
    | 'posts.refused.contact'
    | PublicationProblem
    | 'not_found'
    | 'forbidden'
    | 'erased',
): MessageKey {
  if (problem === 'overtaken' || problem === 'too_often') return `agreements.fault.${problem}`
  if (problem === 'not_agreed') return 'agreements.fault.not_agreed'
  if (problem === 'not_found' || problem === 'erased') throw new Problem('not_found')
  if (problem === 'forbidden') throw new Problem('forbidden')
  return problem
}

/** What was typed at length, to be copied by whoever must open the letter again first. */
export const keptWords = ({ title, preface, answers }: Typed): string =>
  [title, preface, ...Object.values(answers)].filter((text) => text.trim() !== '').join('\n\n')

/** The form: as the newest version was typed, or, when it was sent, as it was and how it would look. */
export async function showForm(
  desk: Desk,
  here: At,
  request: FastifyRequest,
  reply: FastifyReply,
  { isSent = false, fault }: { readonly isSent?: boolean; readonly fault?: MessageKey | undefined },
): Promise<FastifyReply> {
  const { t } = desk.web.ask(request)
  const { letter, box, proposal, words, paragraphs } = here
  if (!box || !paragraphs) throw new Problem('not_found')
  const typed = isSent ? typedIn(request) : (words?.typed ?? (await suggested(here, desk)))
  const made = isSent ? await madeOf(desk, here, request, box) : undefined
  const seen = (proposal && newest(proposal))?.number ?? 0
  const model = proposalForm(t, {
    ...{ letterId: letter.id, kind: here.kind(request), language: letter.language },
    ...{ paragraphs, typed, ...mendOf(made) },
    seen: isSent && !fault ? seenIn(request).number : seen,
    resolved: { ...openResolved(box, proposal?.answers ?? []), ...resolvedIn(request) },
    words: made?.ok ? made.value : undefined,
  })
  const told = fault ? [{ href: '#title', words: t(fault) }] : []
  return desk.show(request, reply, {
    view: view('agreements/form', { ...model, faults: [...told, ...model.faults] }),
    title: t('agreements.form.title', { number: letter.id }),
    status: fault || (made && !made.ok) ? 422 : 200,
  })
}

type Made = Awaited<ReturnType<typeof composed>>

/** The version that a form would make. */
function madeOf(desk: Desk, here: At, request: FastifyRequest, box: Box): Promise<Made> {
  const { acting, letter, proposal } = here
  const typed = typedIn(request)
  const given = { kind: here.kind(request), typed, resolved: resolvedIn(request) }
  const about = { letter, box, proposal, given, by: acting.officer }
  return composed(desk.web.house.storage.read, acting.vault, about)
}

const mendOf = (made: Made | undefined): Mend =>
  made && !made.ok && isMend(made.problem) ? made.problem : { faults: {}, unresolved: [] }

/** Whether what is sent is what its page showed; whatever has something to mend counts as shown, to be refused. */
export async function wasShown(desk: Desk, here: At, request: FastifyRequest): Promise<boolean> {
  const made = here.box && (await madeOf(desk, here, request, here.box))
  return (
    made !== undefined && (!made.ok || shownMark(made.value.content) === field(request, 'shown'))
  )
}

/** A beginning: the whole letter, with the answers that were given by code after what they answered. */
async function suggested({ letter, acting }: At, desk: Desk): Promise<Typed> {
  const found = await opened(desk.web.house.storage.read, acting.vault, letter)
  const texts: string[] = []
  const answers: Record<number, string> = {}
  for (const { kind, author, text } of found?.said ?? []) {
    if (!author) texts.push(text)
    else if (kind === 'reply') {
      const after = paragraphsOf(texts).length
      answers[after] = answers[after] ? `${answers[after]}\n\n${text}` : text
    }
  }
  return {
    ...{ title: '', preface: '', capacity: undefined, credit: { kind: 'none', words: '' } },
    ...{ chosen: paragraphsOf(texts).map((_, at) => at + 1), answers, others: '' },
    takeOut: { writer: '', person: '', secrecy: '' },
  }
}
