/** What the crowd is named from; two words make a username, one a first name. */
export const firstNames =
  'Ada Aiko Alba Amir Anika Arjun Astrid Bao Bea Bruno Caleb Camille Chidi Clara Dario Dina Elif Emil Esme Farid Fenna Finn Freya Gaia Gus Hana Hugo Ida Imran Iris Ivo Jana Jonas Kaia Kenji Kofi Lars Leila Lina Luca Maeve Malik Marta Mateo Mina Nadia Nico Noa Odette Olek Omar Petra Quinn Rafa Rania Rosa Rui Sami Sanna Selma Sol Sven Tariq Tess Theo Uma Vera Viggo Yara Yusuf Zoe'.split(
    ' ',
  )

export const adjectives =
  'amber ashen brisk calm coastal copper dapper dusty early faded foggy gentle golden hidden humble idle jade keen lunar mellow misty nimble northern olive pale patient plain quiet rapid rusty salty silent silver slow soft sunny tidal velvet wandering wild windy'.split(
    ' ',
  )

export const nouns =
  'anchor badger beacon birch canoe cedar comet cormorant dune ember falcon fern fjord gull harbor heron island kelp kite lantern lark maple marten meadow mole oar otter owl pebble pine plover puffin quill raven reef river sail seal skiff sparrow tern thistle tide walrus willow wren'.split(
    ' ',
  )

/** What is said in ordinary channels. */
export const smallTalk = [
  'morning all ☕',
  'anyone up for the photo walk on Saturday?',
  'the ferry was an hour late again',
  'that sunset last night though',
  'has someone tried the new bakery by the pier?',
  'my kettle broke, this is a catastrophe',
  'reading The Sea, The Sea. slow start, worth it',
  'does the event start at 7 or 8?',
  'just finished the puzzle, 2 000 pieces',
  'good luck with the exam!',
  'who left the lights on in #lobby',
  'same here, it rains all week',
  'finally fixed my bike',
  'I am making soup, there is enough for everyone',
  'thanks, that helped a lot',
  'can confirm, works on my machine',
  'ok who wants to see 40 pictures of one seagull',
  'the tide table is pinned now',
  'brb, dog wants out',
  'welcome! have a look at the pinned post',
  'haha fair enough',
  'that is a lovely shot, which lens?',
  'I can host the next game night',
  'voting closes tonight',
]

/** What trolls say. */
export const trollTalk = [
  'FREE NITRO click now >>> hxxp://dlscord-gift.example',
  'this server is dead lol',
  'join my server instead, link in bio',
  'you are all clowns',
  'earn 500 $ a day from home, dm me',
  'first 50 people get a gift card!!',
]
