import { PostChannel } from '#web/pages/settings/post-channel.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

export const LogSection = (props: SectionProps) => (
  <section class="card grid gap-5 p-5" aria-labelledby="log">
    <h2 id="log" class="text-lg font-semibold">
      Mod log
    </h2>
    <PostChannel
      label="Post every case to"
      value={props.draft.logChannelId}
      onChange={(id) => props.set('logChannelId', id)}
    />
  </section>
)
