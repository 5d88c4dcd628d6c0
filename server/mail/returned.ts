/** What came back of a mail: a notification that it was not delivered (RFC 3464), or a complaint (RFC 5965). */
import { type Fields, fieldsIn, type Part, readMail } from './mime.ts'

/** What a report says of the mail with this Message-ID. */
export interface Returned {
  readonly messageId: string | undefined
  readonly said: Said
}

/**
 * It was refused for good, with the codes of RFC 3463; somebody complained; or what changes nothing: it is late, was
 * delivered after all, or could not be delivered for a reason that passes.
 */
export type Said =
  | { readonly kind: 'refused'; readonly statuses: readonly string[] }
  | { readonly kind: 'complaint' }
  | { readonly kind: 'passing' }

/** Reads a mail, one character for each byte; undefined when it is no report of either sort. */
export function readReturned(text: string): Returned | undefined {
  const report = reportIn(readMail(text))
  const said = report && saidIn(report)
  return report && said && { messageId: messageIdIn(report), said }
}

/** The report itself, or inside what a mailing list or a filter put around it; never in what is quoted. */
function reportIn(part: Part): Part | undefined {
  if (part.type === 'multipart/report') return part
  for (const inner of part.parts) {
    const report = reportIn(inner)
    if (report) return report
  }
  return undefined
}

const partIn = (report: Part, types: RegExp): Part | undefined =>
  report.parts.find(({ type }) => types.test(type))

function saidIn(report: Part): Said | undefined {
  const delivery = partIn(report, /^message\/(global-)?delivery-status$/)
  if (delivery) return deliverySaid(groupsIn(delivery))
  const feedback = partIn(report, /^message\/feedback-report$/)
  if (!feedback) return undefined
  const type = fieldsIn(feedback.body.trim()).get('feedback-type')?.toLowerCase()
  return { kind: type === 'abuse' ? 'complaint' : 'passing' }
}

/** A group of fields for the mail, then one for each of those it was passed on to. */
const groupsIn = ({ body }: Part): Fields[] =>
  body
    .split(/\n[ \t]*(?=\n)/)
    .map((group) => fieldsIn(group.trim()))
    .filter((fields) => fields.has('action'))

/** Each of our mails is for one address. If it was passed on to several, all of them must have failed. */
function deliverySaid(groups: readonly Fields[]): Said {
  const statuses = groups.flatMap((fields) => {
    const hasFailed = /^failed\b/i.test(fields.get('action') ?? '')
    return (hasFailed && /^5\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0]) || []
  })
  const isFinal = groups.length > 0 && statuses.length === groups.length
  return isFinal ? { kind: 'refused', statuses } : { kind: 'passing' }
}

/** The name of the mail that is quoted, whole or its head alone. */
function messageIdIn(report: Part): string | undefined {
  const quoted = partIn(report, /^message\/(rfc822|global)(-headers)?$|^text\/rfc822-headers$/)
  const head = quoted?.body.trimStart().split('\n\n', 1)[0] ?? ''
  return /<([^<>\s]{1,300})>/.exec(fieldsIn(head).get('message-id') ?? '')?.[1]
}
