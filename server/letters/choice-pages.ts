/** The page that helps to choose between a comment and a letter. */
import type { MessageKey, T } from '../language/catalogue.ts'
import type { Choices } from '../web/fields.ts'
import type { Site } from '../web/house.ts'
import { type Advice, type Answers, advise, type Question, questions, type Way } from './choice.ts'
import type { AboutLink, Linked } from './pages.ts'
import { whistleSentence } from './preview-pages.ts'

/** Something to press: a link, or a button that takes along what was written. */
export interface ChoiceAct {
  readonly words: string
  readonly href: string
  readonly isButton: boolean
  readonly isFirst: boolean
}

export interface ChoicePage {
  readonly about: AboutLink | undefined
  /** What was written before, carried on in the page and nowhere else. */
  readonly carried: readonly { readonly name: string; readonly value: string }[]
  readonly hasWords: boolean
  readonly advice:
    | {
        readonly title: string
        readonly because: readonly string[]
        readonly but: readonly string[]
        readonly whistle: Linked | undefined
        readonly acts: readonly ChoiceAct[]
      }
    | undefined
  readonly fault: string | undefined
  readonly questions: readonly Choices[]
  readonly act: string
}

declare module '../web/views.ts' {
  interface Views {
    'letters/choice': ChoicePage
  }
}

interface Given {
  readonly answers: Answers
  readonly fault: MessageKey | undefined
  readonly about: (AboutLink & { readonly write: string; readonly letter: string }) | undefined
  readonly carried: ChoicePage['carried']
  readonly hasWords: boolean
}

/** The questions, with the advice above them once the first is answered. */
export function choicePage(
  { t, site }: { readonly t: T; readonly site: Site },
  given: Given,
): ChoicePage {
  const { answers, fault, about, carried, hasWords } = given
  const advice = advise(answers)
  return {
    about,
    carried,
    hasWords,
    advice: advice && adviceModel(t, site, advice, given),
    fault: fault && t(fault),
    questions: (Object.keys(questions) as Question[]).map((question) => ({
      ...{ kind: 'radio', name: question, label: t(`letters.choice.${question}`) },
      ...{ hint: undefined, fault: question === 'about' && fault ? t(fault) : undefined },
      choices: questions[question].map((value) => ({
        ...{ value, words: t(wordsOf(question, value)), isChosen: answers[question] === value },
      })),
    })),
    act: t(advice ? 'letters.choice.again' : 'letters.choice.act'),
  }
}

const wordsOf = (question: Question, answer: string): MessageKey =>
  `letters.choice.${question}.${answer}` as MessageKey

function adviceModel(t: T, site: Site, advice: Advice, given: Given) {
  const { first, besides, because, but } = advice
  const name = site.official.name
  const contact = site.telephone ?? site.contactEmail ?? site.authority
  const title =
    first === 'whistle'
      ? t(`letters.choice.first.whistle.${site.country}`)
      : t(`letters.choice.first.${first}`, { name })
  const own =
    first === 'own'
      ? [t(`comments.preview.ownCase.${site.country}`, { contact }), t('letters.choice.why.own')]
      : []
  return {
    title,
    because: [...own, ...because.map((reason) => t(`letters.choice.why.${reason}`))],
    but: but.map((reason) => t(`letters.choice.why.${reason}`)),
    whistle: first === 'whistle' ? whistleSentence(t, site) : undefined,
    acts: [first, besides].flatMap((way, at) => (way ? actsOf(t, site, way, given, at === 0) : [])),
  }
}

/** What is written goes along as a form; where nothing is, a link leads to where to write. */
function actsOf(
  t: T,
  site: Site,
  way: Way,
  { about, hasWords }: Given,
  isFirst: boolean,
): ChoiceAct[] {
  const name = site.official.name
  const link = (words: string, href: string) => [{ words, href, isButton: false, isFirst }]
  const button = (words: string, href: string) => [{ words, href, isButton: true, isFirst }]
  if (way === 'whistle')
    return link(t(`letters.choice.whistle.${site.country}`), site.letters?.whistle ?? '')
  if (way === 'own') return link(t('letters.choice.own'), '/contact')
  if (way === 'letter')
    return hasWords
      ? button(t('letters.send', { name }), '/letter/preview')
      : link(t('letters.write', { name }), about?.letter ?? '/letter')
  if (!about) return link(t('letters.choice.posts'), '/')
  return hasWords
    ? button(t('letters.send.comment'), '/comments/preview')
    : link(t('letters.choice.comment'), about.write)
}
