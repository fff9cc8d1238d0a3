/** #nordics, the older half: lines, light and snow in the north. */
export const nordicsOne = `
@ 21 17:30
elin: Depot news: the through coaches to Narvik got new curtains. Dark blue, and they close all the way. You will not know how good that is until half past three in June.
hanna: In June I sleep with a hat over my face. It is the national costume. :: 😄6
samuel: And in February?
elin: In February you leave them open.

@ 20 12:20
tansy: What grows beside the ore line? I know it is winter, I only want to know what I am not seeing.
elin: Dwarf birch to about here, *holds hand at knee*, then heather, then lichen, and near Abisko in July the smallest orchids you ever knelt for.
tansy: I will come back on my knees in July. :: 🌸6

@ 19 19:40
farah: What colour is the snow at noon in the middle of February?
elin: Apricot on the top, blue in the footprints.
hanna: And pink on the birches, for about ten minutes, when nobody has a hand free.
farah: I have written all of that down as if it were a recipe. :: 🎨8

@ 18 08:30
jakub: For those who collect borders: the one between Sweden and Norway on our line is at 523 metres and has a station named after itself, Riksgränsen.
dmytro: And snow sheds before it, long wooden ones. From inside it is like driving through a picket fence.
zanele: Does the sound flicker as well?
dmytro: It does. Good ears.

@ 17 21:15
hanna: Aurora, before everybody asks. You need dark, clear sky, and patience. The train has the dark, luck has the sky.
elin: And the patience is you. Lights off in the compartment, forehead on the glass, breathe through the nose or you will fog it.
yutong: 请问在车厢里真的能看到极光吗？
elin: Yes, truly, I have. Between Kiruna and Abisko, on the right side going north. Not every time. About one in four. :: 💚12+
yutong: 四分之一！我要坐四次。 :: 😄5

@ 16 09:00
samuel: Gloves: one good pair or two thin ones?
elin: Mittens over thin gloves. With gloves alone you are either warm or useful.
hanna: And on a string through the sleeves, like a child. There is no shame here.
samuel: My colleagues will hear of the string. :: 🧤8

@ 15 18:15
dmytro: The bridge at Abisko you all talk about. Which one is it?
elin: After the tourist station the train goes along the lake, high up. There is a short bridge over a canyon, one breath long. Look down on the left.
mateo: One breath. That is why nobody speaks.
dmytro: I will bring a laser and measure the breath. :: 😂6

@ 14 12:10
chiara: Coffee in the north, an honest opinion please.
hanna: Light, thin, and all day long. You drink it like water and then wonder why you cannot sleep.
elin: It is for the hands more than for the mouth.
chiara: I am bringing the small pot. :: ☕7

@ 13 20:35
aroha: Sámi place names on the map of our route, as I want to say them properly: *Giron* is Kiruna, *Áhkánjárga* is Narvik. Elin, correct me?
elin: Right, both. Áhkán- with a soft h. There are signs with both names on the platform, read the upper one aloud and somebody will smile. :: 💙9
aroha: Every map I have puts it in brackets. I am making one that does not.

@ 12 17:55
minhanh: How cold is it *inside* the tunnels on the Norwegian side?
jakub: There are about twenty of them, and the long ones keep their own weather, a little above freezing all year.
elin: You see it on the windows: they clear inside and freeze again outside. In, out, in, out, like breathing.
zanele: Oh, I need a second recorder.

@ 11 08:20
elin: Today on the Boden yard a fox sat on the platform at the exact place where the door of the dining car stops. He has done this for two winters. The crew call him *the inspector*. :: 🦊13+
samuel: Does he get anything?
elin: Officially, no.
leila: And unofficially?
jakub: A sandwich? :: retracted
elin: Sausage. He prefers it cut. :: 😂9

@ 10 19:20
hanna: Book the sauna in Narvik before it is full. It is a small one by the harbour, wood, twelve people if they like each other.
ines: We are twelve people who like each other.
hanna: Then it is exactly big enough. :: 🧖8
mateo: Do I have to jump in the fjord?
elin: Nobody has to. Everybody does.

@ 9 08:55
farah: I am told the sun will be low all day. Which side of the train to Kiruna has it?
jakub: Going north-west in the morning it stands behind you, a little to the left. Sketch on the right, read on the left.
farah: Nobody has ever answered me so exactly. :: 🧭5

@ 8 21:05
mika: 北の駅の写真を見ていたら、雪かきの音を思い出しました。津軽も毎朝あの音です。
siyuan: Mika says the pictures of your stations remind her of the sound of shovels. In Tsugaru every morning begins with it.
elin: Then you will feel at home. Ours begins at five. :: 💙6
`
