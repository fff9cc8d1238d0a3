/** #welcome: who came when. */
export const welcome = `
@ 21 08:50
ines: A room for those who are new, and for those who have forgotten who everybody is. Three lines are enough: where you are, how you sleep, what you bring. :: 👋8
ines: I begin. Porto, on my left side, lists.
elin: Luleå. Anywhere, any time, I drive for a living. Wool.
jakub: Kraków. On my back, like a knight. The time.

@ 20 17:15
samuel: Samuel, from Accra, in London for eleven years. I work nights, so I sleep when I am told to. I bring questions.
leila: Marseille, by way of Beirut. Lightly, with one ear on the pot. Everything edible.
samuel: Then we complement each other. :: 😄6

@ 19 11:25
hanna: Rovaniemi. Like a bear from November on. Buns.
dmytro: Lviv, workshop number two. Well, if the bearings are good. A small torch and a large one.
chiara: Trieste. Badly, so I bake. Bread.

@ 18 15:30
mika: 青森の小林みかです。どこでもすぐ眠れます。りんごを持っていきます。 :: 🍎8
siyuan: Mika from Aomori, can fall asleep anywhere at once, brings apples.
mika: Thank you, Siyuan. I could have written it in English, but it would have been shorter.

@ 16 19:10
farah: Toronto, born in Karachi. On trains only, at home I draw until two. Paper.
minhanh: Đà Nẵng. Face down, exams above me. Mangoes, if the customs let me.
aroha: Whakatāne, under a window. Any book you name. :: 📚7

@ 15 08:25
zanele: Hello. Durban. I collect the sounds of stations before people wake. I sleep in the afternoons. I bring silence, mostly.
mateo: Valparaíso, wherever I am put down. Stories. It is nice to meet a person of few words.
zanele: You will have mine as well, I gather. :: 😂9

@ 15 12:10
siyuan: 王思远，西安，研究生。睡相不好，但是不打呼。带词典，三本。
yutong: 周雨桐，成都。上铺。带辣的。
chenmo: 陈默。哈尔滨。靠窗。相机。 :: 📷7

@ 13 14:05
shihan: 黃詩涵，台北。睡前一定要看三頁書。帶明信片，會寄給每一個人。
ken: 佐々木健です。仙台。弁当を食べると眠くなります。弁当を持っていきます。 :: 🍱6

@ 12 17:40
tansy: I garden in a place with more rain than postcards admit. I sleep with the window open. I bring cuttings, and apologies to the customs.
aroha: You are very welcome, and so are they. :: 🌱5

@ 9 10:30
ren: 札幌の高橋蓮。駅の待合室がいちばん眠れる。地図に載ってない食堂を知ってる。
aoi: 田中葵、大阪。絵を描いてます。寝ません。 :: 🎨6
mika: 寝てください。

@ 5 18:40
priya: And because I never did it: Chennai, then London. Like an accountant, in equal parts. A sheet.
ines: We know, Priya. We all have a column there. :: 😄8

@ 3 11:20
wordbook: I am a bot. Ask me for a word and I look it up in four languages. I do not sleep and bring examples.
samuel: Somebody taught it manners.
ada: It wrote that itself from your messages. I only took out the sandwich in the lift. :: 🤖7
`
