/** #small-talk of First steps, the longer evenings. */
export const smallTalkEvenings = `
@ 18 21:10
moss: Describe your kitchen table in four words.
leila: Scarred, floured, always crowded.
otter: Not mine, the landlord's.
ada: Under a second keyboard.
tansy: Mostly seed packets, sorry.
samuel: I eat standing up.
leila ^6: That is four words and I am not letting it stand. :: 😂6

@ 16 18:45
aoi: 夕焼けがすごくて、工事の人たちがみんな手を止めて見てた。
mika: こちらも同じ空でした。青森は少し赤かったです。
yutong: 成都没有晚霞，但是楼下在炸酥肉。
otter: I pressed translate on all three and would like to live in the middle. :: 🌇7

@ 14 19:30
otter: The man with the ladder waved at me today.
moss: What does he do up there?
otter: I think he changes the lamps. He has a bag that hums.
samuel: Ask him.
otter: I like not knowing a little longer.
tansy: Wise. I did that with the moles. :: 💡5

@ 11 20:50
leila: If this room had a smell?
moss: Wet wool, drying.
tansy: Tomato leaves.
ada: A new cable.
yutong: 刚晒过的被子。
leila: And toast, I would say. Somebody always makes toast. :: 🍞8

@ 9 19:15
samuel: A man of ninety-one asked me last night what I would do with a free afternoon. I said sleep. He said: "You have no imagination, go and look at boats."
moss: And did you?
samuel: I am looking at boats.
otter: Which boats?
samuel: A blue one, a blue one, and one that would like to be blue. :: ⛵11+

@ 6 20:05
ada: Is anybody good at naming things? I have a program that tidies up after other programs.
tansy: Rake.
moss: Aunt.
leila: Sunday.
otter: The man with the ladder.
ada: It is called Aunt now. It has found four things already and sighed. :: 🧹7

@ 3 18:20
yutong: 问大家：你们那里的人怎么说"慢慢来"？
mika: 「ごゆっくり」です。
samuel: In Twi: *bɛtɛɛ*, easy, easy.
leila: *Shway shway.*
tansy: Where I live we say "there's no fire", and put the kettle on one.
moss: I have written all of them on the door. :: 💛9

@ 1 19:40
otter: I asked him.
moss: NO
samuel: And?
otter: He changes the lamps *and* winds a clock. There is a clock in the bridge. Nobody can see it, it is on the inside.
tansy: A clock on the inside. :: 🕰8
ada: And the bag that hums?
otter: He hums. The bag is only a bag.
`
