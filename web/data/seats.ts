import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Seat, SeatLevel } from '#schema/contract/seat.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'

const listSeats = (guild: Snowflake) => read(api.guilds[':guild'].seats.$get({ param: { guild } }))

/** The given seats, and who the owner is. */
export const seatsQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'seats'] as const,
    queryFn: () => listSeats(guild),
  })

/** A seat as the API names it. */
export type GivenSeat = Awaited<ReturnType<typeof listSeats>>['seats'][number]

const refetch = (guild: Snowflake) => queryClient.invalidateQueries({ queryKey: seatsQuery(guild).queryKey })

export interface SeatGiven {
  subjectType: Seat['subjectType']
  subjectId: Snowflake
  level: SeatLevel
}

/** Gives a seat, or changes its level. */
export const useGiveSeat = (guild: () => Snowflake) =>
  useMutation(
    () => ({
      mutationFn: (seat: SeatGiven) => read(api.guilds[':guild'].seats.$put({ param: { guild: guild() }, json: seat })),
      onSuccess: () => refetch(guild()),
    }),
    () => queryClient,
  )

export const useTakeSeat = (guild: () => Snowflake) =>
  useMutation(
    () => ({
      mutationFn: (seat: Pick<Seat, 'subjectType' | 'subjectId'>) =>
        read(
          api.guilds[':guild'].seats[':subjectType'][':subjectId'].$delete({
            param: { guild: guild(), subjectType: seat.subjectType, subjectId: seat.subjectId },
          }),
        ),
      onSuccess: () => refetch(guild()),
    }),
    () => queryClient,
  )
