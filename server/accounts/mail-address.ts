/** Which addresses mail is sent to at all: none that could be read as two, or as a header. */

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
const localPart = new RegExp(`^${atom}+(?:\\.${atom}+)*$`)
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text is one plain address (RFC 5321, 4.1.2, without quoted local parts and literals). */
export function isMailable(address: string): boolean {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const labels = domainOf(address).split('.')
  return (
    at > 0 &&
    address.length <= 254 &&
    local.length <= 64 &&
    localPart.test(local) &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part))
  )
}

/** The domain of an address in lower case; empty when there is none. */
export const domainOf = (address: string): string =>
  address.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : ''

/** Whether a text is the name of a domain. */
export const isDomain = (text: string): boolean => isMailable(`a@${text}`)

/**
 * Whether somebody of the staff is mailed at this address: official mail goes to the authority's own
 * domains and no others (LAW.md L15). A domain does not stand for those below it.
 */
export const isAllowed = (address: string, domains: readonly string[] | undefined): boolean =>
  isMailable(address) && (domains === undefined || domains.includes(domainOf(address)))
