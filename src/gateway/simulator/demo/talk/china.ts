/** #中国铁路. */
export const china = `
@ 21 20:15
yutong: 大家好，今晚在成都站看绿皮车。车厢灯一亮，就觉得什么都来得及。 :: 🚂6
chenmo: 几号车？
yutong: 去攀枝花的，慢车，每站都停。
chenmo: 好车。

@ 20 09:10
siyuan: 有人坐过 5633 吗？听说可以带鸡鸭上车。
yutong: 坐过！有一节车厢把座位拆了放背篓。卖菜的阿姨一路都在聊天。
yutong: 我买了一把豌豆尖，下车的时候她又塞给我一把。 :: 🥬9
siyuan: 这才是慢火车。

@ 19 19:35
jakub: English, with apologies: what does a hard sleeper look like? Six berths and no door, is that right?
yutong: Right. Six berths, no door, and a folding seat in the corridor by the window. The seat is the best part. You can watch half of China from it.
chenmo: And hear all of it. :: 😄8
jakub: Which berth would you choose?
chenmo: 中铺。上铺太高，下铺是大家的沙发。
yutong: He says the middle. The lower one is everybody's sofa.

@ 18 12:50
siyuan: 青藏线冷知识：唐古拉站海拔 5068 米，站台上没有工作人员，全靠远程。
yutong: 去年经过的时候有一只旱獭站在站牌底下。
chenmo: 那就是工作人员。 :: 😂10

@ 17 21:05
shihan: 請問大陸的臥鋪現在還要換票嗎？小時候聽長輩說過換牌子。
yutong: 现在不用啦，都是电子票。以前乘务员会拿一个大皮夹，把你的票换成一张硬卡，快到站再来换回去。
shihan: 好可惜，聽起來像飯店的鑰匙。
yutong: 就是那个感觉。换卡的时候你就知道，快到家了。 :: 💛7

@ 16 18:40
chenmo: 今天松花江边零下十一度，拍了一座旧信号楼。门上写着"请轻关"。 :: 📷8
yutong: 你轻关了吗？
chenmo: 我没敢开。 :: 😄6

@ 15 13:15
samuel: I am learning. Is *lǜpíchē* "green skin train"?
siyuan: Yes! Green-skin train. The slow ones, dark green with a yellow line.
samuel: Why does everybody say it so tenderly?
siyuan: Because everybody left home in one. :: 💚12
samuel: That explains it, thank you.

@ 14 20:20
yutong: 讨论一下：火车上的泡面为什么比家里的好吃？
siyuan: 因为饿。
chenmo ^1: 因为别人先泡了。 :: 😂11
shihan: 因為要等，而且只能等。
yutong: 第三个答案可以发表了。

@ 13 09:00
siyuan: 签证面试通过了！谢谢大家的行程单模板。 :: 🎉10
yutong: 太好了！记得买一副厚手套。
chenmo: 我有两副，给你带一副。
siyuan: 陈默老师，话最少，最暖。 :: 🧤8

@ 12 19:30
dmytro: Question for those who know: is the line over Tanggula built on frozen ground all the way?
yutong: About 550 kilometres of it. They put pipes with ammonia beside the track to keep the ground cold, like thousands of thermometers standing in the grass.
dmytro: Thermosyphons! I have only seen them in drawings.
yutong: I have a picture, with a yak leaning on one. :: 🐂9

@ 11 12:25
wordbook: **夜行** yèxíng
| 1. to travel by night
| 2. 夜行列车, a night train
| > 坐夜行列车去看雪。 *Take the night train to see the snow.*
:: 📖4
siyuan: 例句是哪位写的？想认识一下。
ada: I gave it the word list, the examples come from a book of 1962. The author would be a hundred and two.
siyuan: 那就在心里认识一下。 :: 💜6

@ 10 20:45
yutong: 成昆老线的录音，给 <@zanele> 的：一分钟里有四个隧道。
zanele: Four tunnels in one minute! It opens and closes like a hand. Thank you, I will do nothing to it at all.
yutong: 我在车门边站了两个小时，乘务员给我搬了一个小凳子。 :: 🎧7

@ 9 08:50
chenmo: 问：零下三十度，相机电池怎么办。
siyuan: 贴身放。
yutong: 放暖宝宝旁边，不要直接贴。
chenmo: 答：带两块，一块想我，一块想另一块。 :: 😂8
farah: I had that translated twice and both times it was poetry.

@ 8 21:15
shihan: 《千里江山圖》的藍跟火車窗外的藍，是同一種嗎？
yutong: 兰州往西，早上六点半，是同一种。
shihan: 好，我記下時間了。 :: 💙7

@ 7 19:20
siyuan: 整理了一份词汇，给冬天的旅伴们：
| | 中文 | 拼音 | English |
| | --- | --- | --- |
| | 上铺 | shàngpù | upper berth |
| | 车厢 | chēxiāng | coach |
| | 晚点 | wǎndiǎn | late |
| | 到了 | dào le | we are there |
:: 📋9
mateo: *Wǎndiǎn.* I feel I will use that one.
siyuan: It also means "a little later", so it sounds less sad.

@ 6 12:35
yutong: 昨天在重庆坐轻轨，窗外先是江，然后是别人家的阳台，然后又是江。
chenmo: 阳台上有什么？
yutong: 一件校服，一只猫，一盆辣椒。 :: 🌶8
aoi: 絵になる。描いていい？
yutong: 请画！猫是橘色的。

@ 5 20:00
chenmo: 明早的车，去牡丹江，看雾凇。 :: ❄️5
siyuan: 几点？
chenmo: 四点五十。睡了。
yutong: 晚安，轻关门。 :: 😄7

@ 4 09:25
minhanh: Is there still a train from Kunming into Laos? I would like to come home that way once.
yutong: Yes, every day. Kunming to Vientiane in about ten hours with the border in between, you get off with your bag and get on again.
minhanh: A border with a bag. That is a proper border.
jakub: I have the times if you want them.
minhanh: Of course you have. :: 😄5

@ 3 18:30
yutong: 我奶奶听说我要去北极圈，织了一条围巾，三米长。
siyuan: 三米？
yutong: 她说可以分给没带的人。 :: 🧣14
leila: I asked the translator and now I am crying into the onions.

@ 2 21:30
siyuan: 论文写到第三章，主题是"车站作为公共客厅"。你们每个人都在脚注里。
chenmo: 我是第几个？
siyuan: 第七，"受访者拒绝多说"。 :: 😂12

@ 1 12:20
shihan: 昨天搭夜車到花蓮，凌晨的月台只有我和一位賣飯糰的阿姨。她說："早，第一個最燙。" :: 🍙9
yutong: 第一个最烫，这句真好。
chenmo: 人也是。

@ 0 10:10
yutong: 早上好。今天成都有太阳，大家都出来晒，像晒被子一样。 :: ☀️7
siyuan: 西安也有！图书馆窗边已经没位子了。
`
