import { useGuild } from '#web/data/guild.ts'

/** A case's number, leading to the case. */
export function CaseMark(props: { number: number }) {
  const guild = useGuild()
  return (
    <a href={guild.link(`/cases/${props.number}`)} class="link font-medium whitespace-nowrap">
      Case #{props.number}
    </a>
  )
}
