/** How staff reach what can be done with a conversation as a whole. */
import type { Desk } from '../accounts/desk-context.ts'
import { creditDesk } from './credit-http.ts'
import { moveDesk } from './move-http.ts'
import { summaryDesk } from './summary-http.ts'

/** Registers the acts about conversations, behind the door of the desk. */
export function discussionDesk(desk: Desk): void {
  summaryDesk(desk)
  creditDesk(desk)
  moveDesk(desk)
}
