// Apart from the schemas, so that a page that only says the words loads no zod.

/** What a report says it is about, in the words of the form. */
export const reportTopics = {
  spam: 'Spam or advertising',
  scam: 'Scam or dangerous link',
  harassment: 'Harassment or hate',
  explicit: 'Explicit or shocking content',
  other: 'Something else',
} as const
export type ReportTopic = keyof typeof reportTopics

export const reportStates = { open: 'Open', taken: 'Taken', resolved: 'Resolved', dismissed: 'Dismissed' } as const
export type ReportState = keyof typeof reportStates

/** As much as a reporter may write, and the staff may answer. */
export const MAX_REPORT = 500
export const MAX_ANSWER = 500

/** What reporters are told unless someone writes something better. */
export const usualAnswers = {
  resolved: 'Thank you for your report. The staff looked into it and acted on it.',
  dismissed: 'Thank you for your report. The staff looked into it and found nothing to act on this time.',
} as const
