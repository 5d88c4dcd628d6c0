/** Returned mails as servers and mailbox providers write them. */

interface Report {
  /** What it quotes: a whole mail, or its head alone. */
  readonly mail: string
  readonly action?: string
  readonly status?: string
  readonly to?: string
}

/** A notification as Postfix writes it (RFC 3464), lines ending in LF as it pipes them. */
export const bounce = ({
  mail,
  action = 'failed',
  status = '5.1.1',
  to = 'anna.ek@example.org',
}: Report): string =>
  `From MAILER-DAEMON  Sat Nov 21 10:33:17 2026
Return-Path: <>
Date: Sat, 21 Nov 2026 11:33:17 +0100 (CET)
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: blogg@eken.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4F1B02C0.1795256397/mx.example.org"
Message-Id: <20261121103317.4F1B02C1@mx.example.org>

This is a MIME-encapsulated message.

--4F1B02C0.1795256397/mx.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

<${to}>: host mail.example.org said: 550 ${status} <${to}>: no

--4F1B02C0.1795256397/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4F1B02C0
Arrival-Date: Sat, 21 Nov 2026 11:33:10 +0100 (CET)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 ${status} <${to}>:
    no

--4F1B02C0.1795256397/mx.example.org
Content-Description: Undelivered Message
Content-Type: message/rfc822

${mail.replaceAll('\r\n', '\n')}
--4F1B02C0.1795256397/mx.example.org--
`

/** A complaint as a mailbox provider writes it (RFC 5965), lines ending in CRLF; it keeps who it was to itself. */
export const complaint = ({ mail, type = 'abuse' }: { mail: string; type?: string }): string =>
  `From: <abusedesk@example.com>
Subject: FW: a mail
To: <blogg@eken.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=part1_13d.2e68ed54_boundary

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report.
--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1

--part1_13d.2e68ed54_boundary
Content-Type: text/rfc822-headers
Content-Disposition: inline

${mail.replaceAll('\r\n', '\n').split('\n\n', 1)[0]}

--part1_13d.2e68ed54_boundary--
`.replaceAll('\n', '\r\n')
