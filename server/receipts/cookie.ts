/** The cookie that holds a code between the form and the receipt page: the address never does. */
import type { FastifyRequest } from 'fastify'
import type { Settings } from '../web/house.ts'
import { cookieOf } from '../web/negotiate.ts'
import { type Code, readCode } from './receipt.ts'

const NAME = 'receipt'
const HALF_AN_HOUR = 30 * 60
const YEAR = 365 * 24 * 60 * 60

/** Sets the code for this browser: half an hour, or a year if the person asked to be remembered. */
export const receiptCookie = (
  settings: Settings,
  code: Code,
  { remember }: { remember: boolean },
): string => cookie(settings, code, remember ? YEAR : HALF_AN_HOUR)

/** Takes the code away from this browser. */
export const noReceiptCookie = (settings: Settings): string => cookie(settings, '', 0)

/** The code that this browser holds. */
export const codeInCookie = (request: FastifyRequest): Code | undefined =>
  readCode(cookieOf(request, NAME) ?? '')

function cookie(settings: Settings, value: string, seconds: number): string {
  const secure = settings.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${NAME}=${value}; Path=/receipt; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}
