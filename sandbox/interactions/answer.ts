import * as z from 'zod'

const Emoji = z.unknown()
const Message = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(z.record(z.string(), z.unknown())).max(10).nullish(),
  components: z.array(z.record(z.string(), z.unknown())).max(5).nullish(),
  flags: z.int().optional(),
  tts: z.boolean().optional(),
  allowed_mentions: z
    .object({ parse: z.array(z.string()), users: z.array(z.string()), roles: z.array(z.string()) })
    .partial()
    .optional(),
})

const TextInput = z.object({
  type: z.literal(4),
  custom_id: z.string().min(1).max(100),
  style: z.union([z.literal(1), z.literal(2)]),
  label: z.string().max(45).optional(),
  value: z.string().max(4000).optional(),
  placeholder: z.string().max(100).optional(),
  required: z.boolean().optional(),
  min_length: z.int().min(0).max(4000).optional(),
  max_length: z.int().min(1).max(4000).optional(),
})
const Select = z.object({
  type: z.literal(3),
  custom_id: z.string().min(1).max(100),
  options: z
    .array(
      z.object({
        label: z.string().min(1).max(100),
        value: z.string().min(1).max(100),
        description: z.string().max(100).optional(),
        default: z.boolean().optional(),
        emoji: Emoji.optional(),
      }),
    )
    .min(1)
    .max(25),
  placeholder: z.string().max(150).optional(),
  required: z.boolean().optional(),
})
export const Modal = z.object({
  title: z.string().min(1).max(45),
  custom_id: z.string().min(1).max(100),
  components: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal(1), components: z.tuple([TextInput.required({ label: true })]) }),
        z.object({
          type: z.literal(18),
          label: z.string().min(1).max(45),
          description: z.string().max(100).optional(),
          component: z.discriminatedUnion('type', [TextInput, Select]),
        }),
      ]),
    )
    .min(1)
    .max(5),
})
export type Modal = z.infer<typeof Modal>

export const Choice = z.object({
  name: z.string().min(1).max(100),
  value: z.union([z.string().max(100), z.number()]),
})
export type Choice = z.infer<typeof Choice>

const EPHEMERAL = 64

/** What an app may answer first, by Discord's documentation. */
export const Answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal(1) }),
  z.object({
    type: z.literal(4),
    data: Message.refine((m) => Boolean(m.content) || m.embeds?.length || m.components?.length, 'an empty message'),
  }),
  z.object({
    type: z.literal(5),
    data: z
      .object({
        flags: z.int().refine((flags) => (flags & ~EPHEMERAL) === 0, 'a deferred answer may only be ephemeral'),
      })
      .partial()
      .optional(),
  }),
  z.object({ type: z.literal(6) }),
  z.object({ type: z.literal(7), data: Message.optional() }),
  z.object({ type: z.literal(8), data: z.object({ choices: z.array(Choice).max(25) }) }),
  z.object({ type: z.literal(9), data: Modal }),
])
export type Answer = z.infer<typeof Answer>

/** Which answers fit which interaction; an update needs a message to update. */
export function fits(answer: Answer['type'], interaction: number, onMessage: boolean): boolean {
  if (interaction === 4) return answer === 8
  if (answer === 4 || answer === 5) return true
  if (answer === 6 || answer === 7) return onMessage
  return answer === 9 && interaction !== 5
}
