/** What the doctor finds of the ledger's name, by which others who check it know it. */
import { type Finding, good, look } from './finding.ts'
import { originAt } from './ledger/checkpoint.ts'
import type { Settings } from './web/house.ts'

/** Whether the name that the ledger was given is that of the address, and what it means when it is not. */
export function ledgerFound(
  origin: string | undefined,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): Finding {
  if (origin === undefined)
    return good('ledger', 'no name yet: it gets one with an address that others can reach')
  if (origin === originAt(publicUrl)) return good('ledger', `signed as ${origin}`)
  return look(
    'ledger',
    `signed as ${origin}, though the site is at ${publicUrl}: right after a move, for those who check it know that name. A copy that is only tried out must not be published.`,
  )
}
