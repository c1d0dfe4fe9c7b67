/**
 * The vocabulary of the demo library, as `vitrine vocabulary import` reads it: the keywords of its pictures and everyday
 * words besides. Ids are part of the demo library and never change; new keywords get new ids.
 */
export const VOCABULARY = `id,type,broader,en-US,de,fr,es,ja
101,NumberOfPeople,,no people,keine Personen|menschenleer|niemand,personne|sans personnage|sans personne,nadie|sin gente,人物なし|人なし|無人
102,NumberOfPeople,,one person,eine Person|nur eine Person,une seule personne|une personne,una persona|una sola persona,1人|一人
103,NumberOfPeople,,two people,zwei Personen|zwei Menschen,deux personnes,dos personas,2人|二人
104,NumberOfPeople,,group of people,Menschengruppe|Personengruppe|drei Personen,groupe de personnes|trois personnes,grupo de personas|tres personas,グループ|集団|3人
201,Composition,,abstract,abstrakt,abstrait,abstracto,抽象的|抽象
202,Composition,,candid,ungestellt|Schnappschuss,sur le vif|instantané,espontáneo,自然な表情
203,Composition,,close-up,Nahaufnahme|Großaufnahme,gros plan,primer plano,クローズアップ|接写
204,Composition,,copy space,Textfreiraum,espace texte,espacio para texto|espacio en blanco,コピースペース
205,Composition,,cut out,Freisteller|freigestellt,détouré|découpé,recortado|recorte,切り抜き
206,Composition,,full frame,formatfüllend,plein cadre,encuadre completo,フルフレーム
207,Composition,,full length,Ganzkörperansicht,en pied|plan en pied,cuerpo entero,全身
208,Composition,,headshot,Kopfbild,portrait en gros plan|tête,retrato de cabeza|rostro,顔写真
209,Composition,,looking at camera,Blick in die Kamera,regard caméra|regarder l'objectif,mirando a la cámara,カメラ目線
210,Composition,,macro,Makroaufnahme|Makro,macrophotographie|macro,macrofotografía|macro,マクロ撮影
211,Composition,,portrait,Porträt|Portrait|Bildnis,portrait,retrato,ポートレート|肖像
213,Composition,,still life,Stillleben,nature morte,bodegón|naturaleza muerta,静物
214,Composition,,three quarter length,Dreiviertelansicht,plan américain,plano americano,七分身
215,Composition,,waist up,Oberkörper|Hüftbild,taille|plan taille,de cintura para arriba,上半身
218,Composition,,wide shot,Totale,plan large|plan d'ensemble,plano general,ワイドショット
401,Age,,newborn,Neugeborenes,nouveau-né,recién nacido,新生児
402,Age,,baby,Baby|Säugling,bébé,bebé,赤ちゃん
403,Age,,child,Kind|Kinder,enfant,niño|niña|niños,子供|子ども
404,Age,,teenager,Teenager|Jugendlicher,adolescent,adolescente,ティーンエイジャー|十代
405,Age,,young adult,junger Erwachsener,jeune adulte,adulto joven|joven,若者
406,Age,,adult,Erwachsener|Erwachsene,adulte,adulto,大人
408,Age,,mature adult,reifer Erwachsener|mittleres Alter,adulte d'âge mûr,adulto maduro,中年
409,Age,,senior adult,Senior|Senioren|älterer Mensch,senior|personne âgée,adulto mayor|anciano,高齢者|シニア
502,Mood,,bold mood,kräftige Stimmung,ambiance audacieuse,ambiente audaz,大胆な雰囲気
504,Mood,,dramatic mood,dramatische Stimmung|dramatisch,ambiance dramatique|dramatique,ambiente dramático|dramático,ドラマチックな雰囲気
505,Mood,,natural mood,natürliche Stimmung,ambiance naturelle,ambiente natural,自然な雰囲気
506,Mood,,vivid mood,lebhafte Stimmung|lebhaft|farbenfroh,ambiance vive|coloré,ambiente vivo|colorido|vívido,鮮やか|鮮明
507,Mood,,warm mood,warme Stimmung,ambiance chaleureuse,ambiente cálido,温かい雰囲気
601,Sensitive,,nudity,Nacktheit|nackt,nudité|nu,desnudez|desnudo,ヌード
602,Sensitive,,death,Tod|Leiche,mort|cadavre,muerte|cadáver,死
604,Sensitive,,drugs,Drogen|Alkohol,drogue|alcool,drogas|alcohol,薬物|アルコール
605,Sensitive,,suggestive,anzüglich|Dessous,suggestif,sugerente|lencería,挑発的
606,Sensitive,,graphic content,Gewalt|Blut,violence|sang,violencia|sangre,暴力
1001,,,nature,Natur,nature,naturaleza,自然
1002,,nature,landscape,Landschaft,paysage,paisaje,風景|景色
1003,,nature,scenics,Naturschönheit|malerisch,panorama naturel|pittoresque,belleza natural|pintoresco,絶景
1004,,landscape,mountain,Berg|Gebirge,montagne,montaña,山
1005,,mountain,peak,Gipfel|Bergspitze,sommet|cime,cima|pico|cumbre,頂上|山頂
1006,,mountain,volcano,Vulkan,volcan,volcán,火山
1007,,landscape,hill,Hügel,colline,colina|cerro,丘
1008,,landscape,valley,Tal,vallée,valle,谷
1009,,landscape,meadow,Wiese,prairie|pré,prado|pradera,草原|牧草地
1010,,landscape,field,Feld|Acker,champ,campo,畑|野原
1011,,landscape,desert,Wüste,désert,desierto,砂漠
1012,,desert,dune,Düne|Sanddüne,dune,duna,砂丘
1013,,landscape,forest,Wald|Wälder,forêt|bois,bosque,森|森林
1014,,landscape,countryside,ländliche Gegend,campagne,campo abierto|zona rural,田舎|田園
1015,,landscape,horizon,Horizont,horizon,horizonte,地平線|水平線
1016,,landscape,cliff,Klippe|Steilküste,falaise,acantilado,崖
1017,,nature,rock,Fels|Felsen|Gestein,rocher|roche,roca,岩
1018,,nature,stone,Stein,pierre,piedra,石
1019,,nature,sand,Sand,sable,arena,砂
1020,,nature,water,Wasser,eau,agua,水
1021,,water,lake,See,lac,lago,湖
1022,,water,river,Fluss|Flüsse,rivière|fleuve,río,川
1023,,water,waterfall,Wasserfall|Wasserfälle,cascade|chute d'eau,cascada|catarata,滝
1024,,water,sea,Meer,mer,mar,海
1025,,sea,ocean,Ozean,océan,océano,大洋|海洋
1026,,sea,wave,Welle,vague,ola,波
1027,,sea,coast,Küste,côte|littoral,costa|litoral,海岸
1028,,coast|sea,beach,Strand|Strände,plage,playa,ビーチ|浜辺
1029,,sea,reef,Riff,récif,arrecife,礁|サンゴ礁
1030,,sea,island,Insel,île,isla,島
1031,,sea,harbor|harbour|port,Hafen|Häfen,port,puerto,港
1032,,water,underwater,unter Wasser|Unterwasser,sous-marin|sous l'eau,bajo el agua|submarino,水中
1033,,water,ice,Eis,glace,hielo,氷
1034,,,waves,Wellenlinien,ondulations,ondas,波形
1035,,nature,sky,Himmel,ciel,cielo,空
1036,,sky,blue sky,blauer Himmel,ciel bleu,cielo azul,青空
1037,,sky,cloud,Wolke,nuage,nube,雲
1038,,sky,sun,Sonne,soleil,sol,太陽
1039,,sky,moon,Mond,lune,luna,月
1040,,sky,star,Stern,étoile,estrella,星
1041,,sky,rainbow,Regenbogen,arc-en-ciel,arcoíris,虹
1042,,,weather,Wetter,météo|temps,tiempo atmosférico|clima,天気
1043,,weather,fog|mist,Nebel,brouillard|brume,niebla|bruma,霧
1044,,weather,storm,Sturm|Unwetter|Gewitter,tempête|orage,tormenta,嵐
1045,,weather,rain,Regen,pluie,lluvia,雨
1046,,weather,snow,Schnee,neige,nieve,雪
1047,,weather,wind,Wind,vent,viento,風
1048,,,dry,trocken|Trockenheit,sec|sécheresse,seco|sequía,乾燥
1049,,,season,Jahreszeit,saison,estación del año,季節
1050,,season,spring,Frühling|Frühjahr,printemps,primavera,春
1051,,season,summer,Sommer,été,verano,夏
1052,,season,autumn|fall,Herbst,automne,otoño,秋
1053,,season,winter,Winter,hiver,invierno,冬
1054,,,dawn|sunrise,Morgendämmerung|Sonnenaufgang,aube|lever de soleil,amanecer|alba,夜明け|日の出
1055,,,noon|midday,Mittag,midi,mediodía,正午
1056,,,sunset,Sonnenuntergang|Abendrot,coucher de soleil,atardecer|puesta de sol,夕日|夕焼け
1057,,,dusk,Abenddämmerung,crépuscule,anochecer|crepúsculo,夕暮れ
1058,,,night,Nacht|Nächte,nuit,noche,夜
1059,,,outdoors,im Freien|draußen,extérieur|en plein air,aire libre|exterior,屋外
1060,,,indoors,Innenaufnahme|drinnen,intérieur,interior,屋内
1061,,,reflection,Spiegelung,reflet,reflejo,反射
1062,,nature,plant,Pflanze,plante,planta,植物
1063,,plant,tree,Baum|Bäume,arbre,árbol,木|樹木
1064,,tree,branch,Ast|Zweig,branche,rama,枝
1065,,plant,leaf,Blatt|Blätter|Laub,feuille,hoja,葉
1066,,plant,grass,Gras|Gräser,herbe,hierba|césped,草
1067,,plant,flower,Blume|Blüte,fleur,flor,花
1068,,flower,rose,Rose,rose,rosa,バラ
1069,,flower,tulip,Tulpe,tulipe,tulipán,チューリップ
1070,,flower,bouquet,Blumenstrauß|Strauß,bouquet,ramo de flores,花束
1071,,plant,garden,Garten|Gärten,jardin,jardín,庭
1072,,,animal,Tier,animal,animal,動物
1073,,animal,wildlife,Wildtier|Tierwelt,faune|animal sauvage,fauna|vida salvaje,野生動物
1074,,animal,pet,Haustier,animal de compagnie,mascota,ペット
1075,,animal,mammal,Säugetier,mammifère,mamífero,哺乳類
1076,,pet|mammal,dog,Hund,chien,perro,犬|イヌ
1077,,dog,puppy,Welpe,chiot,cachorro,子犬
1078,,pet|mammal,cat,Katze|Kater,chat,gato,猫|ネコ
1079,,cat,kitten,Kätzchen,chaton,gatito,子猫
1080,,cat,tabby,getigert|Tigerkatze,chat tigré,gato atigrado,トラ猫
1081,,mammal,horse,Pferd,cheval|chevaux,caballo,馬
1082,,mammal,cow,Kuh|Kühe,vache,vaca,牛
1083,,mammal,sheep,Schaf,mouton,oveja,羊
1084,,mammal,elephant,Elefant,éléphant,elefante,象
1085,,mammal,lion,Löwe,lion,león,ライオン
1086,,mammal,bear,Bär,ours,oso,クマ
1087,,mammal,deer,Hirsch|Reh,cerf,ciervo,鹿
1088,,mammal,fox,Fuchs|Füchse,renard,zorro,キツネ
1089,,animal,bird,Vogel|Vögel,oiseau|oiseaux,pájaro|ave,鳥
1090,,bird,seagull|gull,Möwe,mouette|goéland,gaviota,カモメ
1091,,bird,owl,Eule,hibou|chouette,búho,フクロウ
1092,,animal,fish,Fisch,poisson,pez|peces,魚
1093,,animal,insect,Insekt,insecte,insecto,昆虫
1094,,insect,butterfly,Schmetterling,papillon,mariposa,蝶
1095,,insect,bee,Biene,abeille,abeja,蜂
1096,,animal,large group of animals,Tierherde|große Tiergruppe,troupeau|grand groupe d'animaux,manada|gran grupo de animales,動物の群れ
1097,,,flying,fliegen|Flug,voler|vol,volar|vuelo,飛ぶ|飛行
1098,,,city,Stadt|Städte|Großstadt,ville|cité,ciudad,都市|街
1099,,city,urban,städtisch|urban,urbain,urbano,都会的
1100,,city,downtown,Innenstadt|Stadtzentrum,centre-ville,centro de la ciudad,繁華街|ダウンタウン
1101,,city,skyline,Skyline|Stadtsilhouette,ligne d'horizon urbaine|skyline,perfil urbano|skyline,スカイライン
1102,,,town,Kleinstadt|Ort,petite ville|bourg,pueblo,町
1103,,,village,Dorf|Dörfer,village,aldea,村
1104,,city|town,street,Straße,rue,calle,通り|街路
1105,,,road,Landstraße|Fahrbahn,route,carretera,道路|道
1106,,,architecture,Architektur,architecture,arquitectura,建築
1107,,architecture,building,Gebäude|Bauwerk,bâtiment|immeuble,edificio,建物|ビル
1108,,building,skyscraper,Wolkenkratzer|Hochhaus,gratte-ciel,rascacielos,超高層ビル|摩天楼
1109,,building,house,Haus|Häuser,maison,casa,家|住宅
1110,,building,tower,Turm|Türme,tour,torre,塔|タワー
1111,,tower,lighthouse,Leuchtturm|Leuchttürme,phare,faro,灯台
1112,,building,church,Kirche,église,iglesia,教会
1113,,building,castle,Schloss|Burg,château,castillo,城
1114,,building,school,Schule,école,escuela,学校
1115,,building,hospital,Krankenhaus,hôpital,hospital,病院
1116,,architecture,bridge,Brücke,pont,puente,橋
1117,,building,facade,Fassade,façade,fachada,ファサード|外観
1118,,building,roof,Dach|Dächer,toit,techo|tejado,屋根
1119,,building,window,Fenster,fenêtre,ventana,窓
1120,,building,door,Tür,porte,puerta,ドア|扉
1121,,building,wall,Wand|Mauer,mur,pared|muro,壁
1122,,,office,Büro,bureau,oficina,オフィス
1123,,,kitchen,Küche,cuisine,cocina,台所|キッチン
1124,,,transportation,Verkehrsmittel|Transport,transport,transporte,交通|輸送
1125,,transportation,traffic,Straßenverkehr|Verkehr,circulation|trafic,tráfico,交通量
1126,,transportation,car,Auto|Wagen,voiture,coche|automóvil,車|自動車
1127,,transportation,train,Zug|Züge|Eisenbahn,train,tren,電車|列車
1128,,transportation,bus,Bus,autobus|bus,autobús,バス
1129,,transportation,airplane,Flugzeug,avion,avión,飛行機
1130,,transportation,boat,Boot,bateau,barco|bote,ボート|船
1131,,transportation,ship,Schiff,navire,buque,大型船
1132,,transportation,bicycle|bike,Fahrrad|Rad,vélo|bicyclette,bicicleta,自転車
1133,Concept,,travel,Reise|reisen,voyage,viaje|viajar,旅行|旅
1134,Concept,travel,vacations|holidays,Urlaub|Ferien,vacances,vacaciones,休暇|バカンス
1135,Concept,,leisure activity,Freizeitbeschäftigung|Freizeit,loisirs|loisir,actividad de ocio|ocio,レジャー|余暇
1136,,,parasol,Sonnenschirm,parasol,sombrilla,パラソル
1137,,,food,Essen|Lebensmittel|Nahrung,nourriture|aliment,comida|alimento,食べ物|食品
1138,Concept,food,healthy eating,gesunde Ernährung,alimentation saine,alimentación saludable,健康的な食事
1139,,food,fruit,Obst|Frucht|Früchte,fruit,fruta,果物|フルーツ
1140,,fruit,apple,Apfel|Äpfel,pomme,manzana,リンゴ
1141,,fruit,banana,Banane,banane,plátano|banana,バナナ
1142,,food,vegetable,Gemüse,légume,verdura|hortaliza,野菜
1143,,food,bread,Brot,pain,pan,パン
1144,,food,cheese,Käse,fromage,queso,チーズ
1145,,food,breakfast,Frühstück,petit déjeuner,desayuno,朝食
1146,,food,drink,Getränk,boisson,bebida,飲み物
1147,,drink,coffee,Kaffee,café,café,コーヒー
1148,,drink,tea,Tee,thé,té,お茶|紅茶
1149,,drink,wine,Wein,vin,vino,ワイン
1150,,,cup,Tasse,tasse,taza,カップ
1151,,,bowl,Schale|Schüssel,bol|saladier,cuenco|tazón,ボウル
1152,,,bottle,Flasche,bouteille,botella,ボトル|瓶
1153,,,glass,Glas|Gläser,verre,vidrio|vaso,ガラス|グラス
1154,,,vase,Vase,vase,jarrón|florero,花瓶
1155,,,table,Tisch,table,mesa,テーブル|机
1156,,,chair,Stuhl|Stühle,chaise,silla,椅子
1157,,,lamp,Lampe,lampe,lámpara,ランプ
1158,,,book,Buch|Bücher,livre,libro,本
1159,,,reading,Lesen,lecture|lire,lectura|leer,読書
1160,Concept,,education,Bildung|Ausbildung,éducation,educación,教育
1161,,,stack,Stapel,pile,pila|montón,積み重ね
1162,,,row,Reihe,rangée,fila|hilera,列
1163,,,space,Zwischenraum|Raum,espace,espacio,スペース|空間
1164,,,studio shot,Studioaufnahme,photo de studio|prise de vue en studio,foto de estudio,スタジオ撮影
1165,,,four objects,vier Gegenstände,quatre objets,cuatro objetos,4つの物
1166,,,tiles,Fliesen|Kacheln,carreaux|carrelage,azulejos|baldosas,タイル
1167,,,computer,Computer|Rechner,ordinateur,ordenador|computadora,コンピューター
1168,,,telephone|phone,Telefon|Mobiltelefon,téléphone,teléfono,電話
1169,,,camera,Kamera|Fotoapparat,appareil photo,cámara,カメラ
1170,,,music,Musik,musique,música,音楽
1171,,,sport|sports,Sport,sport,deporte,スポーツ
1172,,sport,team,Mannschaft|Team,équipe,equipo,チーム
1173,,sport,ball,Ball|Bälle,ballon|balle,pelota|balón,ボール
1174,,sport,soccer,Fußball,football,fútbol,サッカー
1175,,sport,football,American Football|Football,football américain,fútbol americano,フットボール
1176,,sport,tennis,Tennis,tennis,tenis,テニス
1177,,sport,basketball,Basketball,basket-ball|basket,baloncesto,バスケットボール
1178,,sport,swimming,Schwimmen,natation|nager,natación|nadar,水泳
1179,,sport,running,Laufen|Rennen,course à pied|courir,correr|carrera,ランニング|走る
1180,,sport,cycling,Radfahren|Radsport,cyclisme,ciclismo,サイクリング
1181,,sport,sailing,Segeln,voile,vela|navegar,セーリング|帆走
1182,,sport,skiing,Skifahren,ski,esquí,スキー
1183,,sport,court,Spielfeld|Sportplatz,terrain|court,cancha|pista,コート
1184,,sport,track,Laufbahn,piste,pista de atletismo,トラック
1185,,sport,pool|swimming pool,Schwimmbecken|Schwimmbad,piscine,piscina,プール
1186,,sport,athlete,Sportler|Athlet,athlète|sportif,atleta|deportista,アスリート|選手
1187,,sport,exercising,Training|Sporttreiben,exercice physique,ejercicio,運動
1188,Concept,,competition,Wettbewerb|Wettkampf,compétition,competición|competencia,競争|競技
1189,Concept,,healthy lifestyle,gesunder Lebensstil,mode de vie sain,estilo de vida saludable,健康的な生活
1190,,,people|person,Menschen|Person|Leute|Mensch,gens|personnes,gente|personas,人々|人物|人
1191,,people,woman|women,Frau|Frauen,femme,mujer,女性
1192,,people,man|men,Mann|Männer,homme,hombre,男性
1193,,people,family,Familie,famille,familia,家族
1194,,family,parent,Elternteil|Eltern,parent,padre|madre|padres,親
1195,,family,grandparent,Großeltern|Großelternteil,grand-parent|grands-parents,abuelo|abuela|abuelos,祖父母
1196,,people,couple,Paar,couple,pareja,カップル
1197,,people,crowd,Menschenmenge,foule,multitud|muchedumbre,群衆|人混み
1198,,people,neighbour|neighbor,Nachbar,voisin,vecino,隣人
1199,,people,doctor,Arzt|Ärztin,médecin|docteur,médico|doctor,医師
1200,,people,smiling|smile,Lächeln,sourire,sonrisa|sonriente,笑顔
1201,,people,face,Gesicht,visage,cara,顔
1202,,people,hand,Hand|Hände,main,mano,手
1203,Concept,,friendship,Freundschaft,amitié,amistad,友情
1204,Concept,,love,Liebe,amour,amor,愛
1205,Concept,,togetherness,Zusammengehörigkeit|Gemeinschaft,unité|être ensemble,unión|compañerismo,一体感|一緒
1206,Concept,,diversity,Vielfalt,diversité,diversidad,多様性
1207,Concept,,happiness,Glück|Freude,bonheur,felicidad,幸福|幸せ
1208,Concept,,freedom,Freiheit,liberté,libertad,自由
1209,Concept,,business,Wirtschaft|Geschäft,affaires|entreprise,negocios|empresa,ビジネス
1210,Concept,business,finance,Finanzen,finance,finanzas,金融|財務
1211,Concept,business,growth,Wachstum,croissance,crecimiento,成長
1212,Concept,business,work,Arbeit,travail,trabajo,仕事
1213,Concept,business,money,Geld,argent,dinero,お金
1214,Concept,,trend,Trend|Entwicklung,tendance,tendencia,トレンド|傾向
1215,Concept,,share,Anteil,part,porcentaje|cuota,割合|シェア
1216,Concept,,data,Daten,données,datos,データ
1217,Concept,,correlation,Korrelation,corrélation,correlación,相関
1218,Concept,,technology,Technik|Technologie,technologie,tecnología,技術|テクノロジー
1219,Concept,,science,Wissenschaft,science,ciencia,科学
1220,Concept,,environment,Umwelt,environnement,medio ambiente,環境
1221,,data,chart,Diagramm|Schaubild,graphique,gráfico,チャート|図表
1222,,chart,diagram,Schema|Grafik,diagramme|schéma,diagrama,ダイアグラム|図
1223,,chart,infographic,Infografik,infographie,infografía,インフォグラフィック
1224,,chart,bar graph,Balkendiagramm|Säulendiagramm,diagramme à barres|histogramme,gráfico de barras,棒グラフ
1225,,chart,line graph,Liniendiagramm,graphique linéaire|courbe,gráfico de líneas,折れ線グラフ
1226,,chart,pie chart,Tortendiagramm|Kreisdiagramm,camembert|diagramme circulaire,gráfico circular,円グラフ
1227,,chart,scatter,Streudiagramm|Streuung,nuage de points|dispersion,dispersión,散布図
1228,,chart,area,Flächendiagramm|Fläche,aire|surface,área,面積|エリア
1229,,,illustration,Illustration|Zeichnung,illustration|dessin,ilustración|dibujo,イラスト|イラストレーション
1230,Concept,,design,Design|Gestaltung,design|conception,diseño,デザイン
1231,,,pattern,Muster,motif,patrón|estampado,パターン|模様
1232,,,backgrounds|background,Hintergrund|Hintergründe,arrière-plan|fond,fondo|fondos,背景
1233,,backgrounds,light background,heller Hintergrund,fond clair,fondo claro,明るい背景
1234,,backgrounds,dark background,dunkler Hintergrund,fond sombre,fondo oscuro,暗い背景
1235,,backgrounds,warm background,warmer Hintergrund,fond chaud,fondo cálido,暖色の背景
1236,,backgrounds,mono background,einfarbiger Hintergrund,fond uni,fondo monocromo,単色の背景
1237,,,geometric shape,geometrische Form,forme géométrique,forma geométrica,幾何学的図形
1238,,geometric shape,circles|circle,Kreise|Kreis,cercles|cercle,círculos|círculo,円
1239,,geometric shape,triangles|triangle,Dreiecke|Dreieck,triangles,triángulos,三角形
1240,,geometric shape,hexagons|hexagon,Sechsecke|Sechseck,hexagones,hexágonos,六角形
1241,,pattern,stripes,Streifen,rayures,rayas,縞模様
1242,,pattern,layers,Schichten|Ebenen,couches,capas,層
1243,,pattern,terrazzo,Terrazzo,terrazzo,terrazo,テラゾー
1244,Concept,,symmetry,Symmetrie,symétrie,simetría,対称|シンメトリー
1245,,,color|colour,Farbe,couleur,color,色
1246,,color,red,Rot|rot,rouge,rojo,赤
1247,,color,blue,Blau|blau,bleu,azul,青
1248,,color,green,Grün|grün,vert,verde,緑
1249,,color,yellow,Gelb|gelb,jaune,amarillo,黄色
1250,,color,orange,Orange|orange,orange,naranja,オレンジ
1251,,color,pink,Rosa|rosa|Pink,rose vif|rose bonbon,rosado,ピンク
1252,,color,purple,Purpur|lila,pourpre,púrpura|morado,紫
1253,,color,violet,Violett|violett,violet,violeta,すみれ色
1254,,color,brown,Braun|braun,marron|brun,marrón,茶色
1255,,color,black,Schwarz|schwarz,noir,negro,黒
1256,,color,white,Weiß|weiß,blanc,blanco,白
1257,,color,grey|gray,Grau|grau,gris,gris,灰色|グレー
1258,,color,turquoise,Türkis|türkis,turquoise,turquesa,ターコイズ
1259,,color,teal,Blaugrün|petrol,bleu canard|sarcelle,verde azulado,青緑
1260,,color,pastel,Pastellfarben|Pastell,pastel,colores pastel,パステル
1261,,color,warm tones,warme Farbtöne,tons chauds,tonos cálidos,暖色
1262,,color,blue and gold,Blau und Gold,bleu et or,azul y dorado,青と金
1263,,color,red and cream,Rot und Creme,rouge et crème,rojo y crema,赤とクリーム色
1264,ImageTechnique,,black and white,schwarzweiß|Schwarzweißbild,noir et blanc,blanco y negro,白黒|モノクロ
1265,ImageTechnique,,long exposure,Langzeitbelichtung,pose longue,larga exposición,長時間露光
1266,Viewpoint,,aerial view,Luftaufnahme,vue aérienne,vista aérea,空撮
1267,Viewpoint,,high angle view,Vogelperspektive|Aufsicht,vue en plongée,vista desde arriba,俯瞰
1268,Viewpoint,,low angle view,Froschperspektive|Untersicht,contre-plongée,vista desde abajo,ローアングル
1269,Location,,Europe,Europa,Europe,Europa,ヨーロッパ
1270,Location,,Africa,Afrika,Afrique,África,アフリカ
1271,Location,,Asia,Asien,Asie,Asia,アジア
1272,Location,,Oceania,Ozeanien,Océanie,Oceanía,オセアニア
1273,Location,,North America,Nordamerika,Amérique du Nord,América del Norte|Norteamérica,北アメリカ
1274,Location,,South America,Südamerika,Amérique du Sud,América del Sur|Sudamérica,南アメリカ
1275,Location,Europe,Switzerland,Schweiz,Suisse,Suiza,スイス
1276,Location,Europe,Germany,Deutschland,Allemagne,Alemania,ドイツ
1277,Location,Europe,Portugal,Portugal,Portugal,Portugal,ポルトガル
1278,Location,Asia,Japan,Japan,Japon,Japón,日本
1279,Location,Europe,United Kingdom|Great Britain,Vereinigtes Königreich|Großbritannien,Royaume-Uni|Grande-Bretagne,Reino Unido|Gran Bretaña,イギリス|英国
1280,Location,North America,United States|USA,Vereinigte Staaten|USA,États-Unis,Estados Unidos,アメリカ合衆国|アメリカ
1281,Location,Africa,South Africa,Südafrika,Afrique du Sud,Sudáfrica,南アフリカ
1282,Location,Europe,Netherlands|Holland,Niederlande|Holland,Pays-Bas,Países Bajos|Holanda,オランダ
1283,Location,Europe,Norway,Norwegen,Norvège,Noruega,ノルウェー
1284,Location,Africa,Morocco,Marokko,Maroc,Marruecos,モロッコ
1285,Location,Oceania,New Zealand,Neuseeland,Nouvelle-Zélande,Nueva Zelanda,ニュージーランド
1286,Location,North America,Canada,Kanada,Canada,Canadá,カナダ
1287,Location,South America,Brazil,Brasilien,Brésil,Brasil,ブラジル
1288,Location,Asia,India,Indien,Inde,India,インド
1289,,mountain,alps,Alpen,Alpes,Alpes,アルプス
1290,Location,Switzerland,Bern,Bern,Berne,Berna,ベルン
1291,Location,Switzerland,Valais,Wallis,Valais,Valais,ヴァレー
1292,Location,Bern,Interlaken,Interlaken,Interlaken,Interlaken,インターラーケン
1293,Location,Valais,Zermatt,Zermatt,Zermatt,Zermatt,ツェルマット
1294,Location,Germany,Berlin,Berlin,Berlin,Berlín,ベルリン
1295,Location,Portugal,Lisbon,Lissabon,Lisbonne,Lisboa,リスボン
1296,Location,Portugal,Porto,Porto,Porto,Oporto,ポルト
1297,Location,Japan,Kyoto,Kyoto,Kyoto,Kioto,京都
1298,Location,United Kingdom,Shetland,Shetlandinseln|Shetland,Shetland,Shetland,シェトランド
1299,Location,Shetland,Lerwick,Lerwick,Lerwick,Lerwick,ラーウィック
1300,Location,United States,Maine,Maine,Maine,Maine,メイン州
1301,Location,Maine,Portland,Portland,Portland,Portland,ポートランド
1302,Location,South Africa,Western Cape,Westkap,Cap-Occidental,Cabo Occidental,西ケープ州
1303,Location,Western Cape,Cape Town,Kapstadt,Le Cap,Ciudad del Cabo,ケープタウン
1304,Location,Netherlands,North Holland,Nordholland,Hollande-Septentrionale,Holanda Septentrional,北ホラント州
1305,Location,North Holland,Amsterdam,Amsterdam,Amsterdam,Ámsterdam,アムステルダム
1306,Location,Norway,Vestland,Vestland,Vestland,Vestland,ヴェストラン県
1307,Location,Vestland,Bergen,Bergen,Bergen,Bergen,ベルゲン
1308,Location,Morocco,Errachidia,Errachidia,Errachidia,Errachidia,エルラシディア
1309,Location,Errachidia,Merzouga,Merzouga,Merzouga,Merzouga,メルズーガ
1310,Location,New Zealand,Otago,Otago,Otago,Otago,オタゴ
1311,Location,Otago,Queenstown,Queenstown,Queenstown,Queenstown,クイーンズタウン
1312,Location,Canada,British Columbia,Britisch-Kolumbien,Colombie-Britannique,Columbia Británica,ブリティッシュコロンビア州
1313,Location,British Columbia,Vancouver,Vancouver,Vancouver,Vancouver,バンクーバー
1314,Location,Brazil,São Paulo,São Paulo,São Paulo,São Paulo,サンパウロ
1315,Location,India,Maharashtra,Maharashtra,Maharashtra,Maharashtra,マハーラーシュトラ州
1316,Location,Maharashtra,Mumbai|Bombay,Mumbai|Bombay,Bombay|Mumbai,Bombay|Mumbai,ムンバイ
1401,,music,concert,Konzert,concert,concierto,コンサート
1402,,,stage,Bühne,scène,escenario,ステージ|舞台
1403,,person,musician,Musiker|Musikerin,musicien|musicienne,músico|música,音楽家|ミュージシャン
1404,,,light,Licht,lumière,luz,光
1405,,,guitar,Gitarre,guitare,guitarra,ギター
1406,,sport,race,Rennen|Wettlauf,course,carrera,レース|競走
1407,,race,finish line,Ziellinie|Ziel,ligne d'arrivée,línea de meta|meta,ゴールライン
1408,,,red carpet,roter Teppich,tapis rouge,alfombra roja,レッドカーペット
1409,Concept,,celebration,Feier|Fest,célébration|fête,celebración|fiesta,祝賀|お祝い
1410,,,evening gown,Abendkleid,robe de soirée,vestido de noche,イブニングドレス
1411,Concept,,fashion,Mode,mode,moda,ファッション
1412,,ceremony,awards ceremony,Preisverleihung,remise de prix,entrega de premios,授賞式
1413,,person,photographer,Fotograf|Fotografin,photographe,fotógrafo|fotógrafa,写真家|カメラマン
1414,,,press conference,Pressekonferenz,conférence de presse,rueda de prensa|conferencia de prensa,記者会見
1415,Concept,,politics,Politik,politique,política,政治
1416,,,microphone,Mikrofon,microphone|micro,micrófono,マイク
1417,,person,journalist,Journalist|Journalistin,journaliste,periodista,記者|ジャーナリスト
1418,,,speech,Rede|Ansprache,discours,discurso,演説|スピーチ
1419,Concept,,royalty,Königshaus|Adel,royauté,realeza,王室
1420,,building,palace,Palast|Schloss,palais,palacio,宮殿
1421,,,ceremony,Zeremonie|Festakt,cérémonie,ceremonia,式典|セレモニー
1422,Concept,,tradition,Tradition,tradition,tradición,伝統
1423,,,state visit,Staatsbesuch,visite d'État,visita de Estado,国賓訪問
1424,,,waving,winken|Winken,saluer|signe de la main,saludar|saludo,手を振る
1425,,history,1930s,1930er Jahre|Dreißigerjahre,années 1930|années trente,años 1930|años treinta,1930年代
1426,Concept,,history,Geschichte,histoire,historia,歴史
1427,,history,archival,Archiv|Archivbild,archives,archivo,アーカイブ|記録
1428,,musician,singer,Sänger|Sängerin,chanteur|chanteuse,cantante,歌手
1429,,person,guard,Wache|Gardist,garde,guardia,衛兵|警備員
1430,,,uniform,Uniform,uniforme,uniforme,制服
1431,,,hat,Hut|Hüte,chapeau,sombrero,帽子
1432,,,audience,Publikum,public|spectateurs,público,観客|聴衆
1433,,award,medal,Medaille,médaille,medalla,メダル
1434,,person,winner,Sieger|Siegerin|Gewinner,vainqueur|gagnant,ganador|ganadora,勝者
1435,,,award,Auszeichnung|Preis,prix|récompense,premio,賞
1436,,award,trophy,Pokal|Trophäe,trophée,trofeo,トロフィー
1437,,,gold,Gold,or,oro,金|ゴールド
1438,,transport,carriage,Kutsche,carrosse|calèche,carruaje,馬車
1439,,transport,tram,Straßenbahn,tramway,tranvía,路面電車
1440,,,transport,Verkehr|Transport,transport,transporte,交通|輸送
1441,,building,stadium,Stadion,stade,estadio,スタジアム|競技場
1442,,person,worker,Arbeiter|Arbeiterin,ouvrier|ouvrière,trabajador|trabajadora,労働者
1443,,celebration,festival,Festival,festival,festival,フェスティバル|祭り
`
