/** Small exchanges that could happen on any day. */
export const nordicsAsides = `
@ ~
samuel: how do you say good night in Swedish
elin: *God natt.* Short, like switching off.
hanna: *Hyvää yötä.* Long, like somebody leaving the room on tiptoe.
samuel: I will use the long one for patients :: 🌙6

@ ~
farah: Is the lake at Abisko frozen over in February?
elin: Yes, and it talks.
zanele: it TALKS?
elin: In the evening, when it gets colder. Like a very large door, far away.
zanele: I am going to need a bigger card. :: 🎧9

@ ~
hanna: Bus driver this morning: "It is not slippery if you are not in a hurry."
tansy: I want him for my garden club.

@ ~
jakub: Is there any truth in it that the Kiruna train waits for reindeer?
elin: It waits. They do not. They stand there and discuss.
dmytro: How many minutes does the plan allow for that?
elin: It is in the twelve for the wind. :: 🦌10

@ ~
yutong: 我在学瑞典语的"å"，嘴要圆一点？
elin: Rounder. As if you were surprised by an egg.
yutong: å
elin: Perfect, I heard it from here. :: 🥚7

@ ~
mateo: Which is better, the first snow or the last?
hanna: The one you did not have to shovel.
elin: The second. The first is for children and photographs, the second is for people. :: ❄️6

@ ~
ines: Elin, does the cold hurt?
elin: Only the part of you that you forgot. Nose, usually.
ines: And the teeth?
elin: Smile with the mouth closed. It is why we look like that. :: 😂9

@ ~
ren: ストーブ列車ってそっちにもある？
mika: He asks whether you have trains with a coal stove inside the coach, as in Tsugaru. One grills dried squid on it.
hanna: We have nothing so good. We have a microwave and it is broken.

@ ~
tansy: what are the little sheds for, beside the line
elin: Some for shovels, some for people who were building it and never quite left.
tansy: do they have names
elin: All of them. I know about forty. :: 🏚6

@ ~
chiara: Can one buy yeast in Narvik
elin: Yes, in small blue bags. And everybody will ask what you are baking.
chiara: I would tell them. That is half the recipe.
`
export const kitchenAsides = `
@ ~
samuel: I made the lentils
samuel: they are quite loud
leila: loud how
samuel: the lid is speaking
leila: turn it down until it whispers :: 😂9

@ ~
chiara: Flour question, urgent: somebody gave me spelt.
leila: Less water, less hurry.
chiara: so, like a guest
leila: exactly like a guest

@ ~
mateo: Would a boiled egg survive forty hours in an inside pocket?
leila: The egg, yes.
jakub: The pocket, no. I have data. :: 🥚8

@ ~
minhanh: passed the first exam
minhanh: celebrating with the second egg :: 🎉12
leila: Something green!
minhanh: there is so much green you would cry

@ ~
ken: 駅弁の包み紙を集めています。もうすぐ千枚です。
aroha: A thousand wrappers! Flat or folded?
ken: もちろん、平らに。
aroha: A colleague. :: 🍱6

@ ~
priya: what is the correct number of biscuits for a four o'clock tea on rails
elin: One more than people.
priya: why
elin: For the one who sits down. :: 🍪11+

@ ~
hanna: I have eaten a bun that I meant to post.
leila: Post the idea of it.
hanna: I have posted the recipe, with fingerprints.

@ ~
yutong: 妈妈寄来一箱腊肠，够十二个人了。能带进申根区吗？
priya: I looked it up. Meat from outside stays outside, I am sorry.
yutong: 那我们在家吃，拍照给你们。 :: 😭6
leila: I will cook with the photographs.

@ ~
dmytro: My daughter asks whether there is pudding in February.
leila: Tell her orange cake, crumble and something with snow.
dmytro: She asks what with snow.
leila: So do I. :: 🍨7

@ ~
tansy: Radishes, final count: two jars.
tansy: one jar
tansy: there was a tasting :: 😄8

@ ~
farah: Best thing to eat with one hand while drawing with the other?
yutong: 包子！
mateo: empanada
jakub: pierogi, but on a fork, so you have to be quick between lines
farah: I asked for one and got a world map. :: 🥟10

@ ~
zanele: The soup recording is done. Nine minutes, onion to lemon.
leila: May I hear?
zanele: Sent. At minute six you say "wait" to it.
leila: And did it?
zanele: It did. :: 🎧9

@ ~
aoi: 描きながら食べるものは、けっきょくおにぎり。
shihan: 飯糰，海苔分開包，要吃再捲。
aoi: わかってる人だ。 :: 🍙6
`
export const booksAsides = `
@ ~
farah: is there a word for the blank margin of a map
aroha: The *collar*.
farah: no
aroha: Truly. The map wears a collar. :: 🗺8

@ ~
siyuan: 图书馆关门的音乐是《萨丽哈》，有人跟着哼。
yutong: 哼得好吗？
siyuan: 比我的论文好。

@ ~
minhanh: A book under 100 pages for a person who has only evenings?
tansy: Letters of any gardener.
aroha: The poems Hanna posted.
chenmo: 还是《坐》，可以坐着看。
minhanh: Three answers, 240 pages. I will manage. :: 📚6

@ ~
jakub: I found a misprint in a timetable of 1952. A train arrives before it has left.
mateo: I have been on that one.
ada: That is a negative dwell time, we have a test for it. :: 😂9

@ ~
zanele: Which map has the best silence?
aroha: Hydrographic charts. All that white, and here and there a number, said quietly.

@ ~
ren: 北海道の地形図、川の名前がアイヌ語のまま残ってるのがいい。
aroha: Rivers kept their own names. Ours did too, in places. I would love to see that sheet.
ren: 送る。コーヒーの染みつきだけど。
aroha: All the best ones have that. :: ☕7

@ ~
tansy: Somebody has been pressing flowers in the library's railway atlas. Between Ghent and Antwerp there is a violet.
aroha: I know. It has been there since 1958. We catalogued it. :: 🌸11+

@ ~
hanna: do you read the end first
aroha: never
mateo: always
samuel: I read the thank-yous first. It tells you who brought the soup. :: ❤️8

@ ~
dmytro: Does anybody want a signalling handbook in four languages? I have two.
jakub: Yes.
jakub: Which four?
jakub: It does not matter. Yes. :: 😄9
`
