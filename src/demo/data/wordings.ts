/**
 * The texts of the demo pictures in English, as the scenes have them, and in the other languages of the vocabulary; and
 * the patterns that combine parts into titles and captions.
 */
export const WORDINGS = `en|de|fr|es|ja

{0} {1}|{0} {1}|{0} {1}|{0} {1}|{1}の{0}
{0} in {1}|{0} in {1}|{0} en {1}|{0} en {1}|{1}の{0}
{0}, {1}|{0}, {1}|{0}, {1}|{0}, {1}|{0}（{1}）
{0}.|{0}.|{0}.|{0}.|{0}。
{0}, {1}.|{0}, {1}.|{0}, {1}.|{0}, {1}.|{0}。{1}。
{0}, in {1}.|{0}, in {1}.|{0}, en {1}.|{0}, en {1}.|{0}。{1}。
{0}: {1}.|{0}: {1}.|{0} : {1}.|{0}: {1}.|{0}。{1}。
{0}; no numbers, for they are made up.|{0}; ohne Zahlen, denn sie wären erfunden.|{0} ; sans chiffres, car ils seraient inventés.|{0}; sin cifras, pues serían inventadas.|{0}。架空のデータのため数値はなし。

at dawn|im Morgengrauen|à l’aube|al amanecer|夜明け
on a clear day|an einem klaren Tag|par temps clair|en un día despejado|晴れた日
at noon|am Mittag|à midi|al mediodía|真昼
at dusk|in der Abenddämmerung|au crépuscule|al atardecer|夕暮れ
at night|bei Nacht|de nuit|de noche|夜
in winter|im Winter|en hiver|en invierno|冬
in autumn|im Herbst|en automne|en otoño|秋
in the mist|im Nebel|dans la brume|entre la niebla|霧の中
before a storm|vor dem Sturm|avant l’orage|antes de la tormenta|嵐の前
in black and white|in Schwarzweiß|en noir et blanc|en blanco y negro|白黒

Mountain lake|Bergsee|Lac de montagne|Lago de montaña|山の湖
Still water mirrors the last light below the ridges|Stilles Wasser spiegelt das letzte Licht unter den Graten|L’eau calme reflète les dernières lueurs au pied des crêtes|El agua quieta refleja la última luz al pie de las crestas|尾根の下で名残の光を映す静かな水面
Forest on the slopes|Wald am Hang|Forêt à flanc de montagne|Bosque en la ladera|山腹の森
Firs stand in rows where one ridge hides the next|Tannen stehen in Reihen, wo ein Grat den nächsten verdeckt|Des sapins s’alignent là où une crête cache la suivante|Los abetos se alinean donde una cresta oculta la siguiente|尾根が重なるところに並び立つモミの木
Rolling hills|Sanfte Hügel|Douces collines|Colinas onduladas|なだらかな丘
Soft hills run out to a pale horizon|Sanfte Hügel laufen in einen blassen Horizont aus|De douces collines filent vers un horizon pâle|Suaves colinas se pierden en un horizonte pálido|淡い地平線へと続くなだらかな丘
Desert dunes|Wüstendünen|Dunes du désert|Dunas del desierto|砂漠の砂丘
Wind has drawn its lines into the sand|Der Wind hat seine Linien in den Sand gezeichnet|Le vent a tracé ses lignes dans le sable|El viento ha dibujado sus líneas en la arena|風が砂に描いた模様
Mountain range|Bergkette|Chaîne de montagnes|Cordillera|山並み
Peak behind peak, each paler than the one before it|Gipfel hinter Gipfel, jeder blasser als der davor|Sommet après sommet, chacun plus pâle que le précédent|Cumbre tras cumbre, cada una más pálida que la anterior|奥へ行くほど淡く重なる峰々

Sailing boat at sea|Segelboot auf See|Voilier en mer|Velero en el mar|海に浮かぶヨット
A single sail crosses the path of the sun|Ein einzelnes Segel kreuzt die Bahn der Sonne|Une voile solitaire croise le chemin du soleil|Una sola vela cruza el camino del sol|太陽の道を横切る一枚の帆
Lighthouse by the sea|Leuchtturm am Meer|Phare au bord de la mer|Faro junto al mar|海辺の灯台
The lighthouse keeps its cliff and its hours|Der Leuchtturm hütet seine Klippe und seine Stunden|Le phare veille sur sa falaise et sur ses heures|El faro guarda su acantilado y sus horas|崖と時を守る灯台
Beach with a parasol|Strand mit Sonnenschirm|Plage au parasol|Playa con sombrilla|パラソルのある浜辺
One parasol, and the beach all to itself|Ein Sonnenschirm, der den Strand für sich allein hat|Un parasol, seul sur toute la plage|Una sombrilla con toda la playa para ella sola|浜辺をひとり占めするパラソル
Open sea|Offenes Meer|Haute mer|Mar abierto|外洋
Wave after wave under a wide sky|Welle um Welle unter weitem Himmel|Vague après vague sous un vaste ciel|Ola tras ola bajo un cielo inmenso|広い空の下に寄せる波また波
Gulls over the sea|Möwen über dem Meer|Mouettes au-dessus de la mer|Gaviotas sobre el mar|海上を舞うカモメ
Gulls turn in the wind above the water|Möwen kreisen im Wind über dem Wasser|Des mouettes tournoient dans le vent au-dessus de l’eau|Las gaviotas giran en el viento sobre el agua|水面の上を風に舞うカモメ

City skyline|Skyline der Stadt|Ligne d’horizon urbaine|Perfil de la ciudad|都市のスカイライン
Towers line up along the water|Türme reihen sich am Wasser auf|Des tours s’alignent au bord de l’eau|Las torres se alinean junto al agua|水辺に立ち並ぶ高層ビル
Row of old houses|Alte Häuserzeile|Rangée de vieilles maisons|Hilera de casas antiguas|古い家並み
Narrow houses lean on one another along the street|Schmale Häuser lehnen sich an der Straße aneinander|D’étroites maisons s’appuient les unes sur les autres le long de la rue|Casas estrechas se apoyan unas en otras a lo largo de la calle|通りに沿って寄り添う細い家々
Office windows|Bürofenster|Fenêtres de bureaux|Ventanas de oficinas|オフィスの窓
A grid of windows, each with a life of its own|Ein Raster aus Fenstern, jedes mit seinem eigenen Leben|Une grille de fenêtres, chacune avec sa propre vie|Una cuadrícula de ventanas, cada una con su propia vida|それぞれの暮らしをのぞかせる窓の格子
Suspension bridge|Hängebrücke|Pont suspendu|Puente colgante|吊り橋
Cables carry the road across to the city|Seile tragen die Straße hinüber in die Stadt|Les câbles portent la route jusqu’à la ville|Los cables llevan la carretera hasta la ciudad|ケーブルが都市へと渡す道

Bowl of fruit|Obstschale|Coupe de fruits|Frutero|果物を盛ったボウル
Apples and oranges in a bowl on the table|Äpfel und Orangen in einer Schale auf dem Tisch|Des pommes et des oranges dans un bol sur la table|Manzanas y naranjas en un cuenco sobre la mesa|テーブルの上のボウルに盛られたリンゴとオレンジ
Cup of coffee|Tasse Kaffee|Tasse de café|Taza de café|コーヒーカップ
Steam rises from a cup that has just been poured|Dampf steigt aus einer frisch eingeschenkten Tasse|La vapeur monte d’une tasse qu’on vient de servir|El vapor sube de una taza recién servida|注ぎたてのカップから立ちのぼる湯気
Vase of flowers|Blumen in der Vase|Fleurs dans un vase|Jarrón con flores|花を生けた花瓶
A loose bunch of garden flowers|Ein lockerer Strauß Gartenblumen|Un bouquet champêtre de fleurs du jardin|Un ramo suelto de flores de jardín|庭の花をさりげなく束ねた花束
Stack of books|Bücherstapel|Pile de livres|Pila de libros|積み重ねた本
Five books and nobody reading|Fünf Bücher, und niemand liest|Cinq livres et personne pour les lire|Cinco libros y nadie que los lea|読み手のいない5冊の本
Four bottles|Vier Flaschen|Quatre bouteilles|Cuatro botellas|4本の瓶
Four bottles of coloured glass in a row|Vier Flaschen aus farbigem Glas in einer Reihe|Quatre bouteilles de verre coloré alignées|Cuatro botellas de vidrio de colores en fila|一列に並んだ4本の色ガラスの瓶

warm tones|warme Töne|tons chauds|tonos cálidos|暖色
teal|Blaugrün|bleu canard|verde azulado|青緑
pink|Rosa|rose|rosa|ピンク
blue|Blau|bleu|azul|青
green|Grün|vert|verde|緑
purple|Lila|pourpre|morado|紫
black and white|Schwarzweiß|noir et blanc|blanco y negro|白黒
blue and gold|Blau und Gold|bleu et or|azul y dorado|青と金
turquoise|Türkis|turquoise|turquesa|ターコイズ
orange|Orange|orange|naranja|オレンジ
violet|Violett|violet|violeta|すみれ色
pastel|Pastelltönen|tons pastel|tonos pastel|パステルカラー
red and cream|Rot und Creme|rouge et crème|rojo y crema|赤とクリーム色

Quarter-circle tiles|Viertelkreiskacheln|Carreaux en quart de cercle|Azulejos de cuartos de círculo|四分円のタイル
Tiles of quarter circles, turned by chance|Kacheln aus Viertelkreisen, vom Zufall gedreht|Des carreaux en quart de cercle, tournés au hasard|Azulejos de cuartos de círculo, girados al azar|偶然にまかせて回した四分円のタイル
Rolling waves pattern|Wellenmuster|Motif de vagues|Patrón de olas|波の模様
Waves of colour, one behind the other|Wellen aus Farbe, eine hinter der anderen|Des vagues de couleur, l’une derrière l’autre|Olas de color, una detrás de otra|幾重にも続く色の波
Rings in a grid|Ringe im Raster|Grille d’anneaux|Cuadrícula de anillos|格子状の輪
Rings within rings on a regular grid|Ringe in Ringen auf einem regelmäßigen Raster|Des anneaux dans des anneaux sur une grille régulière|Anillos dentro de anillos en una cuadrícula regular|規則正しい格子に並ぶ輪の中の輪
Mosaic of triangles|Dreiecksmosaik|Mosaïque de triangles|Mosaico de triángulos|三角形のモザイク
A mosaic of triangles in related colours|Ein Mosaik aus Dreiecken in verwandten Farben|Une mosaïque de triangles aux couleurs voisines|Un mosaico de triángulos de colores afines|似た色の三角形のモザイク
Terrazzo chips|Terrazzosplitter|Éclats de terrazzo|Fragmentos de terrazo|テラゾーの石片
Stone chips scattered as in a terrazzo floor|Steinsplitter, verstreut wie in einem Terrazzoboden|Des éclats de pierre épars comme dans un sol en terrazzo|Fragmentos de piedra esparcidos como en un suelo de terrazo|テラゾーの床のように散らばる石片
Honeycomb of hexagons|Sechseckwaben|Nid d’abeilles hexagonal|Panal de hexágonos|六角形のハニカム
A honeycomb in which no neighbour matches|Eine Wabe, in der kein Nachbar dem anderen gleicht|Un nid d’abeilles où aucune voisine ne se ressemble|Un panal en el que ninguna celda coincide con su vecina|隣り合う色がひとつもそろわないハニカム
Diagonal stripes|Diagonalstreifen|Rayures diagonales|Rayas diagonales|斜めの縞模様
Stripes of all widths run from corner to corner|Streifen aller Breiten laufen von Ecke zu Ecke|Des rayures de toutes largeurs vont d’un coin à l’autre|Rayas de todos los anchos van de esquina a esquina|角から角へ走る太さのさまざまな縞

Bar chart|Säulendiagramm|Diagramme à barres|Gráfico de barras|棒グラフ
Three series of bars climb over seven years|Drei Reihen von Säulen steigen über sieben Jahre|Trois séries de barres grimpent sur sept ans|Tres series de barras suben a lo largo de siete años|7年間で伸びていく3系列の棒
Line chart|Liniendiagramm|Graphique linéaire|Gráfico de líneas|折れ線グラフ
Three lines cross and part again|Drei Linien kreuzen sich und trennen sich wieder|Trois courbes se croisent et se séparent|Tres líneas se cruzan y vuelven a separarse|交わり、また離れていく3本の線
Donut chart|Ringdiagramm|Graphique en anneau|Gráfico de anillo|ドーナツグラフ
A ring in five parts|Ein Ring aus fünf Teilen|Un anneau en cinq parts|Un anillo en cinco partes|5つに分かれた輪
Area chart|Flächendiagramm|Graphique en aires|Gráfico de áreas|面グラフ
Four layers share one scale|Vier Schichten teilen sich eine Skala|Quatre couches partagent une même échelle|Cuatro capas comparten una misma escala|1つの目盛りを分け合う4つの層
Bubble chart|Blasendiagramm|Graphique à bulles|Gráfico de burbujas|バブルチャート
Bubbles rise from left to right|Blasen steigen von links nach rechts auf|Des bulles montent de gauche à droite|Las burbujas suben de izquierda a derecha|左から右へ昇っていく泡
light|heller Grund|fond clair|fondo claro|明るい背景
dark|dunkler Grund|fond sombre|fondo oscuro|暗い背景
warm|warme Farben|couleurs chaudes|colores cálidos|暖色の背景
mono|einfarbig|monochrome|monocromo|単色

Football match from above|Fußballspiel von oben|Match de football vu d’en haut|Partido de fútbol desde arriba|真上から見たサッカーの試合
Two teams seen from straight above|Zwei Mannschaften, senkrecht von oben gesehen|Deux équipes vues à la verticale|Dos equipos vistos justo desde arriba|真上から見た2つのチーム
Tennis ball on the court|Tennisball auf dem Platz|Balle de tennis sur le court|Pelota de tenis en la pista|コートのテニスボール
The ball drops just inside the line|Der Ball landet knapp im Feld|La balle tombe juste à l’intérieur de la ligne|La pelota cae justo dentro de la línea|ラインぎりぎりの内側に落ちるボール
Three runners on the track|Drei Läufer auf der Bahn|Trois coureurs sur la piste|Tres corredores en la pista|トラックを走る3人のランナー
Three runners come out of the bend|Drei Läufer kommen aus der Kurve|Trois coureurs sortent du virage|Tres corredores salen de la curva|カーブを抜けてくる3人のランナー
Cyclist on a country road|Radfahrer auf der Landstraße|Cycliste sur une route de campagne|Ciclista en una carretera rural|田舎道のサイクリスト
A cyclist leans into an empty road|Ein Radfahrer legt sich auf leerer Straße in die Kurve|Un cycliste se penche sur une route déserte|Un ciclista se inclina en una carretera vacía|人けのない道で身を傾けるサイクリスト
Swimmers in four lanes|Schwimmer auf vier Bahnen|Nageurs dans quatre couloirs|Nadadores en cuatro calles|4つのレーンを泳ぐ選手
Four lanes, four swimmers, one finish|Vier Bahnen, vier Schwimmer, ein Ziel|Quatre couloirs, quatre nageurs, une arrivée|Cuatro calles, cuatro nadadores, una meta|4つのレーン、4人の泳者、ひとつのゴール
Basketball, close-up|Basketball in Nahaufnahme|Ballon de basket en gros plan|Balón de baloncesto en primer plano|バスケットボールのクローズアップ
A basketball rests on the planks of the hall|Ein Basketball ruht auf dem Parkett der Halle|Un ballon de basket repose sur le parquet de la salle|Un balón de baloncesto descansa sobre el parqué del pabellón|体育館の床に置かれたバスケットボール
first half|erste Halbzeit|première mi-temps|primer tiempo|前半
second half|zweite Halbzeit|seconde mi-temps|segundo tiempo|後半
advantage|Vorteil|avantage|ventaja|アドバンテージ
match point|Matchball|balle de match|punto de partido|マッチポイント
the last lap|die letzte Runde|le dernier tour|la última vuelta|最後の一周
the relay|die Staffel|le relais|el relevo|リレー
morning ride|Ausfahrt am Morgen|sortie matinale|salida matinal|朝のライド
uphill|bergauf|en montée|cuesta arriba|上り坂
the final|das Finale|la finale|la final|決勝
training|Training|entraînement|entrenamiento|練習
before the game|vor dem Spiel|avant le match|antes del partido|試合前
after the game|nach dem Spiel|après le match|después del partido|試合後

Portrait of a smiling person|Porträt eines lächelnden Menschen|Portrait d’une personne souriante|Retrato de una persona sonriente|微笑む人のポートレート
A person smiles before a wall of warm colour.|Ein Mensch lächelt vor einer Wand in warmer Farbe.|Une personne sourit devant un mur aux tons chauds.|Una persona sonríe ante una pared de color cálido.|暖かな色の壁の前で微笑む人。
Two friends side by side|Zwei Freunde Seite an Seite|Deux amis côte à côte|Dos amigos, uno junto al otro|並んだ2人の友達
Two friends look at us side by side.|Zwei Freunde blicken uns Seite an Seite an.|Deux amis, côte à côte, nous regardent.|Dos amigos nos miran, uno junto al otro.|並んでこちらを見る2人の友達。
Portrait of an elderly person|Porträt eines älteren Menschen|Portrait d’une personne âgée|Retrato de una persona mayor|高齢者のポートレート
An elderly person with a patient look.|Ein älterer Mensch mit geduldigem Blick.|Une personne âgée au regard patient.|Una persona mayor de mirada paciente.|穏やかなまなざしの高齢者。
Team of five|Fünfköpfiges Team|Équipe de cinq personnes|Equipo de cinco|5人のチーム
Five colleagues line up for their picture.|Fünf Kollegen stellen sich für ihr Bild auf.|Cinq collègues s’alignent pour la photo.|Cinco colegas posan en fila para la foto.|撮影のために並ぶ5人の同僚。
Family portrait|Familienporträt|Portrait de famille|Retrato de familia|家族の肖像
Adults and children of one family.|Erwachsene und Kinder einer Familie.|Adultes et enfants d’une même famille.|Adultos y niños de una misma familia.|ある家族の大人と子供たち。
Portrait on green|Porträt auf Grün|Portrait sur fond vert|Retrato sobre fondo verde|緑の背景のポートレート
A quiet portrait on a green ground.|Ein stilles Porträt auf grünem Grund.|Un portrait paisible sur fond vert.|Un retrato sereno sobre fondo verde.|緑の背景の静かなポートレート。
Old couple|Altes Paar|Vieux couple|Pareja de ancianos|老夫婦
Two people who have known each other for long.|Zwei Menschen, die sich schon lange kennen.|Deux personnes qui se connaissent depuis longtemps.|Dos personas que se conocen desde hace mucho tiempo.|長い付き合いの2人。
Crowd of nine|Gruppe von neun Menschen|Groupe de neuf personnes|Grupo de nueve personas|9人の集まり
Nine people in a row, no two alike.|Neun Menschen in einer Reihe, keiner wie der andere.|Neuf personnes alignées, toutes différentes.|Nueve personas en fila, todas distintas.|一列に並んだ、それぞれに違う9人。
Parent and child|Elternteil und Kind|Parent et enfant|Padre e hijo|親と子
A parent with a child at the side.|Ein Elternteil mit einem Kind an der Seite.|Un parent avec un enfant à ses côtés.|Un padre con un niño a su lado.|子供と寄り添う親。
Portrait, looking ahead|Porträt mit Blick nach vorn|Portrait, regard droit devant|Retrato con la mirada al frente|前を見つめる人のポートレート
A portrait in clear colours.|Ein Porträt in klaren Farben.|Un portrait aux couleurs franches.|Un retrato de colores nítidos.|澄んだ色合いのポートレート。
Three generations|Drei Generationen|Trois générations|Tres generaciones|三世代
Three people of one house.|Drei Menschen aus einem Haus.|Trois personnes d’une même maison.|Tres personas de una misma casa.|ひとつの家の3人。
Study of a face|Studie eines Gesichts|Étude d’un visage|Estudio de un rostro|顔の習作
One face, drawn with few lines.|Ein Gesicht, mit wenigen Strichen gezeichnet.|Un visage, dessiné en quelques traits.|Un rostro dibujado con pocas líneas.|わずかな線で描かれた顔。
Band of four|Vierköpfige Band|Groupe de quatre musiciens|Banda de cuatro músicos|4人組のバンド
Four musicians between two songs.|Vier Musiker zwischen zwei Liedern.|Quatre musiciens entre deux chansons.|Cuatro músicos entre dos canciones.|曲の合間の4人のミュージシャン。
Two neighbours|Zwei Nachbarn|Deux voisins|Dos vecinos|ご近所の2人
Two neighbours meet at the fence.|Zwei Nachbarn treffen sich am Zaun.|Deux voisins se retrouvent à la clôture.|Dos vecinos se encuentran junto a la valla.|垣根越しに顔を合わせるご近所の2人。

Portrait of a dog|Hundeporträt|Portrait de chien|Retrato de un perro|犬のポートレート
A dog waits for the next word|Ein Hund wartet auf das nächste Wort|Un chien attend le prochain mot|Un perro espera la siguiente palabra|次の言葉を待つ犬
Portrait of a cat|Katzenporträt|Portrait de chat|Retrato de un gato|猫のポートレート
A cat looks straight at us and gives nothing away|Eine Katze sieht uns direkt an und verrät nichts|Un chat nous regarde droit dans les yeux sans rien laisser paraître|Un gato nos mira de frente sin revelar nada|こちらをまっすぐ見つめ、何も明かさない猫
Bird on a branch|Vogel auf einem Zweig|Oiseau sur une branche|Pájaro en una rama|枝にとまる鳥
A small bird rests between two songs|Ein kleiner Vogel ruht zwischen zwei Liedern|Un petit oiseau se repose entre deux chants|Un pajarito descansa entre dos cantos|さえずりの合間に休む小鳥
School of fish|Fischschwarm|Banc de poissons|Banco de peces|魚の群れ
Fish cross the light above the weeds|Fische durchqueren das Licht über dem Seegras|Des poissons traversent la lumière au-dessus des algues|Los peces cruzan la luz sobre las algas|海草の上の光を横切る魚たち
Butterfly with open wings|Schmetterling mit offenen Flügeln|Papillon aux ailes ouvertes|Mariposa con las alas abiertas|羽を広げた蝶
A butterfly shows both sides of its wings|Ein Schmetterling zeigt beide Seiten seiner Flügel|Un papillon montre les deux faces de ses ailes|Una mariposa muestra las dos caras de sus alas|羽の両面を見せる蝶
brown|braun|brun|marrón|茶色
black|schwarz|noir|negro|黒
white|weiß|blanc|blanco|白
grey|grau|gris|gris|灰色
tabby|getigert|tigré|atigrado|トラ猫
in spring|im Frühling|au printemps|en primavera|春
in clear water|in klarem Wasser|en eau claire|en aguas claras|澄んだ水の中
on the reef|am Riff|sur le récif|en el arrecife|サンゴ礁
on blue|auf Blau|sur fond bleu|sobre fondo azul|青い背景
on yellow|auf Gelb|sur fond jaune|sobre fondo amarillo|黄色い背景
with copy space|mit Textfreiraum|avec espace pour le texte|con espacio para texto|コピースペースあり
on a high branch|hoch oben|tout en haut|en lo alto|高い枝

Three musicians in violet light|Drei Musiker in violettem Licht|Trois musiciens dans une lumière violette|Tres músicos bajo una luz violeta|紫の光の中の3人のミュージシャン
The Lorem Quartet, one short, opens the festival.|Das Lorem-Quartett, nur zu dritt, eröffnet das Festival.|Le Quatuor Lorem, réduit à trois, ouvre le festival.|El Cuarteto Lorem, con uno menos, abre el festival.|1人欠けたローレム・カルテットが音楽祭の幕を開ける。
The first three at the finish|Die ersten drei im Ziel|Les trois premières à l’arrivée|Las tres primeras en la meta|ゴールする上位3人
The tape breaks; the first three are within a second.|Das Zielband reißt; die ersten drei trennt keine Sekunde.|Le ruban cède ; les trois premières se tiennent en une seconde.|La cinta se rompe; a las tres primeras no las separa ni un segundo.|切れるゴールテープ。上位3人の差は1秒以内。
Guests on the red carpet|Gäste auf dem roten Teppich|Invités sur le tapis rouge|Invitados en la alfombra roja|レッドカーペットの招待客
Five guests stop for the photographers.|Fünf Gäste bleiben für die Fotografen stehen.|Cinq invités s’arrêtent pour les photographes.|Cinco invitados se detienen ante los fotógrafos.|カメラマンの前で足を止める5人の招待客。
The minister for islands speaks|Die Ministerin für die Inseln spricht|La ministre des Îles prend la parole|Habla la ministra de las Islas|演説する島嶼担当大臣
Vera Muster announces a ferry for every island.|Vera Muster kündigt eine Fähre für jede Insel an.|Vera Muster annonce un ferry pour chaque île.|Vera Muster anuncia un ferri para cada isla.|すべての島にフェリーをと発表するヴェラ・ムスター。
The royal family waves from the balcony|Die königliche Familie winkt vom Balkon|La famille royale salue depuis le balcon|La familia real saluda desde el balcón|バルコニーから手を振る王室一家
Queen Isolde of Lindmark and her hosts greet the crowd.|Königin Isolde von Lindmark und ihre Gastgeber grüßen die Menge.|La reine Isolde de Lindmark et ses hôtes saluent la foule.|La reina Isolda de Lindmark y sus anfitriones saludan a la multitud.|群衆に応えるリンドマルク女王イゾルデと招待した一家。
The harbour lift on its first day|Der Hafenaufzug an seinem ersten Tag|L’ascenseur du port à son premier jour|El ascensor del puerto en su primer día|開業初日の港の昇降機
Porto sees its lift of iron for the first time.|Porto sieht seinen eisernen Aufzug zum ersten Mal.|Porto découvre pour la première fois son ascenseur de fer.|Oporto ve por primera vez su ascensor de hierro.|鉄の昇降機をはじめて目にするポルトの人々。
Lotte Ipsum alone with the microphone|Lotte Ipsum allein mit dem Mikrofon|Lotte Ipsum, seule au micro|Lotte Ipsum, a solas con el micrófono|ひとりマイクに向かうロッテ・イプサム
The singer in the last song of the evening.|Die Sängerin beim letzten Lied des Abends.|La chanteuse pendant la dernière chanson de la soirée.|La cantante en la última canción de la noche.|この夜最後の曲を歌う歌手。
The field sets out below the mountains|Das Feld startet unterhalb der Berge|Le peloton s’élance au pied des montagnes|El pelotón sale al pie de las montañas|山々のふもとを出発する走者たち
Four thousand start at sunrise on the promenade.|Viertausend starten bei Sonnenaufgang auf der Promenade.|Quatre mille coureurs partent au lever du soleil sur la promenade.|Cuatro mil salen al amanecer en el paseo.|日の出の遊歩道を4000人がスタート。
Mira Beispiel and Otto Placeholder arrive|Mira Beispiel und Otto Placeholder treffen ein|Arrivée de Mira Beispiel et d’Otto Placeholder|Llegan Mira Beispiel y Otto Placeholder|到着するミラ・バイシュピールとオットー・プレースホルダー
The leads of a film that was never made.|Die Hauptdarsteller eines Films, der nie gedreht wurde.|Les têtes d’affiche d’un film jamais tourné.|Los protagonistas de una película que nunca se rodó.|撮られることのなかった映画の主演の2人。
Three answers to one question|Drei Antworten auf eine Frage|Trois réponses à une question|Tres respuestas a una pregunta|1つの質問に3つの答え
The board of the ferry company takes questions.|Der Vorstand der Fährgesellschaft beantwortet Fragen.|La direction de la compagnie de ferries répond aux questions.|La directiva de la compañía de ferris responde a las preguntas.|質問に答えるフェリー会社の役員たち。
The guard of the Paper Palace|Die Wache des Papierpalasts|La garde du Palais de papier|La guardia del Palacio de Papel|紙の宮殿の衛兵
The guard has stood before the palace since six.|Seit sechs Uhr steht die Wache vor dem Palast.|La garde se tient devant le palais depuis six heures.|La guardia está ante el palacio desde las seis.|6時から宮殿の前に立つ衛兵。
A crowd waits behind the ribbon|Eine Menge wartet hinter dem Band|La foule attend derrière le ruban|La multitud espera tras la cinta|テープの向こうで待つ群衆
Everybody who has a hat has come.|Gekommen sind alle, die einen Hut haben.|Tous ceux qui ont un chapeau sont venus.|Han venido todos los que tienen sombrero.|帽子を持つ人は皆やって来た。
Ten thousand at the lake|Zehntausend am See|Dix mille au bord du lac|Diez mil junto al lago|湖畔の1万人
The lawn before the lakeside stage is full.|Die Wiese vor der Bühne am See ist voll.|La pelouse devant la scène du lac est pleine.|El césped ante el escenario del lago está lleno.|湖畔ステージ前の芝生を埋めつくす観客。
Silver, gold and bronze|Silber, Gold und Bronze|Argent, or et bronze|Plata, oro y bronce|銀、金、銅
Tess Dummy wins before Juno Testcase and Una Variable.|Tess Dummy siegt vor Juno Testcase und Una Variable.|Tess Dummy gagne devant Juno Testcase et Una Variable.|Tess Dummy gana por delante de Juno Testcase y Una Variable.|ユノ・テストケースとウナ・ヴァリアブルを抑えてテス・ダミーが優勝。
The Glass Lantern|Die Gläserne Laterne|La Lanterne de verre|El Farol de Cristal|ガラスのランタン
The prize, an hour before it has an owner.|Der Preis, eine Stunde bevor er jemandem gehört.|Le prix, une heure avant d’avoir un propriétaire.|El premio, una hora antes de tener dueño.|受賞者が決まる1時間前のトロフィー。
Cameras before the platform|Kameras vor dem Podium|Appareils photo devant l’estrade|Cámaras ante el estrado|演壇の前のカメラ
The press takes the picture that everybody takes.|Die Presse macht das Bild, das alle machen.|La presse prend la photo que tout le monde prend.|La prensa toma la foto que toman todos.|誰もが撮る1枚を撮る報道陣。
The carriage leaves the palace|Die Kutsche verlässt den Palast|Le carrosse quitte le palais|El carruaje sale del palacio|宮殿を出る馬車
Queen Isolde and Prince Anselm drive through the town.|Königin Isolde und Prinz Anselm fahren durch die Stadt.|La reine Isolde et le prince Anselm traversent la ville.|La reina Isolda y el príncipe Anselmo recorren la ciudad.|街を行くイゾルデ女王とアンゼルム王子。
The tram to the quay|Die Straßenbahn zum Kai|Le tramway du quai|El tranvía del muelle|埠頭行きの路面電車
Line one ends at the lift from today on.|Linie eins endet ab heute am Aufzug.|Le terminus de la ligne un est désormais l’ascenseur.|La línea uno termina desde hoy en el ascensor.|この日から1号線の終点は昇降機前。
The Lorem Quartet at the lake|Das Lorem-Quartett am See|Le Quatuor Lorem au bord du lac|El Cuarteto Lorem junto al lago|湖畔のローレム・カルテット
Gold light for the encore.|Goldenes Licht zur Zugabe.|Une lumière dorée pour le rappel.|Luz dorada para el bis.|金色の光に包まれたアンコール。
Evening heats in the arena|Abendläufe im Stadion|Séries du soir au stade|Series nocturnas en el estadio|競技場の夜の予選
The track races end the weekend under floodlights.|Die Bahnrennen beenden das Wochenende unter Flutlicht.|Les courses sur piste closent le week-end sous les projecteurs.|Las carreras en pista cierran el fin de semana bajo los focos.|照明の下のトラック競技で締めくくる週末。
A dress the colour of paper|Ein Kleid in der Farbe von Papier|Une robe couleur papier|Un vestido color papel|紙の色のドレス
Ilse Mockup, who wrote all the speeches.|Ilse Mockup, die alle Reden geschrieben hat.|Ilse Mockup, qui a écrit tous les discours.|Ilse Mockup, que escribió todos los discursos.|すべてのスピーチを書いたイルゼ・モックアップ。
The minister explains it again|Die Ministerin erklärt es noch einmal|La ministre l’explique encore une fois|La ministra lo explica otra vez|もう一度説明する大臣
The second day has the same question.|Der zweite Tag bringt dieselbe Frage.|Le deuxième jour amène la même question.|El segundo día trae la misma pregunta.|2日目も同じ質問。
A last wave before the farewell|Ein letztes Winken vor dem Abschied|Un dernier salut avant les adieux|Un último saludo antes de la despedida|別れの前にもう一度手を振る
The visit ends where it began.|Der Besuch endet, wo er begann.|La visite s’achève là où elle a commencé.|La visita termina donde empezó.|訪問は始まった場所で幕を閉じる。
The men who built the lift|Die Männer, die den Aufzug bauten|Les hommes qui ont construit l’ascenseur|Los hombres que construyeron el ascensor|昇降機を造った男たち
The riveters, four days before the opening.|Die Nieter, vier Tage vor der Einweihung.|Les riveteurs, quatre jours avant l’inauguration.|Los remachadores, cuatro días antes de la inauguración.|開業4日前のリベット工たち。
Finn Filler, guitar in hand|Finn Filler mit der Gitarre in der Hand|Finn Filler, guitare à la main|Finn Filler, guitarra en mano|ギターを手にするフィン・フィラー
A last chord on the lakeside stage.|Ein letzter Akkord auf der Bühne am See.|Un dernier accord sur la scène du lac.|Un último acorde en el escenario del lago.|湖畔ステージの最後の和音。
Children’s race on the promenade|Kinderlauf auf der Promenade|Course des enfants sur la promenade|Carrera infantil en el paseo|遊歩道の子供レース
One kilometre, and everybody gets a medal.|Ein Kilometer, und alle bekommen eine Medaille.|Un kilomètre, et une médaille pour tous.|Un kilómetro y una medalla para cada uno.|1キロを走って、全員にメダル。
Photographers at the Glass Lantern|Fotografen bei der Gläsernen Laterne|Photographes à la Lanterne de verre|Fotógrafos en el Farol de Cristal|ガラスのランタン賞のカメラマン
The wall, the carpet, and forty cameras.|Die Wand, der Teppich und vierzig Kameras.|Le mur, le tapis et quarante appareils photo.|La pared, la alfombra y cuarenta cámaras.|壁とカーペット、そして40台のカメラ。
Closing night of the Aurora Days|Abschlussabend der Nordlichttage|Soirée de clôture des Jours d’aurore|Noche de clausura de los Días de Aurora|オーロラ・デイズの最終夜
Four stages, three days, and one last song.|Vier Bühnen, drei Tage und ein letztes Lied.|Quatre scènes, trois jours et une dernière chanson.|Cuatro escenarios, tres días y una última canción.|4つのステージ、3日間、そして最後の1曲。
The board of the ferry company|Der Vorstand der Fährgesellschaft|La direction de la compagnie de ferries|La directiva de la compañía de ferris|フェリー会社の役員
All three chairs are taken this time.|Diesmal sind alle drei Stühle besetzt.|Cette fois, les trois chaises sont occupées.|Esta vez las tres sillas están ocupadas.|今回は3つの席がすべて埋まっている。
The lift a month later|Der Aufzug einen Monat später|L’ascenseur un mois plus tard|El ascensor un mes después|1か月後の昇降機
Nobody looks up any more.|Niemand blickt mehr hinauf.|Plus personne ne lève les yeux.|Ya nadie levanta la vista.|もう誰も見上げない。
`
