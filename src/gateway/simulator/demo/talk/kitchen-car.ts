/** #kitchen-car: what is cooked at home, on board and in between. */
export const kitchenCar = `
@ 21 18:50
leila: The kitchen is open. What did everyone eat today, truthfully?
jakub: Dumplings, from yesterday.
chiara: Bread. The ends of it, with oil.
minhanh: Broken rice, fried egg, too much chilli.
samuel: Half a sandwich in a lift. :: 🥪5
leila: Samuel, we will talk.

@ 20 13:20
leila: Soup for a train, the principle: nothing that swims, nothing that strings, nothing that needs a knife.
mateo: That leaves lentils.
leila: It leaves *everything important*. Lentils, carrots, cumin, a lemon at the end.
hanna: May dill be added?
leila: In the north I shall allow dill. :: 🌿6

@ 19 18:05
chiara: Day one of the bread for February. I am not joking, the starter has to get used to travelling. It went to work with me in the bag.
farah: How did it like the office?
chiara: It doubled during a meeting. :: 😂11

@ 18 13:40
ken: 仙台は寒くなりました。牛たん弁当の、ひもを引くと温まる容器、知っていますか。
mika: Do you know the lunch box with a string? You pull, there is a hiss, and after six minutes it is hot.
leila: You pull a string and it is *hot*? In a train?
ken: 隣の人も、少し温まります。 :: 🍱9
dmytro: Quicklime and water. I will not build one. I say this to calm my wife.

@ 17 20:55
yutong: 分享火锅底料的正确打开方式：不要在车厢里打开。 :: 😂9
siyuan: She says the right way to open hotpot paste is not in a railway carriage.
mateo: There is a story behind this.
yutong: There is a *jacket* behind this.

@ 16 19:30
priya: My mother's rule for journeys: lemon rice keeps a day, tamarind rice keeps two, and the argument about which is better keeps for ever.
leila: Which do you bring?
priya: Both, and I let them argue. :: 🍋8

@ 15 12:40
tansy: The allotment has its last leeks. I can dry some. Does dried leek travel?
leila: Beautifully, in paper, not in plastic. You have just improved the soup.
tansy: I have waited all my life for somebody to say that. :: 🌱7

@ 14 18:15
hanna: What we eat at home before a night train: rye bread, butter, cold fish, tea. It tastes like leaving.
elin: Same, with a boiled egg. Somebody always has salt in a twist of paper.
ken: 塩を紙に包む、日本も同じです。 :: 🥚6
siyuan: 我们是茶叶蛋！也是鸡蛋。
leila: So the whole world leaves home with an egg. Good. :: ❤️12+

@ 13 19:20
aroha: I made the lentils as a test, for the readers' evening. Eleven portions gone in nine minutes. One man asked for the *author*.
leila: Tell him there is a second edition with more lemon.

@ 12 13:50
zanele: What does a good soup sound like?
leila: Like somebody thinking. Slow, and now and then one word.
zanele: I will come by with a microphone when the time is right. :: 🎧6

@ 11 20:20
shihan: 車站便當的排骨，要趁微溫的時候吃，太燙反而沒味道。
ken: まったく同感です。冷めてもおいしいのが弁当ですから。
siyuan: They agree, in two languages, that a station lunch is best when it is barely warm. :: 🍱7
mateo: I agree in a third, with a burnt tongue.

@ 10 12:55
leila: Asking for the ferry: what do you put on a waffle in Norway?
elin: Brown cheese and jam.
hanna: Both?
elin: I know how it sounds. Then you eat one. :: 🧇9
chiara: I will be brave on the ferry and nowhere else.

@ 9 18:30
dmytro: Tea on our trains comes in a glass with a metal holder. There is a picture of a sputnik on mine, I have had it since school.
farah: May I draw it? With the tea.
dmytro: With the tea and the spoon. Without the spoon it is a lamp. :: 🫖8

@ 8 20:05
minhanh: Exam week. Dinner is instant noodles with an egg and the feeling of being watched by you all.
leila: An egg is good. Put something green on it.
minhanh: Spring onion.
leila: Then we leave you in peace. :: 😄8

@ 7 12:20
ren: 北海道の人間として言わせてください。じゃがいもは、バターの前に、まず塩。
mika: Ren, speaking for Hokkaido: potatoes first with salt, and only then with butter.
leila: I have written his name on the kitchen wall with a small crown. :: 🥔9 👑3

@ 6 19:40
leila: To celebrate the booking: cake. Orange, almonds, no flour, keeps five days, gets better on the third. I am at home, you cannot have any, look at it in your mind.
chiara: Which plate? :: retracted
samuel: It is on a blue plate.
leila: It *is* on a blue plate. How? :: 😮7
samuel: I chose a nice one for it.

@ 5 13:10
chiara: The starter has a name now, against my will. My niece calls it *Signor Vagone*. :: 😂10+
jakub: It should have a seat reservation.
priya: I have added a line to the sheet: *S. Vagone, upper, breathes.*

@ 4 20:30
yutong: 教大家一句重要的话：再来一碗。zài lái yì wǎn.
siyuan: It means "one more bowl, please".
samuel: Zài lái yì wǎn.
yutong: 你可以出发了。 :: 🍜9

@ 3 13:30
leila: Stove plan for the harbour house:
| - **first evening**: fish soup, saffron, Chiara's bread
| - **second evening**: everybody cooks one thing of home, small
| - **last morning**: whatever is left becomes an omelette
:: 🍽10
mateo: My one thing of home is a sauce called *pebre*. It is a salad that lost its temper.
tansy: Mine is an apple crumble. It has never lost its temper in its life.

@ 2 18:10
ada: I can cook one dish. It is a toast. But I can make a very good list of everybody's dishes.
leila: The list is a dish. You are in. :: 📋7

@ 1 13:15
hanna: Test result for the thermos: soup at seven in the morning, 84 degrees. At three in the afternoon, 61. At night I forgot it and it was a cold soup of some merit.
leila: 61 is perfect. Nobody burns the tongue, not even Mateo.
mateo: We shall see. :: 😄9

@ 0 11:05
leila: I have bought the saffron. It is in the safe place, that is, in the coffee tin, that is, do not tell my brother.
chiara: He will make coffee.
leila: He never has. It is the safest tin in Marseille. :: ☕8
`
