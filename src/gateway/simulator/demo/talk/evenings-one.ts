/** Longer evenings in the kitchen and among the books. */
export const kitchenEvenings = `
@ 19 20:10
leila: Tonight's question: a dish that tastes of a station.
chiara: A toast with ham at Bologna, standing, eleven minutes.
jakub: Tomato soup in a paper cup, Warsaw East.
yutong: 兰州站的牛肉面，五点半，汤比天先亮。
siyuan: Lanzhou, beef noodles at half past five: "the broth is bright before the sky is."
samuel: Tea at Crewe. I was not hungry, I was only sad, and it helped.
leila: Samuel, that is the best dish so far. :: ☕9
mateo: A peach on the platform at Rancagua. The seller ran beside the train and would not take the money.
ken: 直江津の「鱈めし」。親子で入っています。 :: 🍱6

@ 16 12:10
hanna: I have to bring something to a farewell tomorrow. The colleague likes nothing.
leila: Nothing at all?
hanna: Coffee, and being left alone.
leila: Then bake something plain that goes with coffee and put it down without a word.
hanna: Cardamom?
leila: Cardamom is without a word. :: 💛8

@ 13 12:15
dmytro: The canteen had borscht today. I counted eleven people who said that their mother's is better.
tansy: And you?
dmytro: I was the twelfth.

@ 10 18:25
aroha: Is there such a thing as a soup for reading?
leila: Yes, smooth, one hand, no surprises. Pumpkin.
aroha: And for looking out of the window?
leila: Minestrone. You look for the beans as you look for the deer. :: 🍲10

@ 6 13:35
minhanh: my grandmother wants to know who the woman is that feeds everyone
leila: Tell her I learnt it from mine.
minhanh: she says *of course*, and that you should use less salt
leila: How does she know?
minhanh: she asked what you cook on, I said a train, she said people salt more when they are moved :: ❤️14+

@ 4 12:10
zanele: A small request for February. When the bread is cut, may there be ten seconds of silence before?
chiara: You will hear the crust. It sings a little when it cools.
zanele: I know, that is why. :: 🍞9

@ 2 19:35
chiara: Signor Vagone has been divided in two. One stays with my niece, one travels.
priya: Do I need a second reservation?
chiara: He is the same person.
jakub: One until he divides, then he was always two.
hanna: You have waited two weeks to say that again. :: 😂10
`
export const booksEvenings = `
@ 17 21:20
hanna: A game for tonight. Open the book nearest to you on page 77, first full sentence.
tansy: "Water sparingly, and never out of pity."
ada: "The reader is invited to try this with the power disconnected."
mateo: "He had not expected the sea to be on that side."
jakub: "Runs on weekdays from 3 June."
samuel: "Reassess after one hour."
aroha: "See plate IV." I shall never know.
hanna: Mine is: "The bear, however, had other plans." I swear. :: 🐻11

@ 14 12:20
zanele: I am looking for a word for the sound of a page that somebody turns in another room.
siyuan: 翻书声，"fān shū shēng"，就是这个。
zanele: You have a *word* for it?
siyuan: We have three characters. They do not make any noise themselves. :: 📖8

@ 11 20:35
farah: Who decides where a map ends?
aroha: The paper, the money, or somebody's fear. In that order.
farah: And ours?
aroha: Ours ends where the twelfth person gets off. :: 🗺9

@ 8 20:50
ken: 昔の車窓案内の本に「右手に富士、左手に眠る人」とありました。
mika: "On the right Mount Fuji, on the left somebody asleep." From an old guide to what one sees from the window.
farah: I would have drawn the left. :: 🗻8

@ 6 20:10
tansy: I have been asked to recommend a gardening book to someone with a window sill the width of a hand.
aroha: *The Herb at the Pane*, 64 pages, drawings.
tansy: You made that up.
aroha: I did. Would you write it? :: 🌿9
tansy: I will begin with chives.

@ 4 20:15
chenmo: 一本地图册，折了角的那页，是我没去成的地方。
siyuan: 他说："折角的那页，是没去成的地方。"
minhanh: mine has nine corners like that
aroha: A librarian should object to folded corners. I do not object to these. :: 💙10

@ 2 12:45
mateo: I have finished the novel without a corridor. The author found one on the last page. Everybody walked up and down in it.
farah: A happy ending, then. :: 😄7
`
