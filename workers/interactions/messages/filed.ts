import type { Message } from '#workers/interactions/answer.ts'

/** What a reporter reads once their report is in. */
export const filedMessage = ({ number, joined }: { number: number; joined: boolean }): Message => ({
  embeds: [
    {
      title: `Report ${number}`,
      color: 0x3a_9d_5d,
      description: joined
        ? 'Others reported this too; yours was added to theirs. Only the staff can see it.'
        : 'The staff have it now. Only they can see it, and who reported it.',
    },
  ],
})
