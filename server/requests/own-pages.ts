/** A request as whoever asked reads it with the code: the clock, every step with its words, and what they can do now. */
import { ground } from '../disclosures/ground.ts'
import { aboutWords, type FileLink } from '../files/listing.ts'
import type { Instant } from '../kernel/clock.ts'
import type { T } from '../language/catalogue.ts'
import type { Country, Language } from '../language/locale.ts'
import { date, exactTime } from '../language/when.ts'
import { dateIn, startOf } from '../language/zone.ts'
import type { GivenFile } from './file-actions.ts'
import type { OpenedRequest } from './open-actions.ts'
import { type DocumentRequest, dueDay, isLate, movesFrom, type Step } from './request.ts'

export interface StepModel {
  readonly title: string
  readonly time: string
  readonly iso: string
  readonly who: string | undefined
  readonly reply: readonly string[]
  /** Text that was given out, with a mark where something was withheld. */
  readonly given: readonly string[]
  readonly files: { readonly title: string; readonly files: readonly FileLink[] } | undefined
  readonly reasons: readonly string[]
  /** Ground, provision, what was considered, and who signed. */
  readonly facts: readonly string[]
  readonly told: string | undefined
}

export interface OwnRequest {
  readonly number: number
  readonly title: string
  readonly state: string
  /** By when an answer should come, or that it is late. */
  readonly clock: string | undefined
  readonly steps: readonly StepModel[]
  readonly isLocked: boolean
  /** What goes with words, and what is a button alone. */
  readonly more: boolean
  readonly complain: boolean
  readonly buttons: readonly { readonly act: string; readonly words: string }[]
}

/** What somebody wrote and could not be taken. */
export interface AgainPage {
  readonly number: number
  readonly act: string
  readonly fault: string
  readonly label: string
  readonly typed: string
  readonly button: string
  /** Set when the browser no longer holds the code: what was typed as one. */
  readonly code: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'requests/own': OwnRequest
    'requests/step': StepModel
    'requests/again': AgainPage
  }
}

export interface Telling {
  readonly t: T
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

/** One request on the page behind its code. */
export function ownRequest(
  request: DocumentRequest,
  opened: OpenedRequest | undefined,
  telling: Telling,
): OwnRequest {
  const { t, now } = telling
  const can = opened ? movesFrom(request, 'asker', now).map(({ act }) => act) : []
  const buttons = (['demand', 'ask_reasons', 'withdraw'] as const).filter((act) =>
    can.includes(act),
  )
  return {
    number: request.id,
    title: t('requests.own.title', { number: request.id }),
    state: t(`requests.state.${request.state}`),
    clock: clockWords(request, telling),
    steps: opened ? stepModels(opened, telling, '/receipt/requests') : [],
    isLocked: opened === undefined,
    more: can.includes('more'),
    complain: can.includes('complain'),
    buttons: buttons.map((act) => ({ act, words: t(`requests.own.${act}`) })),
  }
}

/** By when the next step of the office should come; undefined while it has none to take. */
export function clockWords(
  request: DocumentRequest,
  { t, language, zone, now }: Telling,
): string | undefined {
  const due = dueDay(request, zone)
  if (due === undefined) return undefined
  if (isLate(request, zone, dateIn(now, zone)))
    return request.state === 'asked' || request.country === 'se'
      ? t(`requests.own.late.${request.country}`)
      : t('requests.desk.late')
  return t('requests.own.due', { day: date(startOf(due, zone), language, zone) })
}

/** Every step with its words; files are fetched below `files`. */
export const stepModels = (
  { request, steps, files }: OpenedRequest,
  telling: Telling,
  path: string,
): StepModel[] =>
  steps.map((step) =>
    stepModel(step, request.country, telling, {
      files: files.filter(({ number }) => number === step.number),
      path: `${path}/${request.id}/files`,
    }),
  )

function stepModel(
  step: Step,
  country: Country,
  { t, language, zone }: Telling,
  { files, path }: { readonly files: readonly GivenFile[]; readonly path: string },
): StepModel {
  const { at, by, reply, parts, reasons } = step
  const day = date(at, language, zone)
  const provision = step.provision ?? ''
  const links = files.map((file) => ({
    ...{ href: `${path}/${file.id}`, name: file.name },
    about: aboutWords({ t, language }, file),
  }))
  const given = (parts ?? []).map((part) => part ?? t('requests.own.withheld', { day, provision }))
  return {
    title: t(`requests.step.${step.act}`),
    time: exactTime(at, language, zone),
    iso: `${at.slice(0, 16)}Z`,
    who: by && `${by.name}, ${by.title}`,
    reply: reply ? paragraphs(reply) : [],
    given: paragraphs(given.join('')).filter((text) => text !== ''),
    files: links.length > 0 ? { title: t('requests.own.given'), files: links } : undefined,
    reasons: reasons ? paragraphs(reasons) : [],
    facts: factsOf(step, country, { t, language }),
    told: step.told,
  }
}

const paragraphs = (text: string): string[] => text.split(/\n{2,}/)

function factsOf(
  { act, by, ground: id, provision, delegation }: Step,
  country: Country,
  { t, language }: Pick<Telling, 't' | 'language'>,
): string[] {
  const name = id && ground(country, id)[language].name
  const wasConsidered = country === 'no' && (act === 'refuse' || act === 'release_part')
  return [
    ...(name ? [t('requests.own.ground', { ground: name })] : []),
    ...(provision ? [t('requests.own.provision', { provision })] : []),
    ...(wasConsidered ? [t('requests.own.wider')] : []),
    ...(by && delegation ? [t('requests.own.signed', { ...by, delegation })] : []),
  ]
}
