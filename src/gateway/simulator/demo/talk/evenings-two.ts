/** Longer evenings in the channels of the journeys. */
export const nordicsEvenings = `
@ 20 19:50
elin: Answer to a question I get by letter more than any other: yes, the train whistles in the forest. Two long ones before the crossing at Murjek.
zanele: For the people or for the animals?
elin: There is a woman who lives there. She puts on her lamp when she hears it, and we dip ours. Eleven years now. I have never seen her.
samuel: You have never stopped?
elin: There is no stop. But at midsummer there was a jar of cloudberries at the depot, with the number of our engine on it. :: 🫙15+
leila: I am not crying, it is the onions, I have no onions.

@ 16 20:50
hanna: The school at the end of our street has a new rule: below minus twenty-five the children may stay inside at break. Not one of them does.
tansy: What do they do out there?
hanna: They compare eyelashes. :: ❄️9

@ 13 08:15
jakub: May I ask what you call a snow that is neither wet nor dry, and lies on the rail but not on the sleeper?
elin: Tuesday.
dmytro: A five-millimetre adhesion problem.
hanna: *Viti*, when it is fresh, *hankikanto* when it carries you.
jakub: I had hoped for exactly this spread of answers. :: 😂8

@ 9 19:40
mateo: Is there any wildlife on the platform at Kiruna?
elin: Engineers.

@ 6 20:25
yutong: 我把窗台的灯放好了。对面楼三天后也放了一盏。
siyuan: Yutong put the lamp in her window. Three days later there was one in the house opposite.
elin: It has begun, then. :: 🕯13+

@ 3 08:20
zanele: Does the sea freeze in Narvik?
hanna: Never, the warm current comes in.
elin: It smokes instead. On cold mornings the whole harbour stands in it up to the knees.
farah: A harbour that smokes, up to the knees. I need to lie down. :: 🌫8
`
export const japanEvenings = `
@ 18 20:15
aoi: 夜のホームで電車待ってたら、向かいの人と同時にあくびした。
mika: 知らない人と、いちばん仲のいい瞬間ですね。
ren: そのあと目が合った？
aoi: 合った。二人とも空を見た。 :: 🥱8

@ 13 19:15
ken: 津軽鉄道のストーブ列車、車掌さんがスルメを焼いてくれます。車内がぜんぶ、その匂いになります。
leila: Please, somebody, what does the conductor do?
mika: She grills dried squid on the stove in the coach, and pulls it into strips for you.
leila: I have been living wrongly. :: 🦑10

@ 8 12:50
siyuan: 「お疲れさま」を英語にできません。みなさん、助けてください。
mika: "You have carried something today, and I saw it."
samuel: I would like to hear that at seven in the morning.
mika: お疲れさまです、サムエルさん。 :: 💜12

@ 4 12:35
ren: 駅前のそば屋、湯気で窓が真っ白。指で「あります」って書いてある。
aoi: 何が？
ren: たぶん、席と、ぜんぶ。 :: 🍜9
`
export const chinaEvenings = `
@ 19 21:00
yutong: 问个问题：你们第一次一个人坐火车，是几岁？
siyuan: 十八，去上学。我妈在站台上一直走到没有站台。
chenmo: 九岁。列车员是我邻居，他让我数桥。
yutong: 数了多少？
chenmo: 四十七。有一座他说不算。 :: 🌉9
shihan: 我十二歲，去外婆家，手心寫著站名。
samuel: I read this with a translator, slowly, and it was worth every minute.

@ 15 20:40
siyuan: 论文里有一句采访："候车室是全家唯一暖和的房间。"
yutong: 谁说的？
siyuan: 一位烧锅炉的老师傅。他现在每天还去坐一会儿，暖气是别人烧的。 :: 🔥8

@ 11 19:10
chenmo: 今天的照片：冰面上一条自行车印，直直地，到江心拐了个弯。
yutong: 为什么拐弯？
chenmo: 没问。 :: 😄7

@ 6 21:20
shihan: 大家覺得，車票要留著嗎？
yutong: 留！夹在书里，忘掉，再找到。
ken: わたしも同じです。忘れるところが大事です。
siyuan: 三个国家，同一种整理方法。 :: 🎫9

@ 2 12:55
yutong: 奶奶的围巾又长了，三米四。
siyuan: 怎么还在长？
yutong: 她说听说又来了一个人。 :: 🧣11+
`
export const crewEvenings = `
@ 18 20:20
elin: Who answers when somebody writes in at four in the morning, our time?
mika: そのときは、わたしの昼休みです。
elin: Then we never sleep, as a company.
priya: We sleep in shifts, like a lighthouse. :: 🗼4

@ 12 21:40
ada: I wrote down how everything works, in case I am run over by a tram.
jakub: Which tram?
ada: Number 4.
jakub: It is very rarely on time, you would have to wait. :: 😂5

@ 7 08:50
ines: I have nothing to report and wanted to say good morning to exactly these people.
elin: Good morning.
mika: おはようございます。
jakub: 08:50. Noted. :: ☀️4
`
