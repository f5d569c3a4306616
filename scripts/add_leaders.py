# ruff: noqa: E501 - a person is one line of the table
"""Add earlier heads of state and of government, and foreign ministers, to the table that build_offices.py writes.

    python scripts/build_offices.py WORLD_LEADERS FACTBOOK | python scripts/add_leaders.py PEPPERCAT COUNTRYINFO > kg/data/offices.jsonl

PEPPERCAT has rows of peppercatorg/site-build, docs/leaders/STATE/leaders-historic.csv (catalog, position, person,
personID, start, end; from Wikidata); COUNTRYINFO is openeventdata/CountryInfo, people_leaders.csv (country, name,
title, startYr, endYr). A term that overlaps one of the table, or a longer one, of the same office is left out: where
sources differ the table is right, and a stand-in's days are within the term of whom he stood in for.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from build_offices import PERSONS, Person, Persons, Term, _split

from kg.gazetteer import Gazetteer

PEPPERCAT_SOURCE = "Wikidata (CC0), as in peppercatorg/site-build, leaders-historic.csv"
PEPPERCAT_AS_OF = "2021-06"  # when the oldest of the files read was surely made
COUNTRYINFO_SOURCE = "openeventdata/CountryInfo (MIT), people_leaders.csv"
COUNTRYINFO_AS_OF = "2008-07"
COUNTRYINFO_OPEN = "20161201"  # its end of a term that had none when the list was made
UNKNOWN_END = "in office at the date in 'until'; the end is not in the source"

# The titles of COUNTRYINFO that are counted, and what they are called here.
TITLES = {
    "prime minister": "Prime Minister", "prime": "Prime Minister", "head of government": "Prime Minister",
    "chairman of the council of minister": "Prime Minister", "first prime minister": "Prime Minister",
    "premier": "Premier", "chancellor": "Chancellor", "minister of state": "Minister of State",
    "president": "President", "interim president": "President", "president of the revolutionary council": "President",
    "president of the council of state": "President", "vice president": "Vice President",
    "president of the interim government of national unity": "President",
    "king": "King", "emperor": "Emperor", "emir": "Emir", "ruler": "Emir", "sultan": "Sultan", "shah": "Shah",
    "prince": "Prince", "head of state": "Head of State",
    "chairman of the provisional military administrative council": "Head of State",
    "chairman of the state peace and development council": "Head of State",
    "chairman of the state law and order restoration council": "Head of State",
    "chairman of the high council of state": "Head of State",
    "chairman of the military council for justice and democracy": "Head of State",
    "chairman of the national reconciliation council": "Head of State",
    "chairman of the provisional ruling council": "Head of State",
    "chairman of the supreme military council": "Head of State",
    "chairman of the national transitional government": "Head of State",
    "chairman of the council of state": "Head of State", "chairman of the state council": "Head of State",
    "chairman of the state presidium": "Head of State", "chairman of the supreme soviet": "Head of State",
    "head of the armed force revolutionary council": "Head of State",
    "general secretary of the communist party": "General Secretary",
    "general secretary of the central committee of the mprp": "General Secretary",
}  # fmt: skip
# Where a title of COUNTRYINFO means another office than elsewhere, or one of another state.
OFFICES_OF = {
    ("albania", "chairman"): ("state-alb", "Head of State"),
    ("bulgaria", "chairman"): ("state-bgr", "Prime Minister"),
    ("cambodia", "chairman"): ("state-khm", "Prime Minister"),
    ("china", "chairman of the communist party of china"): ("org-communist-party-of-china", "Chairman"),
    ("china", "general secretary"): ("org-communist-party-of-china", "General Secretary"),
    ("germany", "chairman of the council of minister"): ("state-ddr", "Prime Minister"),
    ("germany", "chairman of the council of state"): ("state-ddr", "Head of State"),
    ("ireland", "prime minister"): ("state-irl", "Taoiseach"),
    ("laos", "chairman"): ("state-lao", "Prime Minister"),
    ("libya", "secretary"): ("state-lby", "Prime Minister"),
    ("mongolia", "chairman"): ("state-mng", "Prime Minister"),
    ("russian_federation", "chairman"): ("state-sun", "Premier"),
    ("russian_federation", "chairman of the presidium of the supreme soviet"): ("state-sun", "Chairman of the Presidium of the Supreme Soviet"),
    ("taiwan", "president"): ("state-twn", "Premier"),  # of the Executive Yuan
    ("yemen", "chairman"): ("state-south-yemen", "Head of State"),
}  # fmt: skip
# Persons whose terms were those of a state that is no more, by the day on which they began.
FORMER = {
    ("yemen", "19780718"): "state-north-yemen", ("yemen", "19831113"): "state-north-yemen",
    ("yemen", "19860208"): "state-south-yemen", ("russian_federation", "19910114"): "state-sun",
    ("vietnam", "19750428"): "state-south-vietnam", ("vietnam", "19750404"): "state-south-vietnam",
    ("vietnam", "19690901"): "state-south-vietnam", ("vietnam", "19750421"): "state-south-vietnam",
    ("vietnam", "19650614"): "state-south-vietnam",
}  # fmt: skip
COUNTRIES = {
    "antigua_and_barbuda": "Antigua and Barbuda", "cote_divoire": "Ivory Coast", "congo": "Congo-Brazzaville",
    "madagaskar": "Madagascar", "mauritius": "Mauritania",  # the rows are Mauritania's
    "republic_of_south_africa": "South Africa", "united_republic_of_tanzania": "Tanzania",
    "russian_federation": "Russia", "united_states_of_america": "United States", "czech_republic": "Czechia",
    "macedonia": "North Macedonia", "swaziland": "Eswatini", "georgia": "Georgia", "guinea_bissau": "Guinea-Bissau",
    "timor_leste": "Timor-Leste", "sao_tome_and_principe": "São Tomé and Príncipe",
    "Congo-Kinshasa": "Democratic Republic of the Congo",
}  # fmt: skip
POSITIONS = {
    "President": "President", "President of Venezuela": "President", "Prime Minister": "Prime Minister",
    "Chancellor": "Chancellor", "Taoiseach": "Taoiseach", "King": "King", "Emperor": "Emperor",
    "Minister of Foreign and European Affairs": "Foreign Minister",
    "Minister of Foreign Affairs and Worship": "Foreign Minister",
    "Minister of Foreign Affairs": "Foreign Minister", "Secretary for Foreign Affairs": "Foreign Minister",
    "Minister of International Relations and Cooperation": "Foreign Minister",
    "Secretary of Foreign Affairs": "Foreign Minister", "Minister for Foreign Affairs": "Foreign Minister",
}  # fmt: skip

# Not persons' names that can be told from other words or other persons, or (the last two) wrong in the source.
LEFT_OUT = frozenset(
    {
        "kim il", "in tam", "david thompson", "mike moore", "j m g adams", "john ross marshall", "george cadle price",
        "patrick r john", "bernard st john", "pierre charles", "edison james", "hugh watt", "francisco rodriguez",
        "stephenson king", "geoffrey palmer", "jean luc dehaene king", "mark rutte",
    }
)  # fmt: skip
# Persons of the table as COUNTRYINFO spells them.
SPELLINGS = {
    "sheikh hamad ibn isa al khalifah": "Hamad bin Isa Al Khalifa", "anwar as sadat": "Anwar Sadat",
    "stipe mesic": "Stjepan Mesić", "kasymzhomart tokayev": "Kassym-Jomart Tokayev",
    "sheikh sabah al ahmad al jabir al sabah": "Sabah Al-Ahmad Al-Sabah",
    "sheikh hamad ibn khalifah al thani": "Hamad bin Khalifa Al Thani", "andrey gromyko": "Andrei Gromyko",
    "yury andropov": "Yuri Andropov", "mahinda rajapakse": "Mahinda Rajapaksa", "moussa faki": "Moussa Faki Mahamat",
}  # fmt: skip
HONORIFICS = frozenset(
    _split(
        "sir dame samdech ratu datuk dato seri tun tunku lyonpo ayatollah hojatolislam sheikh prince tsehafi taezaz sardar",
        " ",
    )
)
PARTICLES = frozenset(_split("de da do dos das del los la van von den der y e bin wa arap ag", " "))
ARABIC = frozenset(_split("al as ar at az el", " "))
FAMILY_FIRST = frozenset(_split("state-chn org-communist-party-of-china state-kor state-prk state-twn", " "))
FIRST_NAME = frozenset(_split("state-tha state-lao state-eth state-eri", " "))  # called by the first name
HYPHENATED = frozenset(_split("state-kor state-prk state-twn", " "))
WHOLE_NAME = frozenset({"state-mmr", "state-khm"})


def countryinfo_terms(rows: Iterable[dict[str, str]], persons: Persons, states: Gazetteer) -> Iterator[Term]:
    """The terms of COUNTRYINFO that have an office of TITLES; an open one ends when the list was made."""
    for row in rows:
        office = _office(row["country"], row["title"], row["startYr"], states)
        name, *others = [_words(form) for form in row["name"].split("|")]
        start, end = _day(row["startYr"]), _day(row["endYr"])
        open_ended = row["endYr"] == COUNTRYINFO_OPEN
        if office and _usable(name, row["title"]) and not (open_ended and start > COUNTRYINFO_AS_OF):
            person = _person(name, others, office[0], persons)
            note = UNKNOWN_END if open_ended else ""
            until = COUNTRYINFO_AS_OF if open_ended else end
            yield Term(person, office[1], office[0], start, until, note=note, sources=(COUNTRYINFO_SOURCE,))


def peppercat_terms(
    rows: Iterable[dict[str, str]], persons: Persons, states: Gazetteer, known: dict[str, Person]
) -> Iterator[Term]:
    """The terms of PEPPERCAT that have an office of POSITIONS; `known` are the persons by their Wikidata items."""
    for row in rows:
        of, role = _state(row["catalog"], states), POSITIONS.get(row["position"])
        known_end = row["end"] or row["start"] <= PEPPERCAT_AS_OF
        if of and role and row["start"] and known_end and " " in row["person"]:
            person = known.get(row["personID"]) or persons.get(row["person"], _surname(row["person"], of))
            until = row["end"] or PEPPERCAT_AS_OF
            note = "" if row["end"] else UNKNOWN_END
            yield Term(person, role, of, row["start"], until, wikidata=row["personID"], note=note, sources=(PEPPERCAT_SOURCE,))  # fmt: skip


def _office(country: str, title: str, start: str, states: Gazetteer) -> tuple[str, str] | None:
    if office := OFFICES_OF.get((country, title)):
        return office
    of, role = FORMER.get((country, start)) or _state(country, states), TITLES.get(title)
    return (of, role) if of and role else None


def _state(country: str, states: Gazetteer) -> str | None:
    name = COUNTRIES.get(country, country.replace("_", " ").title() if country.islower() else country)
    found = (r.known for r in states.lookup(name))
    return next((known.id for known in found if known.cls == "State" and known.kind != "historic"), None)


def _words(name: str) -> str:
    return " ".join(re.sub(r"_(?:acting|st_time)_$", " ", name).replace("_", " ").split())


def _usable(name: str, title: str) -> bool:
    return " " in name and name not in LEFT_OUT and f"{name} {title}" not in LEFT_OUT


def _day(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _person(name: str, others: list[str], state: str, persons: Persons) -> Person:
    """The person of this name in COUNTRYINFO's small letters; without middle initials where the table has him so."""
    name = SPELLINGS.get(name, name)
    forms = [name, _without_honorifics(name), *(_without_initials(form) for form in [name, *others]), *others]
    for form in forms:
        if form in persons:
            return persons.get(form)
    written = _written(_without_honorifics(name), state)
    return persons.get(written, _surname(written, state))


def _without_honorifics(name: str) -> str:
    words = name.split()
    while len(words) > 2 and words[0] in HONORIFICS:
        words = words[1:]
    return " ".join(words)


def _without_initials(name: str) -> str:
    first, *rest = name.split()
    return " ".join([first, *(word for word in rest if len(word) > 1)])


def _written(name: str, state: str) -> str:
    """The name with its capitals, initials, articles and hyphens."""
    words = ["bin" if word == "ibn" else word for word in name.split()]
    if state in HYPHENATED and len(words) == 3:
        return f"{words[0].title()} {words[1].title()}-{words[2]}"
    text = " ".join(_capital(word) for word in words)
    text = re.sub(rf"\b({'|'.join(ARABIC)}) (?=[A-Z])", r"\1-", text)
    return re.sub(r"^Jean (?=\S+ \S)", "Jean-", text)


def _capital(word: str) -> str:
    if word in PARTICLES or word in ARABIC or re.fullmatch("[ivx]{2,}", word):
        return word.upper() if re.fullmatch("[ivx]{2,}", word) else word
    return f"{word.upper()}." if len(word) == 1 else word.capitalize()


def _surname(name: str, state: str) -> str:
    words = name.split()
    if state in WHOLE_NAME:
        return name
    if state in FAMILY_FIRST or state in FIRST_NAME or re.fullmatch("[IVX]+", words[-1]):
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES - {"y", "e", "bin"}:
        start -= 1
    return re.sub(rf"^(?:{'|'.join(ARABIC)})-", "", " ".join(words[start:]))


def added(table: list[Term], terms: Iterable[Term]) -> list[Term]:
    """Those of the terms that overlap none of the table and none longer one; the table's offices have no gaps of theirs."""
    taken: dict[tuple[str, str], list[Term]] = {}
    for term in table:
        taken.setdefault((term.of, term.role), []).append(term)
    new = []
    for term in terms:
        others = taken.setdefault((term.of, term.role), [])
        clipped = _clipped(term, others)
        if all((clipped.until or "9999") <= o.start or (o.until or "9999") <= clipped.start for o in others):
            others.append(clipped)
            new.append(clipped)
    return new


def _clipped(term: Term, others: list[Term]) -> Term:
    """The term, ended at a later one's beginning where that is known less exactly: 1989-07 of 1989-07-23."""
    until = next(
        (o.start for o in others if term.start < o.start and (term.until or "").startswith(o.start)), term.until
    )
    return replace(term, until=until)


def _longest_first(term: Term) -> tuple[int, str, str, str]:
    return (-(_ordinal(term.until or "9999") - _ordinal(term.start)), term.of, term.role, term.start)


def _ordinal(day: str) -> int:
    year, month, day_of_month = ([int(part) for part in day.split("-")] + [1, 1])[:3]
    return date(year, month, day_of_month).toordinal()


def _term(row: dict[str, Any], persons: Persons) -> Term:
    person = persons.get(row["person"], row["surname"])
    if row["person"] != person.name or not set(row.get("aliases", ())) <= set(person.aliases):
        raise ValueError(f"{row['person']} is {person.name} with other aliases in NAMES: leave it to PERSONS")
    return Term(
        person, row["role"], row["of"], row["from"], row["until"], row.get("as_of"), row.get("wikidata"),
        row.get("note", ""), (row["source"],),
    )  # fmt: skip


def read(paths: Iterable[str]) -> list[dict[str, str]]:
    return [row for path in paths for row in csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines())]


def main(lines: Iterable[str], peppercat: str, countryinfo: str) -> str:
    persons, states = Persons(f"{PERSONS}\n{NAMES}"), Gazetteer.load()
    table = [_term(json.loads(line), persons) for line in lines]
    known = {term.wikidata: term.person for term in table if term.wikidata}
    newer = list(peppercat_terms(read([peppercat]), persons, states, known))
    older = list(countryinfo_terms(read([countryinfo]), persons, states))
    new = added(table, [*sorted(newer, key=_longest_first), *sorted(older, key=_longest_first)])
    items = {term.person.name: term.wikidata for term in [*newer, *table] if term.wikidata}
    terms = [replace(term, wikidata=items.get(term.person.name)) for term in [*table, *new]]
    ordered = sorted(terms, key=lambda t: (t.of, t.role, t.start, t.person.name))
    return "".join(f"{json.dumps(term.row(), ensure_ascii=False)}\n" for term in ordered)


# As PERSONS: name | surname | alias; alias ~ spelling of a source.
NAMES = """
Mohammad Najibullah | Najibullah | Mohammed Najibullah; Najibullah Ahmadzai
Mohammed Zahir Shah | Zahir Shah | Mohammad Zahir Shah; King Zahir Shah
Mohammed Daoud Khan | Daoud | Mohammad Daud Khan; Mohammed Daud; Mohammad Daoud Khan
Sali Berisha ||
Liamine Zéroual || ~ liamine z roual
Houari Boumédiène || Houari Boumediene ~ houari boumedienne
Kasdi Merbah ||
Mohamed Ben Ahmed Abdelghani || ~ mohamed ben ahmed abdelghan
Ahmed Ben Bella | Ben Bella |
José Eduardo dos Santos | dos Santos | Jose Eduardo Dos Santos
Fernando da Piedade Dias dos Santos | dos Santos |
Vere Bird || ~ vere cornwall bird
Adolfo Rodríguez Saá | Rodríguez Saá |
Isabel Perón || Isabelita Perón
Juan Perón || Juan Domingo Perón; Juan Domingo Peron
Héctor Cámpora || Hector Campora ~ hector jose campora
Juan Carlos Onganía || Juan Carlos Ongania
Roberto Viola || ~ roberto eduardo viola
Jorge Rafael Videla || Jorge Videla
Alejandro Lanusse || ~ alejandro agustin lanusse
John Gorton || ~ john grey gorton
Lynden Pindling || ~ lynden o pindling
Khalifa bin Salman Al Khalifa | Khalifa | Khalifa bin Salman ~ khalifah ibn sulman al khalifah
Isa bin Salman Al Khalifa | Isa | ~ isa ibn sulman al khalifah
Sheikh Mujibur Rahman | Mujib | Mujibur Rahman
Hussain Muhammad Ershad || Hossain Mohammad Ershad; H. M. Ershad
Badruddoza Chowdhury || ~ a q m badruddoza chowdhury
Fakhruddin Ahmed ||
Sergei Sidorsky || Syarhey Sidorski; Sergei Sidorski
Stanislav Shushkevich || Stanislau Shushkevich
Vyacheslav Kebich || Vyachaslau Kebich
Mikhail Chigir || ~ mikhail chyhir
Baudouin of Belgium | Baudouin | King Baudouin ~ baudouin i
Thomas Boni Yayi | Boni Yayi | Boni Yayi; Yayi Boni ~ yayi boni
Mathieu Kérékou ||
Nicéphore Soglo ||
Adrien Houngbédji ||
Jigme Thinley || ~ lyonpo jigmi thinley
Jigme Singye Wangchuck || ~ jigme singye wangchuk
Jigme Dorji Wangchuck || ~ jigme dorji wangchuk
Eduardo Rodríguez Veltzé | Rodríguez | Eduardo Rodríguez; Eduardo Rodriguez
Jorge Quiroga | | Jorge Quiroga Ramírez; Jorge Quiroga Ramirez
Gonzalo Sánchez de Lozada | Sánchez de Lozada | Gonzalo Sanchez de Lozada
Jaime Paz Zamora | Paz Zamora |
Víctor Paz Estenssoro | Paz Estenssoro | Victor Paz Estenssoro
Hernán Siles Zuazo | Siles Zuazo | Hernan Siles Zuazo
Luis García Meza | García Meza | Luis Garcia Meza ~ luis garcia meza tejada
Lidia Gueiler | | Lidia Gueiler Tejada ~ lydia gueiler tejada
Hugo Banzer | | Hugo Banzer Suárez; Hugo Banzer Suarez
Juan José Torres | | Juan Jose Torres ~ juan jose torres gonzales
Luis Adolfo Siles Salinas | Siles Salinas |
Alfredo Ovando Candía | Ovando |
Walter Guevara Arze | Guevara |
Seretse Khama ||
João Figueiredo || Joao Figueiredo; João Baptista Figueiredo ~ joao baptista de oliveira figueired
Emílio Garrastazu Médici | Médici | Emilio Medici; Emílio Médici
Simeon Saxe-Coburg-Gotha | Saxe-Coburg-Gotha | Simeon II ~ simeon sakskoburggotski
Georgi Parvanov || ~ georgi purvanov
Petar Stoyanov || ~ petur stoyanov
Petar Mladenov || ~ petur mladenov
Dimitar Popov || ~ dimitur popov
Sergei Stanishev || Sergey Stanishev
Paramanga Ernest Yonli | Yonli |
Kadré Désiré Ouédraogo || Kadre Desire Ouedraogo
Roch Marc Christian Kaboré | Kaboré | Roch Kaboré; Roch Kabore
Sangoulé Lamizana ||
Jean-Baptiste Ouédraogo ||
Saye Zerbo ||
Pol Pot | Pol Pot |
Khieu Samphan | Khieu Samphan |
Heng Samrin | Heng Samrin |
Lon Nol | Lon Nol |
Ung Huot | Ung Huot |
Pen Sovan | Pen Sovan |
Norodom Ranariddh | Ranariddh | Prince Ranariddh
Norodom Sihanouk | Sihanouk | Prince Sihanouk; King Sihanouk
Philémon Yang ||
Faustin-Archange Touadéra | Touadéra | Faustin Archange Touadera
Élie Doté ||
Abel Goumba ||
Martin Ziguélé ||
Ange-Félix Patassé | Patassé | Ange-Felix Patasse
Jean-Bédel Bokassa | Bokassa | Emperor Bokassa; Jean-Bedel Bokassa; Bokassa I ~ bokassa i
François Bozizé ||
André Kolingba ||
Youssouf Saleh Abbas || Youssof Saleh Abbas
Hissène Habré ||
Goukouni Oueddei | Goukouni | Goukouni Weddeye
Félix Malloum ||
François Tombalbaye || Ngarta Tombalbaye
Salvador Allende ||
Eduardo Frei Montalva | Frei | Eduardo Frei
Andrés Pastrana | | Andres Pastrana; Andrés Pastrana Arango; Andres Pastrana Arango
Ernesto Samper | | Ernesto Samper Pizano
César Gaviria | | Cesar Gaviria; César Gaviria Trujillo; Cesar Gaviria Trujillo
Virgilio Barco | | Virgilio Barco Vargas
Belisario Betancur | | ~ belisario betancur cuartas
Julio César Turbay | | Julio Cesar Turbay; Julio César Turbay Ayala ~ julio cesar turbay ayala
Alfonso López Michelsen | López Michelsen |
Misael Pastrana | | Misael Pastrana Borrero
Carlos Lleras Restrepo | Lleras |
Daniel Kablan Duncan | Duncan |
Robert Guéï || Robert Gueï; Robert Guei
Henri Konan Bédié | Bédié | Henri Konan Bedie
Pascal Affi N'Guessan | N'Guessan | Affi N'Guessan ~ affi nguessan
Guillaume Soro || Guillaume Kigbafori Soro
Ivo Sanader ||
Ivica Račan ||
Mirek Topolánek ||
Jiří Paroubek ||
Vladimír Špidla ||
Josef Tošovský || ~ josef tosovsko
Antoine Gizenga || ~ antione gizenga
Poul Nyrup Rasmussen | Nyrup Rasmussen |
Poul Schlüter || Poul Schluter
Frederik IX of Denmark | Frederik | Frederik IX
Hipólito Mejía ||
Leonel Fernández || Leonel Fernandez
Salvador Jorge Blanco | Jorge Blanco |
Antonio Guzmán | | Antonio Guzmán Fernández ~ antonio guzman fernandez
Joaquín Balaguer ||
Lucio Gutiérrez ||
Abdalá Bucaram | | ~ abdala bucaram ortiz
Fabián Alarcón ||
Sixto Durán Ballén | Durán Ballén | Sixto Duran-Ballen
Rodrigo Borja | | Rodrigo Borja Cevallos
León Febres Cordero | Febres Cordero | ~ leon febres cordero rivadeneira
Osvaldo Hurtado | | ~ osvaldo hurtado larrea
Jaime Roldós | | Jaime Roldós Aguilera ~ jaime roldos aguilera
José María Velasco Ibarra | Velasco Ibarra |
Guillermo Rodríguez Lara | Rodríguez Lara |
Atef Ebeid || Atef Obeid
Kamal Ganzouri || Kamal el-Ganzouri
Ahmed Nazif ||
Antonio Saca || Elías Antonio Saca; Tony Saca
Francisco Flores | | Francisco Flores Pérez
Armando Calderón Sol | Calderón Sol | Armando Calderon Sol
José Napoleón Duarte || Jose Napoleon Duarte
Álvaro Magaña || Alvaro Magana ~ alvaro alfredo magana borja
Francisco Macías Nguema | Macías Nguema | Francisco Macias Nguema
Arnold Rüütel || Arnold Ruutel
Tiit Vähi ||
Toomas Hendrik Ilves | Ilves |
Mengistu Haile Mariam | Mengistu |
Tafari Benti | Tafari Benti |
Girma Wolde-Giorgis | Girma | Girma Woldegiorgis
Aklilu Habte-Wold | Aklilu | ~ aklilu habte wold
Kamisese Mara ||
Penaia Ganilau ||
Josefa Iloilo ||
Anneli Jäätteenmäki ||
Urho Kekkonen ||
Casimir Oyé-Mba | Oyé-Mba | Casimir Oye-Mba
Omar Bongo || Omar Bongo Ondimba
Jean Eyeghé Ndong | Eyeghé Ndong |
Dawda Jawara || David Jawara
Zviad Gamsakhurdia ||
Nino Burjanadze || Nino Burdzhanadze
Lothar de Maizière | de Maizière | Lothar de Maiziere
Kofi Busia || Kofi Abrefa Busia
Jerry Rawlings || Jerry John Rawlings
Fred Akuffo || ~ fred w k akuffo
Edward Akufo-Addo | Akufo-Addo | ~ edward akufo addo
Kostis Stephanopoulos || Konstantinos Stephanopoulos; Costis Stephanopoulos
Constantine Mitsotakis || Konstantinos Mitsotakis
Constantine Karamanlis || Konstantinos Karamanlis
Constantine II of Greece | Constantine | King Constantine ~ konstantinos ii
George Papadopoulos || Georgios Papadopoulos
Phaedon Gizikis || ~ phaidon ghizikis
George Rallis || Georgios Rallis
Álvaro Colom || ~ alvaro colom caballeros
Óscar Berger || ~ oscar berger perdomo
Alfonso Portillo || ~ alfonso portillo cabrera
Álvaro Arzú || ~ alvaro arzu irigoyen
Ramiro de León Carpio | de León | Ramiro de Leon Carpio
Jorge Serrano Elías | Serrano | Jorge Serrano
Vinicio Cerezo || ~ marco vinicio cerezo arevalo
Óscar Humberto Mejía Víctores | Mejía Víctores | Oscar Mejia Victores
Efraín Ríos Montt | Ríos Montt | Efrain Rios Montt
Romeo Lucas García | Lucas García | ~ fernando romeo lucas garcia
Kjell Laugerud García | Laugerud | ~ kjell eugenio laugerud garcia
Lansana Conté ||
Lansana Kouyaté ||
Ahmed Sékou Touré || Sékou Touré; Sekou Toure
Ahmed Tidiane Souaré ||
João Bernardo Vieira || Joao Bernardo Vieira; Nino Vieira
Kumba Ialá || Kumba Yala; Kumba Yalá
Carlos Gomes Júnior | Gomes | Carlos Gomes Junior
René Préval ||
Gérard Latortue ||
Jean-Bertrand Aristide ||
Ertha Pascal-Trouillot | Pascal-Trouillot | ~ ertha pascal trouillot
Raoul Cédras ||
Carlos Roberto Flores | Flores | Carlos Flores Facussé ~ carlos roberto flores facusse
José Azcona del Hoyo | Azcona | José Azcona; Jose Azcona ~ jose azcona hoyo
Manuel Zelaya || Mel Zelaya
József Antall ||
Miklós Németh || Miklos Nemeth
Károly Grósz || Karoly Grosz
László Sólyom ||
Ferenc Mádl ||
Árpád Göncz || Arpad Goncz
Jenő Fock ||
György Lázár ||
Mátyás Szűrös ||
Davíð Oddsson || David Oddsson
Geir Haarde || Geir H. Haarde
Halldór Ásgrímsson ||
Ólafur Ragnar Grímsson | Grímsson | Olafur Ragnar Grimsson
Vigdís Finnbogadóttir | | Vigdis Finnbogadottir
Steingrímur Hermannsson ||
Þorsteinn Pálsson | | Thorsteinn Palsson
A. P. J. Abdul Kalam | Kalam | APJ Abdul Kalam; Abdul Kalam
V. V. Giri || ~ varahagiri venkata giri
Neelam Sanjiva Reddy || ~ n sanjiva reddy
B. D. Jatti || ~ basappa danappa jatti
R. Venkataraman || Ramaswamy Venkataraman
Mir-Hossein Mousavi || Mir Hossein Mousavi; Mir-Hossein Moussavi
Mohammad-Reza Mahdavi Kani | Mahdavi Kani |
Mohammad-Javad Bahonar || Mohammad Javad Bahonar
Mohammad-Ali Rajai || Mohammad Ali Rajai
Abolhassan Banisadr || Abolhassan Bani-Sadr
Shapour Bakhtiar || Shahpur Bakhtiar
Jafar Sharif-Emami | Sharif-Emami | ~ jaafar sharif emami
Amir-Abbas Hoveyda || Amir Abbas Hoveyda; Amir Abbas Hoveida
Ghazi al-Yawer | Yawer | Ghazi al-Yawar
Patrick Hillery || Patrick J. Hillery
P. J. Patterson || PJ Patterson
Hugh Shearer || ~ hugh lawson shearer
Portia Simpson-Miller | Simpson-Miller | Portia Simpson Miller
Nader al-Dahabi | Dahabi | Nader Dahabi
Marouf al-Bakhit | Bakhit |
Abdelsalam al-Majali | Majali | Abdul Salam al-Majali
Abdelkarim al-Kabariti | Kabariti | Abdul Karim al-Kabariti
Zaid ibn Shaker | ibn Shaker | Sharif Zaid ibn Shaker
Karim Massimov || Karim Masimov
Raila Odinga || Raila A Odinga
Kurmanbek Bakiyev || Kurmanbek Bakiev
Askar Akayev || Askar Akaev
Felix Kulov || ~ feliks kulov
Nasser Mohammed Al-Ahmed Al-Sabah | Nasser | ~ nasser muhammad al ahmad al sabah
Saad Al-Abdullah Al-Salim Al-Sabah | Saad | ~ saad al abdullah al salim al sabah
Bouasone Bouphavanh | Bouasone |
Khamtay Siphandone | Khamtay | Khamtai Siphandon
Kaysone Phomvihane | Kaysone |
Souvanna Phouma | Souvanna Phouma | Prince Souvanna Phouma
Andris Šķēle ||
Vaira Vīķe-Freiberga | Vīķe-Freiberga | Vaira Vike-Freiberga
Aigars Kalvītis ||
Andris Bērziņš ||
Omar Karami || Omar Karameh
Selim Hoss || Salim al-Hoss; Selim al-Hoss ~ salim hoss
Fouad Siniora || Fuad Siniora
Elias Hrawi ||
René Moawad || Rene Muawad
Amine Gemayel || Amin Gemayel
Suleiman Frangieh || Suleiman Franjieh; Suleiman Franjiyeh ~ sulayman franjiyah; suleiman tony franjiyeh
Baghdadi Mahmudi || Baghdadi al-Mahmudi ~ al baghdadi ali al mahmudi
Shukri Ghanem ||
Abdessalam Jalloud || Abdel Salam Jalloud ~ abdul salam jalloud
Rolandas Paksas ||
Gediminas Kirkilas ||
Zigmantas Balčytis ||
Kazimira Prunskienė || Kazimiera Prunskiene ~ kazimiera prunskiene
Irena Degutienė ||
Ljubčo Georgievski || Ljubco Georgievski; Ljupco Georgievski
Radmila Šekerinska ||
Vlado Bučkovski ||
Ljupčo Jordanovski ||
Bingu wa Mutharika | Mutharika |
Hastings Banda || Hastings Kamuzu Banda; Kamuzu Banda
Hussein Onn | Hussein Onn | ~ hussein bin onn
Abdul Razak Hussein | Abdul Razak | Tun Abdul Razak ~ abdul razak bin hussein
Tunku Abdul Rahman | Tunku Abdul Rahman | ~ abdul rahman putra alhaj
Maumoon Abdul Gayoom | Gayoom |
Alpha Oumar Konaré | Konaré | Alpha Oumar Konare
Amadou Toumani Touré | Touré | Amadou Toumani Toure
Moussa Traoré ||
Kessai Note || Kessai H. Note
Yahya Ould Ahmed El Waghef | Waghef | Yahya Ould Ahmed Waghf
Maaouya Ould Sid'Ahmed Taya | Taya | Maaouya Ould Taya
Ely Ould Mohamed Vall | Vall |
Mohamed Khouna Ould Haidalla | Haidalla |
Mohamed Ould Abdel Aziz | Abdel Aziz |
Sidi Ould Cheikh Abdallahi | Abdallahi | Sidi Mohamed Ould Cheikh Abdallahi
Miguel de la Madrid | de la Madrid |
José López Portillo | López Portillo | Jose Lopez Portillo
Luis Echeverría | | Luis Echeverria; Luis Echeverría Álvarez; Luis Echeverria Alvarez
Gustavo Díaz Ordaz | Díaz Ordaz | Gustavo Diaz Ordaz
Manny Mori || Emanuel Mori
Joseph Urusemal || ~ joseph j urusemal
Leo Falcam || ~ leo a falcam
Zinaida Greceanîi || Zinaida Greceanii; Zinaida Greceanaia
Dumitru Braghiș || Dumitru Braghis
Rainier III of Monaco | Rainier | Rainier III; Prince Rainier
Sanjaagiin Bayar || Sanjaa Bayar; Sanj Bayar
Miyeegombyn Enkhbold || Miyeegombo Enkhbold ~ miyegombo enkhbold; miegombyn enkhbold
Tsakhiagiin Elbegdorj || Tsakhia Elbegdorj; Tsakhiagiyn Elbegdorj
Nambaryn Enkhbayar || Nambar Enkhbayar
Natsagiin Bagabandi || ~ natsagiyn bagabandi
Punsalmaagiin Ochirbat || ~ punsalmaagiyn ochirbat
Abbas El Fassi | El Fassi | Abbas Fassi
Driss Jettou ||
Luísa Diogo || ~ luisa dias diogo
Joaquim Chissano ||
Maung Maung Kha | Maung Maung Kha |
Theo-Ben Gurirab | Gurirab | Theo Ben Gurirab
René Harris || Rene Harris
Girija Prasad Koirala | Koirala | G. P. Koirala
Krishna Prasad Bhattarai | Bhattarai |
Gyanendra of Nepal | Gyanendra | King Gyanendra ~ gyanendra bir bikram shah deva
Birendra of Nepal | Birendra | King Birendra ~ birendra bir bikram shah deva
Mahendra of Nepal | Mahendra | King Mahendra ~ mahendra bir bikram shah deva
Dipendra of Nepal | Dipendra | ~ dipendra bir bikram shah deva
Ram Baran Yadav | Yadav |
Dries van Agt | van Agt | ~ andreas van agt
Joop den Uyl | den Uyl |
Robert Muldoon || ~ robert david muldoon
Bill Rowling || ~ wallace edward rowling
Norman Kirk || ~ norman eric kirk
Keith Holyoake || ~ keith jacka holyoake
Mamadou Tandja ||
Mahamane Ousmane ||
Ibrahim Baré Maïnassara | Maïnassara | Ibrahim Bare Mainassara
Daouda Malam Wanké | Wanké |
Ibrahim Babangida ||
Sani Abacha ||
Abdulsalami Abubakar ||
Pak Pong-ju | Pak | Pak Pong Ju
Kim Yong-il | Kim | Kim Yong Il
Hong Song-nam | Hong | Hong Song Nam
Ri Jong-ok | Ri | ~ li jong ok
Olav V of Norway | Olav | Olav V; King Olav
Chaudhry Shujaat Hussain | Shujaat |
Muhammad Mian Soomro || Mohammadmian Soomro; Mohammedmian Soomro
Zafarullah Khan Jamali | Jamali | Mir Zafarullah Khan Jamali
Muhammad Khan Junejo | Junejo | Mohammad Khan Junejo
Zulfikar Ali Bhutto | Bhutto |
Muhammad Zia-ul-Haq | Zia | Zia ul-Haq; Zia-ul-Haq; Mohammad Zia ul-Haq; Muhammad Zia ul-Haq
Muhammad Rafiq Tarar || Rafiq Tarar; Mohammad Rafiq Tarar
Farooq Leghari || Farooq Ahmed Leghari
Ghulam Ishaq Khan | Ishaq Khan |
Yahya Khan | Yahya Khan | Agha Mohammad Yahya Khan
Ahmed Qurei || Ahmed Qureia; Ahmed Qorei
Ismail Haniyeh || Ismail Haniya; Ismail Haniyah
Rawhi Fattouh || ~ rauhi fattouh
Ernesto Pérez Balladares | Pérez Balladares | Ernesto Perez Balladares
Martín Torrijos ||
Guillermo Endara ||
Nicanor Duarte | | Nicanor Duarte Frutos
Luis González Macchi | González Macchi | Luis Gonzalez Macchi ~ luis angel gonzalez macchi
Raúl Cubas || Raul Cubas ~ raul cubas grau
Valentín Paniagua ||
Pedro Pablo Kuczynski | Kuczynski | PPK
Roberto Dañino ||
Víctor Joy Way | Joy Way |
Jarosław Kaczyński || Jaroslaw Kaczynski
Czesław Kiszczak ||
Włodzimierz Cimoszewicz || Wlodzimierz Cimoszewicz
Józef Oleksy ||
Józef Cyrankiewicz ||
Aníbal Cavaco Silva | Cavaco Silva | Anibal Cavaco Silva
Hamad bin Jassim bin Jaber Al Thani | Hamad bin Jassim | Hamad bin Jassim ~ hamad ibn jassim ibn jabr al thani
Abdullah bin Khalifa Al Thani | Abdullah | ~ abdullah ibn khalifah al thani
Khalifa bin Hamad Al Thani | Khalifa | ~ khalifah ibn hamad al thani
P. W. Botha || PW Botha; Pieter Willem Botha
Călin Popescu-Tăriceanu | Tăriceanu | Calin Popescu-Tariceanu; Calin Tariceanu
Adrian Năstase ||
Mugur Isărescu ||
Nicolae Văcăroiu ||
Constantin Dăscălescu ||
Ilie Verdeț || Ilie Verdet
Ion Gheorghe Maurer | Maurer |
Nikolai Ryzhkov || Nikolay Ryzhkov
Nikolai Tikhonov || Nikolay Tikhonov
Alexei Kosygin || Aleksei Kosygin; Aleksey Kosygin
Nikolai Podgorny || Nikolay Podgorny
Agathe Uwilingiyimana ||
Tuilaʻepa Saʻilele Malielegaoi | Tuilaʻepa | Tuilaepa Sailele Malielegaoi; Tuila'epa Sa'ilele Malielegaoi
Malietoa Tanumafili II | Malietoa |
Fradique de Menezes | de Menezes | ~ fradique bandiera melo de menezes
Macky Sall ||
Cheikh Hadjibou Soumaré || Cheikh Hadjibou Soumare
Mame Madior Boye | Boye |
Léopold Sédar Senghor | Senghor | Leopold Senghor; Leopold Sedar Senghor
France-Albert René | René | France Albert René; France Albert Rene
James Mancham || ~ james r mancham
James Michel ||
Ahmad Tejan Kabbah | Kabbah |
Mikuláš Dzurinda ||
Vladimír Mečiar || Vladimir Meciar
Jozef Moravčík ||
Ján Čarnogurský || Jan Carnogursky ~ jan carnogursko
Ivan Gašparovič ||
Michal Kováč ||
Milan Čič ||
Siad Barre | Siad Barre | Mohamed Siad Barre; Muhammad Siad Barre
Ali Mohammed Ghedi || Ali Mohamed Gedi; Ali Mohammed Gedi ~ ali muhammad ghedi
Nur Hassan Hussein || Nur Adde
Abdullahi Yusuf Ahmed | Abdullahi Yusuf | Abdullahi Yusuf
Ali Mahdi Muhammad || Ali Mahdi Mohamed
Hassan Abshir Farah ||
Han Seung-soo | Han | Han Seung Soo
Goh Kun | Goh |
Leopoldo Calvo-Sotelo | Calvo-Sotelo | Leopoldo Calvo Sotelo ~ leopoldo calvo sotelo y bustelo
Adolfo Suárez | | Adolfo Suarez ~ adolfo suarez gonzalez
Carlos Arias Navarro | Arias Navarro |
Luis Carrero Blanco | Carrero Blanco |
Francisco Franco | | General Franco
Ranil Wickremesinghe || Ranil Wickremasinghe
J. R. Jayewardene || Junius Richard Jayewardene; J.R. Jayewardene
Dudley Senanayake || ~ dudley shelton senanayake
D. B. Wijetunga || ~ dingiri banda wijetunge
Gaafar Nimeiry || Jaafar Nimeiri; Gaafar Nimeiri; Jaafar Nimeiry
Sadiq al-Mahdi | Mahdi |
Henck Chin A Sen | Chin A Sen | ~ hendrick r chin a sen
Dési Bouterse || Desi Bouterse
Ronald Venetiaan || ~ runaldo ronald venetiaan
Muhammad Naji al-Otari | Otari | Mohammad Naji al-Otari; Mohammed Naji al-Otari
Mahmoud al-Zoubi | Zoubi | Mahmoud Zuabi
Abdul Halim Khaddam | Khaddam | Abdel Halim Khaddam
Yu Shyi-kun | Yu | Yu Shyi Kun
Chiang Ching-kuo | Chiang |
Hau Pei-tsun | Hau |
Vincent Siew ||
Frank Hsieh ||
Thanin Kraivixien | Thanin | ~ thanin kraivichien
Sunthorn Kongsompong | Sunthorn |
Mari Alkatiri ||
Gnassingbé Eyadéma | Eyadéma | Gnassingbe Eyadema
Edem Kodjo ||
George Tupou V | Tupou | ~ george tupou v
Taufa'ahau Tupou IV | Tupou | ~ taufaahau tupou iv
A. N. R. Robinson || Arthur Napoleon Raymond Robinson
Habib Bourguiba ||
Mohamed Ghannouchi ||
Erdal İnönü || Erdal Inonu
Yıldırım Akbulut || Yildirim Akbulut
Hüsamettin Cindoruk || Husamettin Cindoruk
Saparmurat Niyazov || Saparmyrat Nyýazow; Saparmyrat Niyazov; Turkmenbashi
Apolo Nsibambi || Apollo Nsibambi
Anatoliy Kinakh || Anatoly Kinakh
Valeriy Pustovoitenko || Valery Pustovoitenko
Yevhen Marchuk || Evhen Marchuk
Rashid bin Saeed Al Maktoum | Rashid | ~ rashid ibn said al maktum
Maktoum bin Rashid Al Maktoum | Maktoum | ~ maktum ibn rashid al maktum
Tabaré Vázquez || Tabare Vazquez
Jorge Batlle || ~ jose amorin batlle
Luis Alberto Lacalle | Lacalle |
Julio María Sanguinetti || Julio Maria Sanguinetti ~ julio maria sanguinetti coirolo
Gregorio Álvarez || Gregorio Alvarez ~ gregorio conrado alvarez armelino
Aparicio Méndez ||
Juan María Bordaberry || Juan Maria Bordaberry
Walter Mondale || Walter F. Mondale
Nelson Rockefeller || Nelson A. Rockefeller
Spiro Agnew || Spiro T. Agnew
Hubert Humphrey || Hubert H. Humphrey
Alben Barkley || Alben W. Barkley
Henry A. Wallace || Henry Wallace
Mizengo Pinda || ~ mizengo kayanza peter pinda
Edward Lowassa ||
Jakaya Kikwete || Jakaya Mrisho Kikwete ~ jakay mrisho kikwete
Benjamin Mkapa || Benjamin William Mkapa
O'tkir Sultonov | Sultonov | Utkir Sultanov ~ otkir sultonov
Kalkot Mataskelekele || ~ kalkot matas kelekele
Pedro Carmona | | Pedro Carmona Estanga
Ramón José Velásquez | Velásquez | Ramon Jose Velasquez
Carlos Andrés Pérez | Pérez | Carlos Andres Perez
Lê Duẩn | Le Duan | Le Duan
Vo Van Kiet | Kiet | Võ Văn Kiệt
Do Muoi | Do Muoi | Đỗ Mười
Pham Van Dong | Dong | Phạm Văn Đồng
Phan Van Khai | Khai | Phan Văn Khải
Nong Duc Manh | Manh | Nông Đức Mạnh
Nguyen Van Linh | Linh | Nguyễn Văn Linh
Truong Chinh | Truong Chinh | Trường Chinh
Nguyen Tan Dung | Dung | Nguyễn Tấn Dũng
Nguyen Minh Triet | Triet | Nguyễn Minh Triết
Nguyen Van Thieu | Thieu | Nguyễn Văn Thiệu
Tran Van Huong | Huong |
Ali Salem al-Beidh | Beidh | Ali Salim al-Beidh ~ ali salim al baidh
Ali Mohammed Mujawar || Ali Muhammad Mujawar
Abd al-Karim al-Iryani | Iryani | Abdul Karim al-Iryani; Abdul-Karim al-Iryani
Abdul Aziz Abdul Ghani | Abdul Ghani |
Haidar Abu Bakr al-Attas | Attas | Haider Abu Bakr al-Attas
Levy Mwanawasa || ~ levy patrick mwanawasa
Festus Mogae || ~ festus gontebanye mogae
William McMahon || Billy McMahon
Saadeddine Othmani | | Saad Eddine el-Othmani; Saadeddine El Othmani
Abdelaziz Djerad || Abdelaziz Djerrad
Mohamed Abdullahi Farmajo || Mohamed Abdullahi Mohamed
Hassan Ali Khaire || Hassan Ali Khayre
Omar Sharmarke || Omar Abdirashid Ali Sharmarke; Omar Abdirashid Sharmarke
Abdiweli Gaas | Gaas | Abdiweli Mohamed Ali
Prince Souphanouvong | Souphanouvong |
Vu Van Mau | Mau |
Fernando de Santiago | de Santiago | ~ fernando de santiago y diaz de mendivil
Micheline Calmy-Rey | Calmy-Rey |
Sabine Bergmann-Pohl | Bergmann-Pohl |
Damião Vaz de Almeida | Vaz de Almeida | ~ damiao vaz dalmeida
Hammer DeRoburt ||
Andrés Rodríguez || Andres Rodriguez
Jean Alingué Bawoyeu || Jean Alingue Bawoyeu
"""

if __name__ == "__main__":
    sys.stdout.write(main(sys.stdin, *sys.argv[1:3]))
