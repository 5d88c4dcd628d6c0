/** Builds the whole site from what it is handed; reads like a table of contents. */

import fastify from 'fastify'
import { accountsDesk } from './accounts/desk.ts'
import { openDesk } from './accounts/desk-context.ts'
import { deskMenu } from './accounts/desk-menu.ts'
import { openDoor } from './accounts/door.ts'
import { accountRoutes } from './accounts/routes.ts'
import { agreementsDesk } from './agreements/desk.ts'
import { ownAgreements, proposalOn } from './agreements/own-http.ts'
import { withdrawComment } from './comments/actions.ts'
import { waiting } from './comments/kept-store.ts'
import { commentRoutes } from './comments/routes.ts'
import { ownComment, submissionsOn } from './comments/submissions-http.ts'
import { threadUnder } from './comments/threads.ts'
import { disclosureDesk, dueFor } from './disclosures/desk.ts'
import { disclosureRoutes } from './disclosures/routes.ts'
import { discussionDesk } from './discussions/desk.ts'
import { feedRoutes } from './feeds/routes.ts'
import { openDrawing, openExamining } from './files/examine.ts'
import { followersOf } from './following/desk-actions.ts'
import { followRoutes } from './following/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { imageDesk } from './images/desk.ts'
import { imageRoutes } from './images/routes.ts'
import { MINUTE } from './kernel/clock.ts'
import type { Language } from './language/locale.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { bring } from './letters/attachment-http.ts'
import { channelDesk, letterWarnings } from './letters/channel-desk.ts'
import { letterDesk, lettersFor } from './letters/desk.ts'
import { findAnswerableDirectly } from './letters/direct-actions.ts'
import { lettersOn } from './letters/own-http.ts'
import { letterRoutes } from './letters/routes.ts'
import { stepWords } from './letters/step-pages.ts'
import { openVault } from './letters/vault.ts'
import { mailDesk, mailWarnings } from './mail/desk.ts'
import { moderationDesk } from './moderation/desk.ts'
import { publicName, type ReasonId, reasonById } from './moderation/reasons.ts'
import { statementOn } from './moderation/statement-http.ts'
import { type Deps, openHouse } from './open-house.ts'
import { policyRoutes } from './policy/routes.ts'
import { storeHouseRules } from './policy/store.ts'
import { postDesk } from './posts/desk.ts'
import { scheduleWarnings } from './posts/desk-schedule-http.ts'
import { postRoutes } from './posts/routes.ts'
import { publishOnTime } from './posts/schedule-rounds-http.ts'
import { heldReceipt, receiptRoutes } from './receipts/routes.ts'
import { registerDesk } from './register/desk.ts'
import { releasedRoutes } from './register/routes.ts'
import { registerWarnings } from './register/warning-http.ts'
import { requestChannelDesk } from './requests/channel-desk.ts'
import { requestDesk, requestsFor, requestWarnings } from './requests/desk.ts'
import { requestsOn } from './requests/own-http.ts'
import { requestRoutes } from './requests/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { siteDesk } from './site/desk.ts'
import { setUpRoutes } from './site/routes.ts'
import { readAssets, serveAssets } from './web/assets.ts'
import { brokenRequests } from './web/broken.ts'
import { noticeOthers } from './web/elsewhere.ts'
import { readForms } from './web/forms.ts'
import { refuseCrossSite, rememberRoutes, sendSafely } from './web/guards.ts'
import type { App } from './web/house.ts'
import { openLimits } from './web/limits.ts'
import { refuseTooMuch } from './web/load.ts'
import { openLog } from './web/log.ts'
import { endSlowForms } from './web/patience.ts'
import { answerProblems } from './web/problems.ts'
import { refuseWrites } from './web/read-only.ts'
import { templates } from './web/render.ts'
import { serverOptions } from './web/server-options.ts'
import { openWeb } from './web/web.ts'

/** So many forms with files from one place at the desk in ten minutes. */
const MOST_BROUGHT = 60

/** Builds the app; it listens to nothing yet. */
export async function buildApp(deps: Deps): Promise<App> {
  const broken = brokenRequests()
  const log = openLog(deps.settings.logLevel, deps.clock)
  const app = fastify({ ...serverOptions(deps.settings, log), ...broken.options })
  const methodsOf = rememberRoutes(app)
  const house = await openHouse(deps)

  // floor 3: what belongs to no room
  noticeOthers(app, house)
  refuseCrossSite(app, deps.settings)
  endSlowForms(app)
  refuseWrites(app, house)
  refuseTooMuch(app, house.load)
  sendSafely(app, deps.settings)
  await readForms(app)
  const assets = readAssets()
  const web = openWeb(house, await templates(app), assets)
  broken.answerWith(web)
  const limits = await openLimits(app, deps.settings, deps.clock)
  answerProblems(app, web, methodsOf)
  serveAssets(app, deps.settings, assets)

  // floor 4: the rooms, from the bottom up
  const door = openDoor(house)
  accountRoutes(app, web, door)
  setUpRoutes(app, web, storeHouseRules)
  disclosureRoutes(app, web)
  imageRoutes(app, web)
  postRoutes(app, web, (ask, post) => threadUnder(ask, post, reasonName))
  commentRoutes(app, web, limits, reasonName)
  const vault = deps.letterKey && openVault(deps.letterKey)
  const requestVault = deps.letterKey && openVault(deps.letterKey, 'request')
  receiptRoutes(app, web, limits, {
    lettersOn: (ask, receiptId, code) =>
      lettersOn(ask, receiptId, { vault, key: deps.keys.submission, code, proposalOn }),
    requestsOn: (ask, receiptId) => requestsOn(ask, receiptId, requestVault),
    submissionsOn: (ask, receiptId) => submissionsOn(ask, receiptId, statementOn),
    withdraw: withdrawComment,
  })
  followRoutes(app, web, limits, async (request, id) => {
    const held = await heldReceipt(web, request)
    return held && ownComment(deps.storage.read, held.id, id)
  })
  ownAgreements(app, web, { vault, held: (request) => heldReceipt(web, request) })
  letterRoutes(app, web, { limits, vault, held: (request) => heldReceipt(web, request) })
  releasedRoutes(app, web, { vault, held: (request) => heldReceipt(web, request) })
  requestRoutes(app, web, {
    limits,
    vault: requestVault,
    held: (request) => heldReceipt(web, request),
  })
  policyRoutes(app, web)
  ledgerRoutes(app, web)
  searchRoutes(app, web)
  sharingRoutes(app, web, reasonName)
  homeRoutes(app, web)
  feedRoutes(app, web)

  const publishNow = publishOnTime(app, house, log)
  deps.round?.(publishNow)

  const taking = {
    examine: openExamining(),
    draw: openDrawing(),
    tooMany: limits(MOST_BROUGHT, 10 * MINUTE),
  }
  // the desk: one door, one check
  await openDesk(
    app,
    web,
    {
      menu: deskMenu({
        comments: async () => (await waiting(deps.storage.read)).count,
        letters: (viewer) => lettersFor(house, viewer),
        requests: (viewer) => requestsFor(house, viewer),
        openness: (viewer) => dueFor(house, viewer),
      }),
      warnings: async (...asked) => [
        ...(await mailWarnings(...asked)),
        ...(await letterWarnings(vault)(...asked)),
        ...(await registerWarnings(...asked)),
        ...(await requestWarnings(...asked)),
        ...(await scheduleWarnings(...asked)),
      ],
    },
    (desk) => {
      accountsDesk(desk, door)
      siteDesk(desk)
      mailDesk(desk, followersOf(house))
      channelDesk(desk, vault)
      letterDesk(desk, vault)
      registerDesk(desk, vault, stepWords)
      requestChannelDesk(desk, vault)
      requestDesk(desk, requestVault, (asked, request, reply) =>
        bring(asked, taking, request, reply),
      )
      agreementsDesk(desk, vault)
      disclosureDesk(desk)
      imageDesk(desk, taking)
      postDesk(desk, taking)
      discussionDesk(desk)
      moderationDesk(desk, {
        reasonName,
        mayAnswerDirectly: async (viewer, id) =>
          vault !== undefined && (await findAnswerableDirectly(house, viewer, id)) !== undefined,
      })
    },
  )
  return app
}

/** What a reason is called in public. */
const reasonName = (reason: string, language: Language): string =>
  publicName(reasonById(reason as ReasonId), language)
