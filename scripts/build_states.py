# ruff: noqa: E501 - a state is one line of the table
"""Write kg/data/gazetteer/states.jsonl: codes and Wikidata identifiers from a table of territories, names from here.

    python scripts/build_states.py territories.jsonl [states.jsonl]

The territories are those of rigour 2.6.1 (MIT, OpenSanctions), one JSON object a line with `alpha3`, `qid` and
`is_historical`. Its own lists of names are made for form fields and hold much that is not English, so names are ours.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = "territories of rigour 2.6.1 (OpenSanctions, MIT): codes, Wikidata; names: general usage"
OWN_SOURCE = "general usage"
OUTPUT = Path(__file__).parents[1] / "kg/data/gazetteer/states.jsonl"

# ISO3 | name | other strong names | weak names | adjectives | nationals | capitals and seats | note
# Lists are parted by ";", spellings of one city by "=". Nationals: "*" is the first adjective with an s.
# Capitals: "~" is a weak metonym, "!" none at all, "+" a metonym that is not the capital. A name in the column of the
# weak ones that equals the canonical name makes the canonical name weak.
STATES = """
AFG|Afghanistan|Islamic Republic of Afghanistan;Islamic Emirate of Afghanistan||Afghan|*|Kabul|
ALB|Albania|Republic of Albania||Albanian|*|Tirana|
DZA|Algeria|People's Democratic Republic of Algeria||Algerian|*|Algiers|
AND|Andorra|Principality of Andorra||Andorran|*|Andorra la Vella|
AGO|Angola|Republic of Angola||Angolan|*|Luanda|
ATG|Antigua and Barbuda|Antigua & Barbuda|Antigua|Antiguan;Barbudan|*;Barbudans|!St. John's=Saint John's|
ARG|Argentina|Argentine Republic;Republic of Argentina||Argentine;Argentinian;Argentinean|*;Argentinians;Argentineans|Buenos Aires|
ARM|Armenia|Republic of Armenia||Armenian|*|Yerevan|
AUS|Australia|Commonwealth of Australia||Australian|*;Aussie;Aussies|Canberra|
AUT|Austria|Republic of Austria||Austrian|*|~Vienna|Vienna is a seat of the United Nations, the OSCE and others: a weak metonym
AZE|Azerbaijan|Republic of Azerbaijan||Azerbaijani;Azeri|*;Azeris|Baku|
BHS|Bahamas|Commonwealth of The Bahamas||Bahamian|*|Nassau|
BHR|Bahrain|Kingdom of Bahrain||Bahraini|*|Manama|
BGD|Bangladesh|People's Republic of Bangladesh||Bangladeshi|*|Dhaka=Dacca|
BRB|Barbados|||Barbadian;Bajan|*;Bajans|Bridgetown|
BLR|Belarus|Republic of Belarus;Byelorussia;Belorussia;Byelorussian SSR;Byelorussian Soviet Socialist Republic||Belarusian;Belarussian;Byelorussian|*;Belarussians|Minsk|
BEL|Belgium|Kingdom of Belgium||Belgian|*|~Brussels|Brussels mostly stands for the European Union or NATO: a weak metonym
BLZ|Belize|British Honduras||Belizean|*|Belmopan|
BEN|Benin|Republic of Benin;Dahomey||Beninese;Beninois||Porto-Novo;Cotonou|Porto-Novo is the capital, Cotonou the seat of government
BTN|Bhutan|Kingdom of Bhutan||Bhutanese||Thimphu|
BOL|Bolivia|Plurinational State of Bolivia;Bolivia (Plurinational State of);Republic of Bolivia||Bolivian|*|La Paz;!Sucre|Sucre is the constitutional capital, La Paz the seat of government
BIH|Bosnia and Herzegovina|Bosnia-Herzegovina;Bosnia & Herzegovina;Bosnia;BiH||Bosnian;Herzegovinian|*;Herzegovinians|Sarajevo|
BWA|Botswana|Republic of Botswana||Botswanan|Motswana;Batswana;Botswanans|Gaborone|
BRA|Brazil|Federative Republic of Brazil||Brazilian|*|Brasília=Brasilia|
BRN|Brunei|Brunei Darussalam||Bruneian|*|Bandar Seri Begawan|
BGR|Bulgaria|Republic of Bulgaria||Bulgarian|*|Sofia|
BFA|Burkina Faso|Upper Volta;Burkina||Burkinabe;Burkinabé;Burkinabè||Ouagadougou|
BDI|Burundi|Republic of Burundi||Burundian|*|Gitega;Bujumbura|Gitega is the capital since 2019, Bujumbura the largest city
CPV|Cape Verde|Cabo Verde;Republic of Cabo Verde;Republic of Cape Verde||Cape Verdean;Cabo Verdean|*;Cabo Verdeans|!Praia|
KHM|Cambodia|Kingdom of Cambodia;Kampuchea;Democratic Kampuchea|Khmer|Cambodian|*|Phnom Penh|
CMR|Cameroon|Republic of Cameroon;Cameroun||Cameroonian|*|Yaoundé|
CAN|Canada|||Canadian|*|Ottawa|
CAF|Central African Republic||CAR;Central African;Central Africans|||Bangui|
TCD|Chad|Republic of Chad;Tchad|Chad|Chadian|*|N'Djamena=Ndjamena|
CHL|Chile|Republic of Chile||Chilean|*|Santiago|
CHN|China|People's Republic of China;PRC;P.R.C.;Communist China;Red China;mainland China;Mainland China||Chinese||Beijing=Peking|
COL|Colombia|Republic of Colombia||Colombian|*|Bogotá|
COM|Comoros|Union of the Comoros;Comoro Islands||Comoran;Comorian|*;Comorians|Moroni|
COG|Congo-Brazzaville|Republic of the Congo;Congo Republic;Republic of Congo;Congo (Brazzaville)|Congo;Congolese|||Brazzaville|"Congo" and "Congolese" mean the Democratic Republic of the Congo as well
COD|Democratic Republic of the Congo|Democratic Republic of Congo;DR Congo;D.R. Congo;DRC;D.R.C.;Congo-Kinshasa;Congo (Kinshasa);Belgian Congo|Congo|Congolese||Kinshasa|
COK|Cook Islands|||Cook Island|Cook Islander;Cook Islanders|!Avarua|self-governing in free association with New Zealand; party to treaties in its own right
CRI|Costa Rica|Republic of Costa Rica||Costa Rican|*|San José;~San Jose|
CIV|Ivory Coast|Côte d'Ivoire;Republic of Côte d'Ivoire||Ivorian;Ivoirian|*;Ivoirians|Yamoussoukro;+Abidjan|Yamoussoukro is the capital, Abidjan the seat of government
HRV|Croatia|Republic of Croatia||Croatian|*;Croat;Croats|Zagreb|
CUB|Cuba|Republic of Cuba||Cuban|*|Havana|
CYP|Cyprus|Republic of Cyprus||Cypriot|*;Greek Cypriot;Greek Cypriots|Nicosia|
CZE|Czechia|Czech Republic||Czech|*|Prague|
DNK|Denmark|Kingdom of Denmark||Danish|Dane;Danes|Copenhagen|
DJI|Djibouti|Republic of Djibouti||Djiboutian|*|!Djibouti City|
DMA|Dominica|Commonwealth of Dominica|Dominican|||Roseau|"Dominican" mostly means the Dominican Republic
DOM|Dominican Republic|||Dominican|*|Santo Domingo|
TLS|Timor-Leste|East Timor;Democratic Republic of Timor-Leste;Timor Leste||Timorese;East Timorese||Dili|
ECU|Ecuador|Republic of Ecuador||Ecuadorian;Ecuadorean;Ecuadoran|*;Ecuadoreans|Quito|
EGY|Egypt|Arab Republic of Egypt||Egyptian|*|Cairo|
SLV|El Salvador|Republic of El Salvador||Salvadoran;Salvadorean;Salvadorian|*;Salvadoreans;Salvadorians|San Salvador|
GNQ|Equatorial Guinea|Republic of Equatorial Guinea||Equatorial Guinean;Equatoguinean|*;Equatoguineans|Malabo|
ERI|Eritrea|State of Eritrea||Eritrean|*|Asmara|
EST|Estonia|Republic of Estonia||Estonian|*|Tallinn|
SWZ|Eswatini|Kingdom of Eswatini;Swaziland;Kingdom of Swaziland||Swazi;Liswati|*;Emaswati|Mbabane;!Lobamba|Mbabane is the seat of government, Lobamba of the king and parliament
ETH|Ethiopia|Federal Democratic Republic of Ethiopia;Abyssinia||Ethiopian|*|Addis Ababa|
FJI|Fiji|Republic of Fiji;Fiji Islands||Fijian|*|Suva|
FIN|Finland|Republic of Finland||Finnish|Finn;Finns|Helsinki|
FRA|France|French Republic||French|Frenchman;Frenchmen;Frenchwoman;Frenchwomen|Paris|
GAB|Gabon|Gabonese Republic||Gabonese||Libreville|
GMB|Gambia|The Gambia;Republic of the Gambia;Islamic Republic of the Gambia||Gambian|*|Banjul|
GEO|Georgia|Republic of Georgia;Sakartvelo|Georgia|Georgian|*|Tbilisi|
DEU|Germany|Federal Republic of Germany;FRG;West Germany||German;West German|*;West Germans|Berlin;+Bonn|the Federal Republic of before 1990 ("West Germany", seat of government Bonn) is the same state
GHA|Ghana|Republic of Ghana||Ghanaian|*|Accra|
GRC|Greece|Hellenic Republic||Greek;Hellenic|*|Athens|
GRD|Grenada|||Grenadian|*|!St. George's=Saint George's|
GTM|Guatemala|Republic of Guatemala||Guatemalan|*|Guatemala City|
GIN|Guinea|Republic of Guinea;Guinea-Conakry;Guinea Conakry|Guinea|Guinean|*|Conakry|
GNB|Guinea-Bissau|Republic of Guinea-Bissau;Guinea Bissau||Bissau-Guinean;Guinea-Bissauan|*|Bissau|
GUY|Guyana|Co-operative Republic of Guyana;Cooperative Republic of Guyana;British Guiana||Guyanese||~Georgetown|
HTI|Haiti|Republic of Haiti||Haitian|*|Port-au-Prince=Port au Prince|
VAT|Holy See|Vatican;Vatican City;Vatican City State;State of the Vatican City||||!Vatican City|observer state of the United Nations
HND|Honduras|Republic of Honduras||Honduran|*|Tegucigalpa|
HUN|Hungary|Republic of Hungary||Hungarian|*|Budapest|
ISL|Iceland|Republic of Iceland||Icelandic|Icelander;Icelanders|Reykjavík|
IND|India|Republic of India;Bharat||Indian|*|New Delhi=Delhi|
IDN|Indonesia|Republic of Indonesia;Dutch East Indies||Indonesian|*|Jakarta=Djakarta;!Nusantara|Nusantara is being built as the new capital
IRN|Iran|Islamic Republic of Iran;Iran (Islamic Republic of);Persia|Persian;Persians|Iranian|*|Tehran=Teheran|
IRQ|Iraq|Republic of Iraq||Iraqi|*|Baghdad|
IRL|Ireland|Republic of Ireland;Irish Republic;Irish Free State;Eire;Éire||Irish|Irishman;Irishmen;Irishwoman;Irishwomen|Dublin|
ISR|Israel|State of Israel||Israeli|*|~Jerusalem;+~Tel Aviv=+~Tel-Aviv|Jerusalem is proclaimed capital, its status is disputed; press metonyms of the state only where the context says so
ITA|Italy|Italian Republic;Republic of Italy||Italian|*|Rome|
JAM|Jamaica|||Jamaican|*|~Kingston|
JPN|Japan|State of Japan;Empire of Japan;Imperial Japan||Japanese||Tokyo|
JOR|Jordan|Hashemite Kingdom of Jordan;Hashemite Kingdom;Transjordan|Jordan|Jordanian|*|Amman|
KAZ|Kazakhstan|Republic of Kazakhstan||Kazakh;Kazakhstani|*;Kazakhstanis|Astana=Nur-Sultan=Akmola|the capital was named Nur-Sultan from 2019 to 2022
KEN|Kenya|Republic of Kenya||Kenyan|*|Nairobi|
KIR|Kiribati|Republic of Kiribati;Gilbert Islands||I-Kiribati;Kiribatian|*|!South Tarawa=Tarawa|
PRK|North Korea|Democratic People's Republic of Korea;DPRK;D.P.R.K.;DPR Korea;N. Korea;N Korea|Korea|North Korean|*|Pyongyang=P'yongyang|
KOR|South Korea|Republic of Korea;ROK;R.O.K.;S. Korea;S Korea|Korea;Korean;Koreans|South Korean|*|Seoul;!Sejong|
XKX|Kosovo|Republic of Kosovo;Kosova||Kosovar;Kosovan|*;Kosovans|Pristina=Prishtina=Priština|declared independence in 2008; recognised by many states, not by Serbia; not a member of the United Nations
KWT|Kuwait|State of Kuwait||Kuwaiti|*|!Kuwait City|
KGZ|Kyrgyzstan|Kyrgyz Republic;Kirghizia;Kirgizia;Kyrgyzia||Kyrgyz;Kyrgyzstani;Kirghiz|Kyrgyzstanis|Bishkek|
LAO|Laos|Lao People's Democratic Republic;Lao PDR;Lao P.D.R.||Laotian;Lao|*|Vientiane|
LVA|Latvia|Republic of Latvia||Latvian|*|Riga|
LBN|Lebanon|Republic of Lebanon;Lebanese Republic||Lebanese||Beirut|
LSO|Lesotho|Kingdom of Lesotho;Basutoland||Basotho;Lesothan|Mosotho;Lesothans|Maseru|
LBR|Liberia|Republic of Liberia||Liberian|*|Monrovia|
LBY|Libya|State of Libya;Libyan Arab Jamahiriya;Libyan Jamahiriya||Libyan|*|Tripoli|
LIE|Liechtenstein|Principality of Liechtenstein||Liechtensteiner|*|Vaduz|
LTU|Lithuania|Republic of Lithuania||Lithuanian|*|Vilnius|
LUX|Luxembourg|Grand Duchy of Luxembourg;Luxemburg||Luxembourgish;Luxembourgian|Luxembourger;Luxembourgers|!Luxembourg City|
MDG|Madagascar|Republic of Madagascar;Malagasy Republic||Malagasy;Madagascan|Madagascans|Antananarivo|
MWI|Malawi|Republic of Malawi;Nyasaland||Malawian|*|Lilongwe|
MYS|Malaysia|Federation of Malaysia;Malaya||Malaysian|*|Kuala Lumpur;!Putrajaya|Kuala Lumpur is the capital, Putrajaya the seat of government
MDV|Maldives|Republic of Maldives;Republic of the Maldives;Maldive Islands||Maldivian|*|Malé|
MLI|Mali|Republic of Mali||Malian|*|Bamako|
MLT|Malta|Republic of Malta||Maltese||Valletta|
MHL|Marshall Islands|Republic of the Marshall Islands|Marshalls|Marshallese|Marshall Islander;Marshall Islanders|!Majuro|
MRT|Mauritania|Islamic Republic of Mauritania||Mauritanian|*|Nouakchott|
MUS|Mauritius|Republic of Mauritius||Mauritian|*|Port Louis|
MEX|Mexico|United Mexican States||Mexican|*|Mexico City|
FSM|Micronesia|Federated States of Micronesia;Micronesia (Federated States of);FSM||Micronesian|*|!Palikir|
MDA|Moldova|Republic of Moldova;Moldavia||Moldovan|*|Chisinau=Chișinău=Kishinev|
MCO|Monaco|Principality of Monaco||Monegasque;Monégasque;Monacan|*;Monégasques|!Monaco-Ville|
MNG|Mongolia|||Mongolian|*|Ulaanbaatar=Ulan Bator=Ulaan Baatar|
MNE|Montenegro|||Montenegrin|*|Podgorica|
MAR|Morocco|Kingdom of Morocco||Moroccan|*|Rabat|
MOZ|Mozambique|Republic of Mozambique||Mozambican|*|Maputo|
MMR|Myanmar|Republic of the Union of Myanmar;Union of Myanmar;Burma;Union of Burma||Burmese|Myanmarese|Naypyidaw=Nay Pyi Taw=Naypyitaw;+Yangon=+Rangoon|Naypyidaw is the capital since 2006, before that it was Yangon (Rangoon)
NAM|Namibia|Republic of Namibia;South West Africa||Namibian|*|Windhoek|
NRU|Nauru|Republic of Nauru;Naoero;Republic of Naoero||Nauruan|*|!Yaren|
NPL|Nepal|Federal Democratic Republic of Nepal;Kingdom of Nepal||Nepalese;Nepali|Nepalis|Kathmandu=Katmandu|
NLD|Netherlands|Kingdom of the Netherlands|Holland|Dutch|Dutchman;Dutchmen;Dutchwoman;Netherlander;Netherlanders|!Amsterdam;+The Hague|Amsterdam is the capital, The Hague the seat of government
NZL|New Zealand|Aotearoa;Aotearoa New Zealand|NZ||New Zealander;New Zealanders|Wellington|
NIC|Nicaragua|Republic of Nicaragua||Nicaraguan|*|Managua|
NER|Niger|Republic of Niger;Republic of the Niger||Nigerien;Nigerienne|*|Niamey|
NGA|Nigeria|Federal Republic of Nigeria||Nigerian|*|Abuja|
NIU|Niue|||Niuean|*|!Alofi|self-governing in free association with New Zealand; party to treaties in its own right
MKD|North Macedonia|Republic of North Macedonia;former Yugoslav Republic of Macedonia;Former Yugoslav Republic of Macedonia;FYROM;FYR Macedonia;Republic of Macedonia|Macedonia|Macedonian;North Macedonian|*|Skopje|named North Macedonia since February 2019
NOR|Norway|Kingdom of Norway||Norwegian|*|Oslo|
OMN|Oman|Sultanate of Oman||Omani|*|Muscat|
PAK|Pakistan|Islamic Republic of Pakistan||Pakistani|*|Islamabad|
PLW|Palau|Republic of Palau;Belau||Palauan|*|!Ngerulmud|
PSE|Palestine|State of Palestine;Palestinian State;Palestinian territories;Palestinian Territories;Occupied Palestinian Territory;Occupied Palestinian Territories;occupied Palestinian territory;occupied Palestinian territories||Palestinian|*|Ramallah|observer state of the United Nations; recognised by many states, not by all
PAN|Panama|Republic of Panama||Panamanian|*|Panama City|
PNG|Papua New Guinea|Independent State of Papua New Guinea|PNG|Papua New Guinean|*|Port Moresby|
PRY|Paraguay|Republic of Paraguay||Paraguayan|*|Asunción|
PER|Peru|Republic of Peru||Peruvian|*|Lima|
PHL|Philippines|Republic of the Philippines;Philippine Islands||Philippine;Filipino;Filipina|Filipinos;Filipinas|Manila|
POL|Poland|Republic of Poland;Polish People's Republic||Polish|Pole;Poles|Warsaw|
PRT|Portugal|Portuguese Republic||Portuguese||Lisbon|
QAT|Qatar|State of Qatar||Qatari|*|Doha|
ROU|Romania|Rumania;Roumania||Romanian;Rumanian|*|Bucharest|
RUS|Russia|Russian Federation;Rossiya|RF|Russian|*|Moscow|
RWA|Rwanda|Republic of Rwanda||Rwandan;Rwandese|*|Kigali|
KNA|Saint Kitts and Nevis|Federation of Saint Kitts and Nevis;Federation of Saint Christopher and Nevis;Saint Kitts & Nevis;Saint Kitts;Saint Kitts-Nevis||Kittitian;Nevisian|*;Nevisians|!Basseterre|
LCA|Saint Lucia|||Saint Lucian|*|!Castries|
VCT|Saint Vincent and the Grenadines|Saint Vincent & the Grenadines;Saint Vincent and Grenadines|Saint Vincent|Vincentian;Saint Vincentian|*|!Kingstown|
WSM|Samoa|Independent State of Samoa;Western Samoa||Samoan|*|!Apia|
SMR|San Marino|Republic of San Marino;Most Serene Republic of San Marino||Sammarinese;San Marinese||!City of San Marino|
STP|São Tomé and Príncipe|Democratic Republic of São Tomé and Príncipe;São Tomé & Príncipe||Santomean;São Toméan|*|!São Tomé|
SAU|Saudi Arabia|Kingdom of Saudi Arabia;KSA||Saudi;Saudi Arabian|*;Saudi Arabians|Riyadh|
SEN|Senegal|Republic of Senegal||Senegalese||Dakar|
SRB|Serbia|Republic of Serbia||Serbian|*;Serb;Serbs|Belgrade|
SYC|Seychelles|Republic of Seychelles;Seychelles Islands||Seychellois;Seychelloise||!Victoria|
SLE|Sierra Leone|Republic of Sierra Leone||Sierra Leonean|*|Freetown|
SGP|Singapore|Republic of Singapore||Singaporean|*|!Singapore|a city that is a state
SVK|Slovakia|Slovak Republic||Slovak;Slovakian|*;Slovakians|Bratislava|
SVN|Slovenia|Republic of Slovenia||Slovenian;Slovene|*;Slovenes|Ljubljana|
SLB|Solomon Islands||Solomons|Solomon Island|Solomon Islander;Solomon Islanders|Honiara|
SOM|Somalia|Federal Republic of Somalia;Somali Republic||Somali;Somalian|*|Mogadishu|
ZAF|South Africa|Republic of South Africa;Union of South Africa|RSA|South African|*|Pretoria;!Cape Town;!Bloemfontein|Pretoria is the seat of government, Cape Town of parliament
SSD|South Sudan|Republic of South Sudan;Southern Sudan||South Sudanese||Juba|
ESP|Spain|Kingdom of Spain||Spanish|Spaniard;Spaniards|Madrid|
LKA|Sri Lanka|Democratic Socialist Republic of Sri Lanka;Ceylon||Sri Lankan;Ceylonese|*|Colombo;!Sri Jayawardenepura Kotte|Colombo is the seat of government
SDN|Sudan|Republic of the Sudan;Republic of Sudan||Sudanese||Khartoum;+Port Sudan|
SUR|Suriname|Republic of Suriname;Surinam;Dutch Guiana||Surinamese|Surinamer;Surinamers|Paramaribo|
SWE|Sweden|Kingdom of Sweden||Swedish|Swede;Swedes|Stockholm|
CHE|Switzerland|Swiss Confederation||Swiss||Bern=Berne|
SYR|Syria|Syrian Arab Republic||Syrian|*|Damascus|
TWN|Taiwan|Republic of China;Chinese Taipei|ROC;R.O.C.;Formosa|Taiwanese||Taipei=Taibei|self-governing since 1949; claimed by the People's Republic of China; not a member of the United Nations
TJK|Tajikistan|Republic of Tajikistan;Tadzhikistan||Tajik;Tajikistani;Tadzhik|*;Tajikistanis|Dushanbe|
TZA|Tanzania|United Republic of Tanzania||Tanzanian|*|Dodoma;+Dar es Salaam|Dodoma is the capital, Dar es Salaam the largest city
THA|Thailand|Kingdom of Thailand;Siam||Thai|*|Bangkok|
TGO|Togo|Togolese Republic||Togolese||Lomé|
TON|Tonga|Kingdom of Tonga||Tongan|*|Nuku'alofa=Nukualofa|
TTO|Trinidad and Tobago|Republic of Trinidad and Tobago;Trinidad & Tobago|Trinidad|Trinidadian;Tobagonian|*;Tobagonians;Trinbagonian;Trinbagonians|Port of Spain|
TUN|Tunisia|Republic of Tunisia;Tunisian Republic||Tunisian|*|Tunis|
TUR|Turkey|Türkiye;Republic of Turkey;Republic of Türkiye||Turkish|Turk;Turks|Ankara|named Türkiye at the United Nations since June 2022
TKM|Turkmenistan|Republic of Turkmenistan;Turkmenia||Turkmen;Turkmenistani|*;Turkmenistanis|Ashgabat=Ashkhabad|
TUV|Tuvalu|Ellice Islands||Tuvaluan|*|!Funafuti|
UGA|Uganda|Republic of Uganda||Ugandan|*|Kampala|
UKR|Ukraine|Ukrainian SSR;Ukrainian Soviet Socialist Republic||Ukrainian|*|Kyiv=Kiev=Kyjev|
ARE|United Arab Emirates|UAE;U.A.E.;Trucial States|Emirates|Emirati|*|Abu Dhabi|
GBR|United Kingdom|United Kingdom of Great Britain and Northern Ireland;UK;U.K.;Britain;Great Britain||British|Briton;Britons;Brit;Brits;Britisher;Britishers|London|
USA|United States|United States of America;US;U.S.;USA;U.S.A.;U.S.A|America|American|*|Washington=Washington, D.C.=Washington, DC=Washington D.C.=Washington DC|
URY|Uruguay|Oriental Republic of Uruguay;Eastern Republic of Uruguay||Uruguayan|*|Montevideo|
UZB|Uzbekistan|Republic of Uzbekistan||Uzbek;Uzbekistani|*;Uzbekistanis|Tashkent|
VUT|Vanuatu|Republic of Vanuatu;New Hebrides||Ni-Vanuatu;ni-Vanuatu;Vanuatuan|Vanuatuans|Port Vila|
VEN|Venezuela|Bolivarian Republic of Venezuela;Venezuela (Bolivarian Republic of);Republic of Venezuela||Venezuelan|*|Caracas|
VNM|Vietnam|Socialist Republic of Vietnam;Viet Nam;Socialist Republic of Viet Nam||Vietnamese||Hanoi|
ESH|Western Sahara|Sahrawi Arab Democratic Republic;Sahrawi Republic;Saharan Arab Democratic Republic;SADR;Spanish Sahara||Sahrawi;Saharawi|*;Saharawis|!Laayoune=El Aaiún=Laâyoune|a territory whose status is disputed between Morocco and the Polisario Front; the Sahrawi Republic is a member of the African Union
YEM|Yemen|Republic of Yemen||Yemeni|*;Yemenite;Yemenites|Sanaa=Sana'a;+Aden|Sanaa is the capital; the recognised government has its seat in Aden since 2015
ZMB|Zambia|Republic of Zambia;Northern Rhodesia||Zambian|*|Lusaka|
ZWE|Zimbabwe|Republic of Zimbabwe||Zimbabwean|*|Harare|
"""

# name | code of the territories table or "" | strong | weak | adjectives | nationals | capitals (metonyms) | from | until | note
HISTORIC = """
Soviet Union|SUN|Union of Soviet Socialist Republics;USSR;U.S.S.R.||Soviet|Soviets||1922-12-30|1991-12-26|continued by Russia in treaties and in the United Nations
Yugoslavia|YUG|Socialist Federal Republic of Yugoslavia;SFR Yugoslavia;SFRY;former Yugoslavia;Former Yugoslavia;Socialist Yugoslavia||Yugoslav;Yugoslavian|Yugoslavs;Yugoslavians||1945-11-29|1992-04-27|the socialist federation; the Federal Republic of Yugoslavia of 1992 is Serbia and Montenegro
Serbia and Montenegro|SCG|State Union of Serbia and Montenegro;Serbia & Montenegro;Federal Republic of Yugoslavia;FR Yugoslavia;FRY|||||1992-04-27|2006-06-03|named Federal Republic of Yugoslavia until 4 February 2003
Czechoslovakia|CSK|Czechoslovak Republic;Czechoslovak Socialist Republic;Czech and Slovak Federal Republic;Czech and Slovak Federative Republic;Czecho-Slovakia||Czechoslovak;Czechoslovakian|Czechoslovaks||1918-10-28|1992-12-31|
East Germany|DDR|German Democratic Republic;GDR;G.D.R.||East German|East Germans|East Berlin|1949-10-07|1990-10-02|acceded to the Federal Republic of Germany on 3 October 1990
Zaire|ZAR|Republic of Zaire||Zairean;Zairian|Zaireans;Zairians||1971-10-27|1997-05-17|the same state is the Democratic Republic of the Congo
South Vietnam||Republic of Vietnam;Republic of Viet Nam;South Viet Nam||South Vietnamese||~Saigon|1955-10-26|1975-04-30|
North Vietnam||Democratic Republic of Vietnam;Democratic Republic of Viet Nam;North Viet Nam||North Vietnamese|||1945-09-02|1976-07-02|
South Yemen||People's Democratic Republic of Yemen;Democratic Yemen||South Yemeni|South Yemenis||1967-11-30|1990-05-22|
North Yemen||Yemen Arab Republic||North Yemeni|North Yemenis||1962-09-26|1990-05-22|
United Arab Republic|||UAR||||1958-02-22|1971-09-02|union of Egypt and Syria until September 1961, then the name of Egypt
Rhodesia||Southern Rhodesia||Rhodesian|Rhodesians|~Salisbury|1965-11-11|1979-06-01|declared independence, not recognised; now Zimbabwe
Tanganyika|||||||1961-12-09|1964-04-26|united with Zanzibar as Tanzania
Ottoman Empire||Ottoman Turkey||Ottoman|Ottomans||1299|1922-11-01|
Austria-Hungary||Austro-Hungarian Empire||Austro-Hungarian|Austro-Hungarians||1867|1918|
Russian Empire||Imperial Russia;Tsarist Russia||Tsarist|||1721|1917|
Nazi Germany||Third Reich|||||1933-01-30|1945-05-08|
"""


def main(arguments: list[str]) -> None:
    territories = read_territories(Path(arguments[0]))
    rows = sorted([*current(territories), *historic(territories)], key=lambda row: row["id"])
    output = Path(arguments[1]) if len(arguments) > 1 else OUTPUT
    output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_territories(path: Path) -> dict[str, dict[str, Any]]:
    """The rows by their three-letter code in capitals."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["alpha3"].upper(): row for row in rows if row.get("alpha3")}


def current(territories: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in STATES.strip().splitlines():
        iso3, name, strong, weak, adjectives, nationals, capitals, note = line.split("|")
        territory = territories[iso3]
        if territory.get("is_historical"):
            raise SystemExit(f"{iso3} {name} is historic in the territories table")
        yield row(
            f"state-{iso3.lower()}", name, iso3=iso3, wikidata=territory["qid"], source=SOURCE, note=note,
            **names(name, strong, weak, adjectives, nationals, capitals),
        )  # fmt: skip


def historic(territories: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in HISTORIC.strip().splitlines():
        name, code, strong, weak, adjectives, nationals, capitals, start, end, note = line.split("|")
        known = (
            {"iso3": code, "wikidata": territories[code]["qid"], "source": SOURCE} if code else {"source": OWN_SOURCE}
        )
        yield row(
            f"state-{(code or name).lower().replace(' ', '-')}", name, kind="historic", from_date=start, until=end,
            note=note, **known, **names(name, strong, weak, adjectives, nationals, capitals),
        )  # fmt: skip


def row(identifier: str, name: str, **values: Any) -> dict[str, Any]:
    order = (
        "names", "weak", "adjectives", "nationals", "metonyms", "iso3", "kind", "wikidata", "from_date", "until", "note", "source",
    )  # fmt: skip
    return {"id": identifier, "cls": "State", "name": name} | {key: values[key] for key in order if values.get(key)}


def names(name: str, strong: str, weak: str, adjectives: str, nationals: str, capitals: str) -> dict[str, list[str]]:
    adjective_list = split(adjectives)
    national_list = [f"{adjective_list[0]}s" if n == "*" else n for n in split(nationals)]
    seats = [seat for city in split(capitals) for seat in city.split("=")]
    metonyms = [seat.lstrip("+") for seat in seats if seat.lstrip("+")[0] not in "~!"]
    weak_seats = [seat.lstrip("+~") for seat in seats if seat.lstrip("+")[0] == "~"]
    return {
        "names": [n for n in spellings(split(strong), name) if n not in split(weak)],
        "weak": spellings([*split(weak), *weak_seats]),
        "adjectives": spellings(adjective_list),
        "nationals": spellings(national_list),
        "metonyms": [m for m in spellings(metonyms) if m not in weak_seats],
    }


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def spellings(forms: list[str], canonical: str = "") -> list[str]:
    """The forms with their variants: without accents, "St." and "St" for "Saint"; the canonical name itself left out."""
    every = []
    for form in [canonical, *forms] if canonical else forms:
        saints = [form, form.replace("Saint ", "St. "), form.replace("Saint ", "St ")]
        every += [variant for saint in saints for variant in (saint, without_accents(saint))]
    return [form for form in dict.fromkeys(every) if form != canonical]


def without_accents(name: str) -> str:
    """ "Yaoundé" is also spelt "Yaounde", but "Malé" never "Male", which is an English word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name if plain == "Male" else plain


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
