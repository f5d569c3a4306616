# ruff: noqa: E501 - an office is one line of the table
"""Begin kg/data/offices.jsonl: who held which office of a state or organisation, and when.

    python scripts/build_offices.py WORLD_LEADERS FACTBOOK | python scripts/add_leaders.py PEPPERCAT COUNTRYINFO > kg/data/offices.jsonl

WORLD_LEADERS has terms from Wikidata with years (`gold`: country, positionLabel, officeholder, officeholderLabel,
start_year, end_year); FACTBOOK the governments of the CIA World Factbook (`gold`: name, long, chief_of_state,
head_of_government). OFFICES below goes further back and wins where it has an office. PERSONS gives one name to one
person. The date of either source is the newest one that stands in it. add_leaders.py puts earlier terms to these.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.gazetteer import Gazetteer

OWN_AS_OF = "2025-10"
LEADERS_AS_OF = "2022-10"
LEADERS_SOURCE = "Wikidata (CC0)"
FACTBOOK_SOURCE = "CIA World Factbook (public domain)"
UNKNOWN_END = "in office at the date in 'until', out of office by {}; the day between is not in the sources"


def _split(text: str, by: str) -> list[str]:
    return [part.strip() for part in text.split(by) if part.strip()]


# role | of | source | start holder; start holder; ... - a holder leaves when the next one starts, "-" is nobody.
# "(acting)" after a name becomes a note. A last holder is in office as of OWN_AS_OF.
OFFICES = """
President | state-usa | history.state.gov, Presidents; whitehouse.gov | 1933-03-04 Franklin D. Roosevelt; 1945-04-12 Harry S. Truman; 1953-01-20 Dwight D. Eisenhower; 1961-01-20 John F. Kennedy; 1963-11-22 Lyndon B. Johnson; 1969-01-20 Richard Nixon; 1974-08-09 Gerald Ford; 1977-01-20 Jimmy Carter; 1981-01-20 Ronald Reagan; 1989-01-20 George H. W. Bush; 1993-01-20 Bill Clinton; 2001-01-20 George W. Bush; 2009-01-20 Barack Obama; 2017-01-20 Donald Trump; 2021-01-20 Joe Biden; 2025-01-20 Donald Trump
Vice President | state-usa | senate.gov, Vice Presidents of the United States | 1981-01-20 George H. W. Bush; 1989-01-20 Dan Quayle; 1993-01-20 Al Gore; 2001-01-20 Dick Cheney; 2009-01-20 Joe Biden; 2017-01-20 Mike Pence; 2021-01-20 Kamala Harris; 2025-01-20 JD Vance
Secretary of State | state-usa | history.state.gov, Secretaries of State | 1973-09-22 Henry Kissinger; 1977-01-20 -; 1977-01-23 Cyrus Vance; 1980-04-28 -; 1980-05-08 Edmund Muskie; 1981-01-18 -; 1981-01-22 Alexander Haig; 1982-07-05 -; 1982-07-16 George Shultz; 1989-01-20 -; 1989-01-25 James Baker; 1992-08-23 -; 1992-12-08 Lawrence Eagleburger; 1993-01-19 -; 1993-01-20 Warren Christopher; 1997-01-17 -; 1997-01-23 Madeleine Albright; 2001-01-20 Colin Powell; 2005-01-26 Condoleezza Rice; 2009-01-20 -; 2009-01-21 Hillary Clinton; 2013-02-01 John Kerry; 2017-01-20 -; 2017-02-01 Rex Tillerson; 2018-03-31 -; 2018-04-26 Mike Pompeo; 2021-01-20 -; 2021-01-26 Antony Blinken; 2025-01-20 -; 2025-01-21 Marco Rubio
Secretary of Defense | state-usa | history.defense.gov, Secretaries of Defense | 1989-03-21 Dick Cheney; 1993-01-20 -; 1993-01-21 Les Aspin; 1994-02-03 William Perry; 1997-01-24 William Cohen; 2001-01-20 Donald Rumsfeld; 2006-12-18 Robert Gates; 2011-07-01 Leon Panetta; 2013-02-27 Chuck Hagel; 2015-02-17 Ash Carter; 2017-01-20 Jim Mattis; 2019-01-01 -; 2019-07-23 Mark Esper; 2020-11-09 -; 2021-01-22 Lloyd Austin; 2025-01-20 -; 2025-01-25 Pete Hegseth
National Security Advisor | state-usa | whitehouse.gov, National Security Council | 2001-01-20 Condoleezza Rice; 2005-01-26 Stephen Hadley; 2009-01-20 James L. Jones; 2010-10 Tom Donilon; 2013-07-01 Susan Rice; 2017-01-20 Michael Flynn; 2017-02-13 -; 2017-02-20 H. R. McMaster; 2018-04-09 John Bolton; 2019-09-10 -; 2019-09-18 Robert O'Brien; 2021-01-20 Jake Sullivan; 2025-01-20 Mike Waltz; 2025-05-01 -

King or Queen | state-gbr | royal.uk, Kings and Queens | 1936-12-11 George VI; 1952-02-06 Elizabeth II; 2022-09-08 Charles III
Prime Minister | state-gbr | GOV.UK, past Prime Ministers | 1940-05-10 Winston Churchill; 1945-07-26 Clement Attlee; 1951-10-26 Winston Churchill; 1955-04 Anthony Eden; 1957-01-10 Harold Macmillan; 1963-10 Alec Douglas-Home; 1964-10-16 Harold Wilson; 1970-06-19 Edward Heath; 1974-03-04 Harold Wilson; 1976-04-05 James Callaghan; 1979-05-04 Margaret Thatcher; 1990-11-28 John Major; 1997-05-02 Tony Blair; 2007-06-27 Gordon Brown; 2010-05-11 David Cameron; 2016-07-13 Theresa May; 2019-07-24 Boris Johnson; 2022-09-06 Liz Truss; 2022-10-25 Rishi Sunak; 2024-07-05 Keir Starmer
Foreign Secretary | state-gbr | GOV.UK, past Foreign Secretaries | 1989-10-26 Douglas Hurd; 1995-07-05 Malcolm Rifkind; 1997-05-02 Robin Cook; 2001-06-08 Jack Straw; 2006-05-05 Margaret Beckett; 2007-06-28 David Miliband; 2010-05 William Hague; 2014-07 Philip Hammond; 2016-07-13 Boris Johnson; 2018-07-09 Jeremy Hunt; 2019-07-24 Dominic Raab; 2021-09-15 Liz Truss; 2022-09-06 James Cleverly; 2023-11-13 David Cameron; 2024-07-05 David Lammy; 2025-09-05 Yvette Cooper
Defence Secretary | state-gbr | GOV.UK, Secretary of State for Defence | 2010-05 Liam Fox; 2011-10-14 Philip Hammond; 2014-07 Michael Fallon; 2017-11-02 Gavin Williamson; 2019-05-01 Penny Mordaunt; 2019-07-24 Ben Wallace; 2023-08-31 Grant Shapps; 2024-07-05 John Healey

General Secretary | state-sun | history.state.gov, Foreign Relations of the United States; Encyclopaedia Britannica, Soviet Union | 1922-04-03 Joseph Stalin; 1953-03-05 -; 1953-09 Nikita Khrushchev; 1964-10-14 Leonid Brezhnev; 1982-11-12 Yuri Andropov; 1984-02-13 Konstantin Chernenko; 1985-03-11 Mikhail Gorbachev; 1991-08-24 -
President | state-sun | Encyclopaedia Britannica, Mikhail Gorbachev | 1990-03-15 Mikhail Gorbachev; 1991-12-25 -
Foreign Minister | state-sun | Encyclopaedia Britannica, Soviet Union | 1939-05 Vyacheslav Molotov; 1949-03 Andrey Vyshinsky; 1953-03 Vyacheslav Molotov; 1956-06 -; 1957-02 Andrei Gromyko; 1985-07-02 Eduard Shevardnadze; 1990-12 -
President | state-rus | kremlin.ru, Presidents of Russia | 1991-07-10 Boris Yeltsin; 1999-12-31 Vladimir Putin (acting); 2000-05-07 Vladimir Putin; 2008-05-07 Dmitry Medvedev; 2012-05-07 Vladimir Putin
Prime Minister | state-rus | government.ru, Prime Ministers of Russia | 1992-12-14 Viktor Chernomyrdin; 1998-03-23 -; 1998-04-24 Sergei Kiriyenko; 1998-08-23 -; 1998-09-11 Yevgeny Primakov; 1999-05-12 -; 1999-05-19 Sergei Stepashin; 1999-08-09 Vladimir Putin; 2000-05-07 Mikhail Kasyanov; 2004-02-24 -; 2004-03-05 Mikhail Fradkov; 2007-09-14 Viktor Zubkov; 2008-05-08 Vladimir Putin; 2012-05-08 Dmitry Medvedev; 2020-01-16 Mikhail Mishustin
Foreign Minister | state-rus | mid.ru, Foreign Ministers | 1990-10-11 Andrei Kozyrev; 1996-01-05 -; 1996-01-09 Yevgeny Primakov; 1998-09-11 Igor Ivanov; 2004-03-09 Sergey Lavrov
Defense Minister | state-rus | mil.ru, Ministers of Defence | 2001-03-28 Sergei Ivanov; 2007-02-15 Anatoly Serdyukov; 2012-11-06 Sergei Shoigu; 2024-05-14 Andrei Belousov

President | state-fra | elysee.fr, Presidents of the Republic | 1959-01-08 Charles de Gaulle; 1969-04-28 -; 1969-06-20 Georges Pompidou; 1974-04-02 -; 1974-05-27 Valéry Giscard d'Estaing; 1981-05-21 François Mitterrand; 1995-05-17 Jacques Chirac; 2007-05-16 Nicolas Sarkozy; 2012-05-15 François Hollande; 2017-05-14 Emmanuel Macron
Prime Minister | state-fra | gouvernement.fr, Prime Ministers since 1958 | 1988-05-10 Michel Rocard; 1991-05-15 Édith Cresson; 1992-04-02 Pierre Bérégovoy; 1993-03-29 Édouard Balladur; 1995-05-17 Alain Juppé; 1997-06-02 Lionel Jospin; 2002-05-06 Jean-Pierre Raffarin; 2005-05-31 Dominique de Villepin; 2007-05-17 François Fillon; 2012-05-15 Jean-Marc Ayrault; 2014-03-31 Manuel Valls; 2016-12-06 Bernard Cazeneuve; 2017-05-15 Édouard Philippe; 2020-07-03 Jean Castex; 2022-05-16 Élisabeth Borne; 2024-01-09 Gabriel Attal; 2024-09-05 Michel Barnier; 2024-12-13 François Bayrou; 2025-09-09 Sébastien Lecornu
Foreign Minister | state-fra | diplomatie.gouv.fr, former ministers | 1988-05 Roland Dumas; 1993-03 Alain Juppé; 1995-05 Hervé de Charette; 1997-06 Hubert Védrine; 2002-05 Dominique de Villepin; 2004-03 Michel Barnier; 2005-06 Philippe Douste-Blazy; 2007-05 Bernard Kouchner; 2010-11 Michèle Alliot-Marie; 2011-02 Alain Juppé; 2012-05 Laurent Fabius; 2016-02 Jean-Marc Ayrault; 2017-05 Jean-Yves Le Drian; 2022-05 Catherine Colonna; 2024-01 Stéphane Séjourné; 2024-09 Jean-Noël Barrot
Armed Forces Minister | state-fra | defense.gouv.fr, former ministers | 2017-06 Florence Parly; 2022-05 Sébastien Lecornu; 2025-10 Catherine Vautrin

Chancellor | state-deu | bundeskanzler.de, Chancellors since 1949 | 1949-09-15 Konrad Adenauer; 1963-10-16 Ludwig Erhard; 1966-12-01 Kurt Georg Kiesinger; 1969-10-21 Willy Brandt; 1974-05-07 -; 1974-05-16 Helmut Schmidt; 1982-10-01 Helmut Kohl; 1998-10-27 Gerhard Schröder; 2005-11-22 Angela Merkel; 2021-12-08 Olaf Scholz; 2025-05-06 Friedrich Merz
President | state-deu | bundespraesident.de, Federal Presidents | 1984-07-01 Richard von Weizsäcker; 1994-07-01 Roman Herzog; 1999-07-01 Johannes Rau; 2004-07-01 Horst Köhler; 2010-05-31 -; 2010-06-30 Christian Wulff; 2012-02-17 -; 2012-03-18 Joachim Gauck; 2017-03-19 Frank-Walter Steinmeier
Foreign Minister | state-deu | auswaertiges-amt.de, Foreign Ministers since 1951 | 1974-05 Hans-Dietrich Genscher; 1992-05-18 Klaus Kinkel; 1998-10-27 Joschka Fischer; 2005-11-22 Frank-Walter Steinmeier; 2009-10-28 Guido Westerwelle; 2013-12-17 Frank-Walter Steinmeier; 2017-01-27 Sigmar Gabriel; 2018-03-14 Heiko Maas; 2021-12-08 Annalena Baerbock; 2025-05-06 Johann Wadephul
Defense Minister | state-deu | bmvg.de, former ministers | 2013-12-17 Ursula von der Leyen; 2019-07 Annegret Kramp-Karrenbauer; 2021-12-08 Christine Lambrecht; 2023-01-19 Boris Pistorius
Führer and Chancellor | state-nazi-germany | Encyclopaedia Britannica, Adolf Hitler | 1933-01-30 Adolf Hitler; 1945-04-30 -

President | state-chn | gov.cn; Encyclopaedia Britannica, China | 1988-04 Yang Shangkun; 1993-03-27 Jiang Zemin; 2003-03-15 Hu Jintao; 2013-03-14 Xi Jinping
Premier | state-chn | gov.cn; Encyclopaedia Britannica, China | 1949-10-01 Zhou Enlai; 1976-01-08 -; 1988-04 Li Peng; 1998-03-17 Zhu Rongji; 2003-03-16 Wen Jiabao; 2013-03-15 Li Keqiang; 2023-03-11 Li Qiang
Foreign Minister | state-chn | fmprc.gov.cn, former ministers | 1988-04 Qian Qichen; 1998-03 Tang Jiaxuan; 2003-03 Li Zhaoxing; 2007-04-27 Yang Jiechi; 2013-03-16 Wang Yi; 2022-12-30 Qin Gang; 2023-07-25 Wang Yi
General Secretary | org-communist-party-of-china | Encyclopaedia Britannica, Chinese Communist Party | 1989-06-24 Jiang Zemin; 2002-11-15 Hu Jintao; 2012-11-15 Xi Jinping
Chairman | org-communist-party-of-china | Encyclopaedia Britannica, Mao Zedong | 1945-06 Mao Zedong; 1976-09-09 -
President | state-twn | english.president.gov.tw, Presidents since 1947 | 1988-01-13 Lee Teng-hui; 2000-05-20 Chen Shui-bian; 2008-05-20 Ma Ying-jeou; 2016-05-20 Tsai Ing-wen; 2024-05-20 Lai Ching-te

Emperor | state-jpn | kunaicho.go.jp, Imperial Family | 1926-12-25 Hirohito; 1989-01-07 Akihito; 2019-05-01 Naruhito
Prime Minister | state-jpn | japan.kantei.go.jp, previous Prime Ministers | 1989-08-10 Toshiki Kaifu; 1991-11-05 Kiichi Miyazawa; 1993-08-09 Morihiro Hosokawa; 1994-04-28 Tsutomu Hata; 1994-06-30 Tomiichi Murayama; 1996-01-11 Ryutaro Hashimoto; 1998-07-30 Keizo Obuchi; 2000-04-05 Yoshiro Mori; 2001-04-26 Junichiro Koizumi; 2006-09-26 Shinzo Abe; 2007-09-26 Yasuo Fukuda; 2008-09-24 Taro Aso; 2009-09-16 Yukio Hatoyama; 2010-06-08 Naoto Kan; 2011-09-02 Yoshihiko Noda; 2012-12-26 Shinzo Abe; 2020-09-16 Yoshihide Suga; 2021-10-04 Fumio Kishida; 2024-10-01 Shigeru Ishiba; 2025-10-21 Sanae Takaichi
Foreign Minister | state-jpn | mofa.go.jp, Foreign Ministers | 2012-12-26 Fumio Kishida; 2017-08-03 Taro Kono; 2019-09-11 Toshimitsu Motegi; 2021-11-04 -; 2021-11-10 Yoshimasa Hayashi; 2023-09-13 Yoko Kamikawa; 2024-10-01 Takeshi Iwaya; 2025-10-21 Toshimitsu Motegi

Prime Minister | state-ind | pmindia.gov.in, former Prime Ministers | 1947-08-15 Jawaharlal Nehru; 1964-05-27 -; 1964-06-09 Lal Bahadur Shastri; 1966-01-11 -; 1966-01-24 Indira Gandhi; 1977-03-24 Morarji Desai; 1979-07-28 Charan Singh; 1980-01-14 Indira Gandhi; 1984-10-31 Rajiv Gandhi; 1989-12-02 V. P. Singh; 1990-11-10 Chandra Shekhar; 1991-06-21 P. V. Narasimha Rao; 1996-05-16 Atal Bihari Vajpayee; 1996-06-01 H. D. Deve Gowda; 1997-04-21 Inder Kumar Gujral; 1998-03-19 Atal Bihari Vajpayee; 2004-05-22 Manmohan Singh; 2014-05-26 Narendra Modi
President | state-ind | presidentofindia.gov.in, former Presidents | 2007-07-25 Pratibha Patil; 2012-07-25 Pranab Mukherjee; 2017-07-25 Ram Nath Kovind; 2022-07-25 Droupadi Murmu
Foreign Minister | state-ind | mea.gov.in, former External Affairs Ministers | 2014-05-26 Sushma Swaraj; 2019-05-30 Subrahmanyam Jaishankar
Prime Minister | state-pak | na.gov.pk, Prime Ministers of Pakistan | 1988-12-02 Benazir Bhutto; 1990-08-06 -; 1990-11-06 Nawaz Sharif; 1993-07-18 -; 1993-10-19 Benazir Bhutto; 1996-11-05 -; 1997-02-17 Nawaz Sharif; 1999-10-12 -; 2004-08 Shaukat Aziz; 2007-11 -; 2008-03-25 Yousaf Raza Gilani; 2012-06-19 -; 2012-06-22 Raja Pervaiz Ashraf; 2013-03 -; 2013-06-05 Nawaz Sharif; 2017-07-28 -; 2017-08-01 Shahid Khaqan Abbasi; 2018-05-31 -; 2018-08-18 Imran Khan; 2022-04-10 -; 2022-04-11 Shehbaz Sharif; 2023-08-14 Anwaar-ul-Haq Kakar (acting); 2024-03-04 Shehbaz Sharif
President | state-pak | president.gov.pk, former Presidents | 2001-06-20 Pervez Musharraf; 2008-08-18 -; 2008-09-09 Asif Ali Zardari; 2013-09-09 Mamnoon Hussain; 2018-09-09 Arif Alvi; 2024-03-10 Asif Ali Zardari
Foreign Minister | state-pak | mofa.gov.pk, former Foreign Ministers | 2018-08-20 Shah Mahmood Qureshi; 2022-04-10 -; 2022-04-27 Bilawal Bhutto Zardari; 2023-08 -; 2024-03 Ishaq Dar

Prime Minister | state-isr | gov.il, Prime Ministers of Israel | 1948-05-14 David Ben-Gurion; 1954-01 Moshe Sharett; 1955-11 David Ben-Gurion; 1963-06 Levi Eshkol; 1969-02-26 -; 1969-03-17 Golda Meir; 1974-06-03 Yitzhak Rabin; 1977-06 Menachem Begin; 1983-10 Yitzhak Shamir; 1984-09 Shimon Peres; 1986-10-20 Yitzhak Shamir; 1992-07-13 Yitzhak Rabin; 1995-11-04 Shimon Peres; 1996-06-18 Benjamin Netanyahu; 1999-07-06 Ehud Barak; 2001-03-07 Ariel Sharon; 2006-04-14 Ehud Olmert; 2009-03-31 Benjamin Netanyahu; 2021-06-13 Naftali Bennett; 2022-07-01 Yair Lapid; 2022-12-29 Benjamin Netanyahu
President | state-isr | gov.il, Presidents of Israel | 1993-05-13 Ezer Weizman; 2000-07 -; 2000-08-01 Moshe Katsav; 2007-07-01 -; 2007-07-15 Shimon Peres; 2014-07-24 Reuven Rivlin; 2021-07-07 Isaac Herzog
Foreign Minister | state-isr | gov.il, former Ministers of Foreign Affairs | 2001-03 Shimon Peres; 2002-11 Benjamin Netanyahu; 2003-02 Silvan Shalom; 2006-01 Tzipi Livni; 2009-04 Avigdor Lieberman; 2012-12 -; 2013-11 Avigdor Lieberman; 2015-05 -; 2019-02 Israel Katz; 2020-05-17 Gabi Ashkenazi; 2021-06-13 Yair Lapid; 2022-12-29 Eli Cohen; 2024-01 Israel Katz; 2024-11 Gideon Sa'ar
Defense Minister | state-isr | gov.il, former Ministers of Defense | 2016-05 Avigdor Lieberman; 2018-11 -; 2020-05-17 Benny Gantz; 2022-12-29 Yoav Gallant; 2024-11 Israel Katz
Supreme Leader | state-irn | Encyclopaedia Britannica, Iran | 1979-12 Ruhollah Khomeini; 1989-06-03 -; 1989-06-04 Ali Khamenei
Shah | state-irn | Encyclopaedia Britannica, Mohammad Reza Shah Pahlavi | 1941-09-16 Mohammad Reza Pahlavi; 1979-02-11 -
President | state-irn | Encyclopaedia Britannica, Iran | 1981-10 Ali Khamenei; 1989-08 Akbar Hashemi Rafsanjani; 1997-08-03 Mohammad Khatami; 2005-08-03 Mahmoud Ahmadinejad; 2013-08-03 Hassan Rouhani; 2021-08 Ebrahim Raisi; 2024-05-19 Mohammad Mokhber (acting); 2024-07 Masoud Pezeshkian
Foreign Minister | state-irn | en.mfa.ir, former Foreign Ministers | 1981-12 Ali Akbar Velayati; 1997-08 Kamal Kharrazi; 2005-08 Manouchehr Mottaki; 2010-12 Ali Akbar Salehi; 2013-08 Mohammad Javad Zarif; 2021-08 Hossein Amir-Abdollahian; 2024-05-19 Ali Bagheri Kani (acting); 2024-08 Abbas Araghchi

President | state-ukr | president.gov.ua, Presidents of Ukraine | 1991-12-05 Leonid Kravchuk; 1994-07-19 Leonid Kuchma; 2005-01-23 Viktor Yushchenko; 2010-02-25 Viktor Yanukovych; 2014-02-23 Oleksandr Turchynov (acting); 2014-06-07 Petro Poroshenko; 2019-05-20 Volodymyr Zelenskyy
Prime Minister | state-ukr | kmu.gov.ua, Prime Ministers of Ukraine | 2002-11-21 Viktor Yanukovych; 2005-01-05 -; 2005-01-24 Yulia Tymoshenko; 2005-09-08 Yuriy Yekhanurov; 2006-08-04 Viktor Yanukovych; 2007-12-18 Yulia Tymoshenko; 2010-03 Mykola Azarov; 2014-01-28 -; 2014-02-27 Arseniy Yatsenyuk; 2016-04-14 Volodymyr Groysman; 2019-08-29 Oleksiy Honcharuk; 2020-03-04 Denys Shmyhal; 2025-07-17 Yulia Svyrydenko
Foreign Minister | state-ukr | mfa.gov.ua, former ministers | 2014-02-27 Andrii Deshchytsia (acting); 2014-06-19 Pavlo Klimkin; 2019-08-29 Vadym Prystaiko; 2020-03-04 Dmytro Kuleba; 2024-09-05 Andrii Sybiha
Defense Minister | state-ukr | mil.gov.ua, former ministers | 2020-03-04 Andrii Taran; 2021-11-04 Oleksii Reznikov; 2023-09-06 Rustem Umerov; 2025-07-17 Denys Shmyhal
Head of the Presidential Office | state-ukr | president.gov.ua, Office of the President | 2020-02-11 Andriy Yermak; 2025-11-28 -
President | state-blr | president.gov.by | 1994-07-20 Alexander Lukashenko
President | state-geo | president.gov.ge, former Presidents | 1995-11-26 Eduard Shevardnadze; 2003-11-23 -; 2004-01-25 Mikheil Saakashvili; 2013-11-17 Giorgi Margvelashvili; 2018-12-16 Salome Zourabichvili; 2024-12-29 Mikheil Kavelashvili
Prime Minister | state-arm | primeminister.am, former Prime Ministers | 2014-04 Hovik Abrahamyan; 2016-09 Karen Karapetyan; 2018-04-17 Serzh Sargsyan; 2018-04-23 -; 2018-05-08 Nikol Pashinyan
President | state-arm | president.am, former Presidents | 1991-11-11 Levon Ter-Petrosyan; 1998-02 -; 1998-04-09 Robert Kocharyan; 2008-04-09 Serzh Sargsyan; 2018-04-09 Armen Sarkissian; 2022-02-01 Alen Simonyan (acting); 2022-03-13 Vahagn Khachaturyan
President | state-aze | president.az, Presidents | 1992-06 Abulfaz Elchibey; 1993-10-10 Heydar Aliyev; 2003-10-31 Ilham Aliyev
President | state-kaz | akorda.kz, Presidents of Kazakhstan | 1990-04-24 Nursultan Nazarbayev; 2019-03-20 Kassym-Jomart Tokayev
President | state-uzb | president.uz | 1991-09 Islam Karimov; 2016-09-02 -; 2016-12-14 Shavkat Mirziyoyev
President | state-mda | presedinte.md, former Presidents | 2001-04-07 Vladimir Voronin; 2009-09-11 -; 2012-03-23 Nicolae Timofti; 2016-12-23 Igor Dodon; 2020-12-24 Maia Sandu

President | state-tur | tccb.gov.tr, Presidents | 1989-11-09 Turgut Özal; 1993-04-17 -; 1993-05-16 Süleyman Demirel; 2000-05-16 Ahmet Necdet Sezer; 2007-08-28 Abdullah Gül; 2014-08-28 Recep Tayyip Erdoğan
Prime Minister | state-tur | tbmm.gov.tr, governments | 1993-06-25 Tansu Çiller; 1996-03-06 Mesut Yılmaz; 1996-06-28 Necmettin Erbakan; 1997-06-30 Mesut Yılmaz; 1999-01-11 Bülent Ecevit; 2002-11-18 Abdullah Gül; 2003-03-14 Recep Tayyip Erdoğan; 2014-08-28 Ahmet Davutoğlu; 2016-05-24 Binali Yıldırım; 2018-07-09 -
Foreign Minister | state-tur | mfa.gov.tr, former ministers | 2009-05-01 Ahmet Davutoğlu; 2014-08 Mevlüt Çavuşoğlu; 2023-06 Hakan Fidan
President | state-kor | president.go.kr, former Presidents | 1988-02-25 Roh Tae-woo; 1993-02-25 Kim Young-sam; 1998-02-25 Kim Dae-jung; 2003-02-25 Roh Moo-hyun; 2008-02-25 Lee Myung-bak; 2013-02-25 Park Geun-hye; 2017-03-10 -; 2017-05-10 Moon Jae-in; 2022-05-10 Yoon Suk-yeol; 2025-04-04 -; 2025-06-04 Lee Jae-myung
Foreign Minister | state-kor | mofa.go.kr, former ministers | 2017-06 Kang Kyung-wha; 2021-02 Chung Eui-yong; 2022-05 Park Jin; 2024-01 Cho Tae-yul; 2025-07 Cho Hyun
Supreme Leader | state-prk | Encyclopaedia Britannica, North Korea | 1948-09-09 Kim Il-sung; 1994-07-08 Kim Jong-il; 2011-12-17 Kim Jong-un
Foreign Minister | state-prk | Encyclopaedia Britannica, North Korea; UN, list of heads of delegation | 2016-05 Ri Yong-ho; 2020-01 Ri Son-gwon; 2022-06 Choe Son-hui
Prime Minister | state-can | canada.ca, Prime Ministers of Canada | 1968-04-20 Pierre Trudeau; 1979-06-04 Joe Clark; 1980-03-03 Pierre Trudeau; 1984-06-30 John Turner; 1984-09-17 Brian Mulroney; 1993-06-25 Kim Campbell; 1993-11-04 Jean Chrétien; 2003-12-12 Paul Martin; 2006-02-06 Stephen Harper; 2015-11-04 Justin Trudeau; 2025-03-14 Mark Carney
Foreign Minister | state-can | lop.parl.ca, Ministers of Foreign Affairs | 1996-01-25 Lloyd Axworthy; 2000-10-17 John Manley; 2002-01 Bill Graham; 2004-07 Pierre Pettigrew; 2006-02-06 Peter MacKay; 2007-08 -; 2015-11-04 Stéphane Dion; 2017-01-10 Chrystia Freeland; 2019-11-20 François-Philippe Champagne; 2021-01-12 Marc Garneau; 2021-10-26 Mélanie Joly; 2025-05-13 Anita Anand
Prime Minister | state-ita | governo.it, governments since 1943 | 1989-07 Giulio Andreotti; 1992-06-28 Giuliano Amato; 1993-04 Carlo Azeglio Ciampi; 1994-05 Silvio Berlusconi; 1995-01-17 Lamberto Dini; 1996-05 Romano Prodi; 1998-10-21 Massimo D'Alema; 2000-04 Giuliano Amato; 2001-06-11 Silvio Berlusconi; 2006-05-17 Romano Prodi; 2008-05-08 Silvio Berlusconi; 2011-11-16 Mario Monti; 2013-04-28 Enrico Letta; 2014-02-22 Matteo Renzi; 2016-12-12 Paolo Gentiloni; 2018-06-01 Giuseppe Conte; 2021-02-13 Mario Draghi; 2022-10-22 Giorgia Meloni
President | state-ita | quirinale.it, Presidents | 1992-05-28 Oscar Luigi Scalfaro; 1999-05-18 Carlo Azeglio Ciampi; 2006-05-15 Giorgio Napolitano; 2015-01-14 -; 2015-02-03 Sergio Mattarella
Foreign Minister | state-ita | esteri.it, former ministers | 2014-02-22 Federica Mogherini; 2014-10-31 Paolo Gentiloni; 2016-12-12 Angelino Alfano; 2018-06-01 Enzo Moavero Milanesi; 2019-09-05 Luigi Di Maio; 2022-10-22 Antonio Tajani
Prime Minister | state-esp | lamoncloa.gob.es, Presidents of the Government | 1982-12 Felipe González; 1996-05 José María Aznar; 2004-04 José Luis Rodríguez Zapatero; 2011-12 Mariano Rajoy; 2018-06-02 Pedro Sánchez
King or Queen | state-esp | casareal.es | 1975-11-22 Juan Carlos I; 2014-06-19 Felipe VI
Foreign Minister | state-esp | exteriores.gob.es, former ministers | 2018-06 Josep Borrell; 2019-11 -; 2020-01 Arancha González Laya; 2021-07 José Manuel Albares
President | state-pol | prezydent.pl, Presidents | 1990-12-22 Lech Wałęsa; 1995-12-23 Aleksander Kwaśniewski; 2005-12-23 Lech Kaczyński; 2010-04-10 -; 2010-08-06 Bronisław Komorowski; 2015-08-06 Andrzej Duda; 2025-08-06 Karol Nawrocki
Prime Minister | state-pol | gov.pl, Prime Ministers | 2007-11-16 Donald Tusk; 2014-09-22 Ewa Kopacz; 2015-11-16 Beata Szydło; 2017-12-11 Mateusz Morawiecki; 2023-12 Donald Tusk
Foreign Minister | state-pol | gov.pl, former Ministers of Foreign Affairs | 2007-11-16 Radosław Sikorski; 2014-09-22 Grzegorz Schetyna; 2015-11-16 Witold Waszczykowski; 2018-01 Jacek Czaputowicz; 2020-08 Zbigniew Rau; 2023-11 -; 2023-12-13 Radosław Sikorski
Prime Minister | state-hun | parlament.hu, governments | 1998-07 Viktor Orbán; 2002-05-27 Péter Medgyessy; 2004-09-29 Ferenc Gyurcsány; 2009-04-14 Gordon Bajnai; 2010-05-29 Viktor Orbán
Foreign Minister | state-hun | kormany.hu | 2014-09-23 Péter Szijjártó
President | state-hun | parlament.hu, Presidents | 2012-05-10 János Áder; 2022-05-10 Katalin Novák; 2024-02-26 -; 2024-03-05 Tamás Sulyok
President | state-csk | hrad.cz, former Presidents | 1989-12-29 Václav Havel; 1992-07-20 -
President | state-cze | hrad.cz, former Presidents | 1993-02-02 Václav Havel; 2003-02-02 -; 2003-03-07 Václav Klaus; 2013-03-08 Miloš Zeman; 2023-03-09 Petr Pavel
President | state-rou | presidency.ro | 2004-12-20 Traian Băsescu; 2014-12-21 Klaus Iohannis; 2025-02-12 -; 2025-05-26 Nicușor Dan
Prime Minister | state-nld | government.nl, Prime Ministers | 1982-11-04 Ruud Lubbers; 1994-08-22 Wim Kok; 2002-07-22 Jan Peter Balkenende; 2010-10-14 Mark Rutte; 2024-07-02 Dick Schoof
King or Queen | state-nld | royal-house.nl | 1980-04-30 Beatrix of the Netherlands; 2013-04-30 Willem-Alexander
Prime Minister | state-bel | premier.be, former Prime Ministers | 1999-07-12 Guy Verhofstadt; 2008-03-20 Yves Leterme; 2008-12-30 Herman Van Rompuy; 2009-11-25 Yves Leterme; 2011-12-06 Elio Di Rupo; 2014-10-11 Charles Michel; 2019-10-27 Sophie Wilmès; 2020-10-01 Alexander De Croo; 2025-02-03 Bart De Wever
King or Queen | state-bel | monarchie.be | 1993-08-09 Albert II of Belgium; 2013-07-21 Philippe of Belgium
Prime Minister | state-dnk | english.stm.dk, Prime Ministers | 2001-11-27 Anders Fogh Rasmussen; 2009-04-05 Lars Løkke Rasmussen; 2011-10-03 Helle Thorning-Schmidt; 2015-06-28 Lars Løkke Rasmussen; 2019-06-27 Mette Frederiksen
King or Queen | state-dnk | kongehuset.dk | 1972-01-14 Margrethe II; 2024-01-14 Frederik X
Foreign Minister | state-dnk | um.dk, former ministers | 2019-06-27 Jeppe Kofod; 2022-12-15 Lars Løkke Rasmussen
Prime Minister | state-nor | regjeringen.no, former governments | 1990-11-03 Gro Harlem Brundtland; 1996-10-25 Thorbjørn Jagland; 1997-10-17 Kjell Magne Bondevik; 2000-03-17 Jens Stoltenberg; 2001-10-19 Kjell Magne Bondevik; 2005-10-17 Jens Stoltenberg; 2013-10-16 Erna Solberg; 2021-10-14 Jonas Gahr Støre
Foreign Minister | state-nor | regjeringen.no, former Ministers of Foreign Affairs | 2013-10-16 Børge Brende; 2017-10-20 Ine Eriksen Søreide; 2021-10-14 Anniken Huitfeldt; 2023-10-16 Espen Barth Eide
Prime Minister | state-swe | government.se, former governments | 1996-03-22 Göran Persson; 2006-10-06 Fredrik Reinfeldt; 2014-10-03 Stefan Löfven; 2021-11-30 Magdalena Andersson; 2022-10-18 Ulf Kristersson
President | state-fin | presidentti.fi, former Presidents | 1982-01-27 Mauno Koivisto; 1994-03-01 Martti Ahtisaari; 2000-03-01 Tarja Halonen; 2012-03-01 Sauli Niinistö; 2024-03-01 Alexander Stubb
Prime Minister | state-fin | valtioneuvosto.fi, governments | 2014-06-24 Alexander Stubb; 2015-05-29 Juha Sipilä; 2019-06-06 Antti Rinne; 2019-12-10 Sanna Marin; 2023-06-20 Petteri Orpo
Foreign Minister | state-fin | valtioneuvosto.fi, ministers | 2015-05-29 Timo Soini; 2019-06-06 Pekka Haavisto; 2023-06-20 Elina Valtonen
Prime Minister | state-est | valitsus.ee, governments | 2021-01-26 Kaja Kallas; 2024-07-23 Kristen Michal
President | state-ltu | lrp.lt, former Presidents | 2009-07-12 Dalia Grybauskaitė; 2019-07-12 Gitanas Nausėda
Prime Minister | state-lva | mk.gov.lv, former Prime Ministers | 2019-01-23 Krišjānis Kariņš; 2023-09-15 Evika Siliņa
President | state-lva | president.lv, former Presidents | 2019-07-08 Egils Levits; 2023-07-08 Edgars Rinkēvičs
Prime Minister | state-grc | primeminister.gr, former Prime Ministers | 1996-01-22 Costas Simitis; 2004-03-10 Kostas Karamanlis; 2009-10-06 George Papandreou; 2011-11-11 Lucas Papademos; 2012-05 -; 2012-06-20 Antonis Samaras; 2015-01-26 Alexis Tsipras; 2019-07-08 Kyriakos Mitsotakis
Taoiseach | state-irl | gov.ie, past Taoisigh | 1992-02-11 Albert Reynolds; 1994-12-15 John Bruton; 1997-06-26 Bertie Ahern; 2008-05-07 Brian Cowen; 2011-03-09 Enda Kenny; 2017-06-14 Leo Varadkar; 2020-06-27 Micheál Martin; 2022-12-17 Leo Varadkar; 2024-04-09 Simon Harris; 2025-01-23 Micheál Martin
President | state-irl | president.ie, former Presidents | 1990-12-03 Mary Robinson; 1997-09-12 -; 1997-11-11 Mary McAleese; 2011-11-11 Michael D. Higgins; 2025-11-11 Catherine Connolly
Chancellor | state-aut | bundeskanzleramt.gv.at, Chancellors since 1945 | 2017-12-18 Sebastian Kurz; 2019-05-28 -; 2020-01-07 Sebastian Kurz; 2021-10-11 Alexander Schallenberg; 2021-12-06 Karl Nehammer; 2025-01-10 Alexander Schallenberg (acting); 2025-03-03 Christian Stocker
Prime Minister | state-prt | portugal.gov.pt, former governments | 2002-04-06 José Manuel Barroso; 2004-07-17 Pedro Santana Lopes; 2005-03-12 José Sócrates; 2011-06-21 Pedro Passos Coelho; 2015-11-26 António Costa; 2024-04-02 Luís Montenegro
Prime Minister | state-svk | vlada.gov.sk, former governments | 2006-07-04 Robert Fico; 2010-07 -; 2012-04-04 Robert Fico; 2018-03-22 Peter Pellegrini; 2020-03-21 Igor Matovič; 2021-04-01 Eduard Heger; 2023-05-15 Ľudovít Ódor; 2023-10-25 Robert Fico
President | state-svk | prezident.sk, former Presidents | 2014-06-15 Andrej Kiska; 2019-06-15 Zuzana Čaputová; 2024-06-15 Peter Pellegrini

President | state-yug | Encyclopaedia Britannica, Yugoslavia | 1953-01-14 Josip Broz Tito; 1980-05-04 -
President | state-scg | Encyclopaedia Britannica, Serbia and Montenegro | 1997-07-23 Slobodan Milošević; 2000-10-07 Vojislav Koštunica; 2003-03-07 -
President | state-srb | predsednik.rs, former Presidents | 1991-01-11 Slobodan Milošević; 1997-07-23 -; 1997-12-29 Milan Milutinović; 2002-12-29 -; 2004-07-11 Boris Tadić; 2012-04-05 -; 2012-05-31 Tomislav Nikolić; 2017-05-31 Aleksandar Vučić
Prime Minister | state-srb | srbija.gov.rs, previous governments | 2001-01-25 Zoran Đinđić; 2003-03-12 -; 2003-03-18 Zoran Živković; 2004-03-03 Vojislav Koštunica; 2008-07-07 Mirko Cvetković; 2012-07-27 Ivica Dačić; 2014-04-27 Aleksandar Vučić; 2017-05 -; 2017-06-29 Ana Brnabić; 2024-05-02 Miloš Vučević; 2025-04-16 Đuro Macut
President | state-hrv | predsjednik.hr, former Presidents | 1990-05-30 Franjo Tuđman; 1999-12-10 -; 2000-02-18 Stjepan Mesić; 2010-02-18 Ivo Josipović; 2015-02 Kolinda Grabar-Kitarović; 2020-02-18 Zoran Milanović
Chairman of the Presidency | state-bih | predsjednistvobih.ba | 1990-12-20 Alija Izetbegović; 1998-10 -
Prime Minister | state-xkx | kryeministri.rks-gov.net | 2008-01-09 Hashim Thaçi; 2014-12-09 Isa Mustafa; 2017-09-09 Ramush Haradinaj; 2020-02-03 Albin Kurti; 2020-06-03 Avdullah Hoti; 2021-03-22 Albin Kurti
President | state-xkx | president-ksgov.net | 2011-04-07 Atifete Jahjaga; 2016-04-07 Hashim Thaçi; 2020-11-05 Vjosa Osmani
Prime Minister | state-mne | gov.me, former Prime Ministers | 2020-12-04 Zdravko Krivokapić; 2022-04-28 Dritan Abazović; 2023-10-31 Milojko Spajić
President | state-mne | predsjednik.me | 2018-05-20 Milo Đukanović; 2023-05-20 Jakov Milatović

President | state-egy | presidency.eg; Encyclopaedia Britannica, Egypt | 1956-06 Gamal Abdel Nasser; 1970-09-28 -; 1970-10-15 Anwar Sadat; 1981-10-06 -; 1981-10-14 Hosni Mubarak; 2011-02-11 -; 2012-06-30 Mohamed Morsi; 2013-07-03 -; 2013-07-04 Adly Mansour (acting); 2014-06-08 Abdel Fattah el-Sisi
Foreign Minister | state-egy | mfa.gov.eg, former ministers | 2014-06 Sameh Shoukry; 2024-07-03 Badr Abdelatty
King or Queen | state-sau | Encyclopaedia Britannica, Saudi Arabia | 1964-11-02 Faisal of Saudi Arabia; 1975-03-25 Khalid of Saudi Arabia; 1982-06-13 Fahd of Saudi Arabia; 2005-08-01 Abdullah of Saudi Arabia; 2015-01-23 Salman of Saudi Arabia
Crown Prince | state-sau | Saudi Press Agency | 2015-04-29 Mohammed bin Nayef; 2017-06-21 Mohammed bin Salman
Prime Minister | state-sau | Saudi Press Agency | 2015-01-23 Salman of Saudi Arabia; 2022-09-27 Mohammed bin Salman
Foreign Minister | state-sau | Saudi Press Agency | 1975-10 Saud al-Faisal; 2015-04-29 Adel al-Jubeir; 2018-12-27 Ibrahim al-Assaf; 2019-10-23 Faisal bin Farhan
President | state-irq | Encyclopaedia Britannica, Iraq | 1979-07-16 Saddam Hussein; 2003-04-09 -; 2005-04-07 Jalal Talabani; 2014-07-24 Fuad Masum; 2018-10-02 Barham Salih; 2022-10-13 Abdul Latif Rashid
Prime Minister | state-irq | Encyclopaedia Britannica, Iraq | 2004-06-28 Ayad Allawi; 2005-05-03 Ibrahim al-Jaafari; 2006-05-20 Nouri al-Maliki; 2014-09-08 Haider al-Abadi; 2018-10-25 Adil Abdul-Mahdi; 2020-05-07 Mustafa al-Kadhimi; 2022-10-27 Mohammed Shia al-Sudani
President | state-syr | Encyclopaedia Britannica, Syria | 1971-03 Hafez al-Assad; 2000-06-10 -; 2000-07-17 Bashar al-Assad; 2024-12-08 -; 2025-01-29 Ahmed al-Sharaa
Foreign Minister | state-syr | SANA; Encyclopaedia Britannica, Syria | 2006-02 Walid Muallem; 2020-11-16 -; 2020-11-22 Faisal Mekdad; 2024-09 -; 2024-12-21 Asaad al-Shaibani
Leader | state-lby | Encyclopaedia Britannica, Muammar al-Qaddafi | 1969-09-01 Muammar Gaddafi; 2011-08 -
Chairman of the Presidential Council | state-lby | UN Security Council, reports on UNSMIL | 2016-03 Fayez al-Sarraj; 2021-03 Mohamed al-Menfi
Prime Minister | state-lby | UN Security Council, reports on UNSMIL | 2021-03 Abdul Hamid Dbeibah
President | state-yem | Encyclopaedia Britannica, Yemen | 1990-05-22 Ali Abdullah Saleh; 2012-02 Abdrabbuh Mansur Hadi; 2022-04-07 -
Chairman of the Presidential Leadership Council | state-yem | declaration of 7 April 2022 | 2022-04-07 Rashad al-Alimi
King or Queen | state-jor | kingabdullah.jo; Encyclopaedia Britannica, Jordan | 1952-08-11 Hussein of Jordan; 1999-02-07 Abdullah II
Foreign Minister | state-jor | mfa.gov.jo | 2017-01 Ayman Safadi
President | state-lbn | presidency.gov.lb, former Presidents | 1998-11-24 Émile Lahoud; 2007-11 -; 2008-05-25 Michel Suleiman; 2014-05-25 -; 2016-10-31 Michel Aoun; 2022-10-31 -; 2025-01-09 Joseph Aoun
Prime Minister | state-lbn | pcm.gov.lb, former Prime Ministers | 2000-10 Rafic Hariri; 2004-10 -; 2016-12-18 Saad Hariri; 2020-01-21 Hassan Diab; 2021-09-10 Najib Mikati; 2025-02-08 Nawaf Salam
President | state-pse | Encyclopaedia Britannica, Palestinian Authority | 1996-01-20 Yasser Arafat; 2004-11-11 -; 2005-01-15 Mahmoud Abbas
Prime Minister | state-pse | WAFA, governments | 2007-06 Salam Fayyad; 2013-06 Rami Hamdallah; 2019-04-13 Mohammad Shtayyeh; 2024-03-31 Mohammad Mustafa
Chairman | org-plo | Encyclopaedia Britannica, Palestine Liberation Organization | 1969-02 Yasser Arafat; 2004-11-11 Mahmoud Abbas
Emir | state-qat | diwan.gov.qa | 1995-06-27 Hamad bin Khalifa Al Thani; 2013-06-25 Tamim bin Hamad Al Thani
Prime Minister | state-qat | gco.gov.qa | 2013-06-26 Abdullah bin Nasser Al Thani; 2020-01-28 Khalid bin Khalifa Al Thani; 2023-03-07 Mohammed bin Abdulrahman Al Thani
Foreign Minister | state-qat | mofa.gov.qa | 2016-01 Mohammed bin Abdulrahman Al Thani
President | state-are | wam.ae, Presidents | 1971-12-02 Zayed bin Sultan Al Nahyan; 2004-11-03 Khalifa bin Zayed Al Nahyan; 2022-05-14 Mohammed bin Zayed Al Nahyan
Foreign Minister | state-are | mofa.gov.ae | 2006-02 Abdullah bin Zayed Al Nahyan
Sultan | state-omn | omannews.gov.om | 1970-07-23 Qaboos bin Said; 2020-01-11 Haitham bin Tariq
Emir | state-kwt | kuna.net.kw | 1977-12-31 Jaber Al-Ahmad Al-Sabah; 2006-01 -; 2006-01-29 Sabah Al-Ahmad Al-Sabah; 2020-09-29 Nawaf Al-Ahmad Al-Jaber Al-Sabah; 2023-12-16 Mishal Al-Ahmad Al-Jaber Al-Sabah
President | state-afg | Encyclopaedia Britannica, Afghanistan | 2004-12-07 Hamid Karzai; 2014-09-29 Ashraf Ghani; 2021-08-15 -
Leader | org-taliban | UN Security Council, reports of the Monitoring Team | 2016-05 Hibatullah Akhundzada
President | state-tun | Encyclopaedia Britannica, Tunisia | 1987-11-07 Zine El Abidine Ben Ali; 2011-01-14 -; 2011-12 Moncef Marzouki; 2014-12-31 Beji Caid Essebsi; 2019-07-25 -; 2019-10-23 Kais Saied
President | state-dza | Encyclopaedia Britannica, Algeria | 1999-04-27 Abdelaziz Bouteflika; 2019-04-02 -; 2019-12 Abdelmadjid Tebboune
King or Queen | state-mar | Encyclopaedia Britannica, Morocco | 1961-02-26 Hassan II; 1999-07-23 Mohammed VI
Foreign Minister | state-mar | diplomatie.ma | 2017-04-05 Nasser Bourita

President | state-zaf | thepresidency.gov.za, former Presidents | 1989-09 F. W. de Klerk; 1994-05-10 Nelson Mandela; 1999-06 Thabo Mbeki; 2008-09-25 Kgalema Motlanthe; 2009-05-09 Jacob Zuma; 2018-02-15 Cyril Ramaphosa
President | state-nga | statehouse.gov.ng | 1999-05-29 Olusegun Obasanjo; 2007-05-29 Umaru Musa Yar'Adua; 2010-05-06 Goodluck Jonathan; 2015-05-29 Muhammadu Buhari; 2023-05-29 Bola Tinubu
President | state-ken | president.go.ke | 1978 Daniel arap Moi; 2002-12-30 Mwai Kibaki; 2013-04-09 Uhuru Kenyatta; 2022-09-13 William Ruto
Prime Minister | state-eth | pmo.gov.et | 1995-08 Meles Zenawi; 2012-08-20 Hailemariam Desalegn; 2018-04-02 Abiy Ahmed
President | state-sdn | Encyclopaedia Britannica, Sudan | 1993-10-16 Omar al-Bashir; 2019-04-11 -
Chairman of the Sovereignty Council | state-sdn | Encyclopaedia Britannica, Sudan | 2019-08-21 Abdel Fattah al-Burhan
President | state-zwe | Encyclopaedia Britannica, Zimbabwe | 1987-12-31 Robert Mugabe; 2017-11-21 -; 2017-11-24 Emmerson Mnangagwa
President | state-zar | Encyclopaedia Britannica, Mobutu Sese Seko | 1971-10-27 Mobutu Sese Seko; 1997-05-16 -
President | state-cod | Encyclopaedia Britannica, Democratic Republic of the Congo | 1997-05 Laurent-Désiré Kabila; 2001-01 Joseph Kabila; 2019-01 Félix Tshisekedi
President | state-rwa | Encyclopaedia Britannica, Rwanda | 1973-07-05 Juvénal Habyarimana; 1994-04-06 -; 1994-07-19 Pasteur Bizimungu; 2000-03-23 -; 2000-04-22 Paul Kagame
President | state-civ | Encyclopaedia Britannica, Côte d'Ivoire | 2000-10-26 Laurent Gbagbo; 2011-04-11 Alassane Ouattara
President | state-lbr | Encyclopaedia Britannica, Liberia | 1997-08-02 Charles Taylor; 2003-08-11 -; 2006-01-16 Ellen Johnson Sirleaf; 2018-01-22 George Weah; 2024-01-22 Joseph Boakai
President | state-gha | presidency.gov.gh | 2001-01-07 John Kufuor; 2009-01-07 John Atta Mills; 2012-07-24 John Dramani Mahama; 2017-01-07 Nana Akufo-Addo; 2025-01-07 John Dramani Mahama
President | state-sen | presidence.sn | 2000-04-01 Abdoulaye Wade; 2012-04-02 Macky Sall; 2024-04-02 Bassirou Diomaye Faye

President | state-bra | gov.br, galeria de presidentes | 1985-03-15 José Sarney; 1990-03-15 Fernando Collor de Mello; 1992-12-29 Itamar Franco; 1995-01-01 Fernando Henrique Cardoso; 2003-01-01 Luiz Inácio Lula da Silva; 2011-01-01 Dilma Rousseff; 2016-08-31 Michel Temer; 2019-01-01 Jair Bolsonaro; 2023-01-01 Luiz Inácio Lula da Silva
President | state-arg | casarosada.gob.ar, galería de presidentes | 1983-12-10 Raúl Alfonsín; 1989-07-08 Carlos Menem; 1999-12-10 Fernando de la Rúa; 2001-12 -; 2002-01 Eduardo Duhalde; 2003-05-25 Néstor Kirchner; 2007-12-10 Cristina Fernández de Kirchner; 2015-12-10 Mauricio Macri; 2019-12-10 Alberto Fernández; 2023-12-10 Javier Milei
President | state-mex | gob.mx; Encyclopaedia Britannica, Mexico | 1988-12-01 Carlos Salinas de Gortari; 1994-12-01 Ernesto Zedillo; 2000-12-01 Vicente Fox; 2006-12-01 Felipe Calderón; 2012-12-01 Enrique Peña Nieto; 2018-12-01 Andrés Manuel López Obrador; 2024-10-01 Claudia Sheinbaum
President | state-col | presidencia.gov.co | 2002-08-07 Álvaro Uribe; 2010-08-07 Juan Manuel Santos; 2018-08-07 Iván Duque; 2022-08-07 Gustavo Petro
President | state-ven | Encyclopaedia Britannica, Venezuela | 1999-02-02 Hugo Chávez; 2013-03-05 Nicolás Maduro; 2026-01-05 Delcy Rodríguez (acting)
President | state-cub | Encyclopaedia Britannica, Cuba | 1976-12 Fidel Castro; 2008-02-24 Raúl Castro; 2018-04-19 Miguel Díaz-Canel
President | state-chl | gob.cl; Encyclopaedia Britannica, Chile | 1974-12 Augusto Pinochet; 1990-03-11 Patricio Aylwin; 1994-03-11 Eduardo Frei Ruiz-Tagle; 2000-03-11 Ricardo Lagos; 2006-03-11 Michelle Bachelet; 2010-03-11 Sebastián Piñera; 2014-03-11 Michelle Bachelet; 2018-03-11 Sebastián Piñera; 2022-03-11 Gabriel Boric
President | state-per | gob.pe; Encyclopaedia Britannica, Peru | 1990-07-28 Alberto Fujimori; 2000-11-22 -; 2001-07-28 Alejandro Toledo; 2006-07-28 Alan García; 2011-07-28 Ollanta Humala; 2016-07-28 Pedro Pablo Kuczynski; 2018-03-23 Martín Vizcarra; 2020-11-10 -; 2020-11-17 Francisco Sagasti; 2021-07-28 Pedro Castillo; 2022-12-07 Dina Boluarte; 2025-10-10 José Jerí
President | state-bol | Encyclopaedia Britannica, Bolivia | 2006-01-22 Evo Morales; 2019-11-10 -; 2019-11-12 Jeanine Áñez (acting); 2020-11-08 Luis Arce; 2025-11-08 Rodrigo Paz
President | state-ecu | presidencia.gob.ec | 2007-01-15 Rafael Correa; 2017-05-24 Lenín Moreno; 2021-05-24 Guillermo Lasso; 2023-11-23 Daniel Noboa
President | state-pan | Encyclopaedia Britannica, Panama | 2019-07-01 Laurentino Cortizo; 2024-07-01 José Raúl Mulino
President | state-nic | Encyclopaedia Britannica, Nicaragua | 1985-01-10 Daniel Ortega; 1990-04-25 Violeta Chamorro; 1997-01-10 Arnoldo Alemán; 2002-01-10 Enrique Bolaños; 2007-01-10 Daniel Ortega

Prime Minister | state-aus | naa.gov.au, Australia's Prime Ministers | 1983-03-11 Bob Hawke; 1991-12-20 Paul Keating; 1996-03-11 John Howard; 2007-12-03 Kevin Rudd; 2010-06-24 Julia Gillard; 2013-06-27 Kevin Rudd; 2013-09-18 Tony Abbott; 2015-09-15 Malcolm Turnbull; 2018-08-24 Scott Morrison; 2022-05-23 Anthony Albanese
Foreign Minister | state-aus | foreignminister.gov.au, former ministers | 2013-09-18 Julie Bishop; 2018-08 Marise Payne; 2022-05-23 Penny Wong
Prime Minister | state-nzl | nzhistory.govt.nz, Premiers and Prime Ministers | 1999-12 Helen Clark; 2008-11-19 John Key; 2016-12-12 Bill English; 2017-10-26 Jacinda Ardern; 2023-01-25 Chris Hipkins; 2023-11-27 Christopher Luxon
President | state-idn | Encyclopaedia Britannica, Indonesia | 1945-08-18 Sukarno; 1967-03-12 Suharto; 1998-05-21 B. J. Habibie; 1999-10-20 Abdurrahman Wahid; 2001-07-23 Megawati Sukarnoputri; 2004-10-20 Susilo Bambang Yudhoyono; 2014-10-20 Joko Widodo; 2024-10-20 Prabowo Subianto
President | state-phl | officialgazette.gov.ph, Presidents | 1965-12-30 Ferdinand Marcos; 1986-02-25 Corazon Aquino; 1992-06-30 Fidel Ramos; 1998-06-30 Joseph Estrada; 2001-01-20 Gloria Macapagal Arroyo; 2010-06-30 Benigno Aquino III; 2016-06-30 Rodrigo Duterte; 2022-06-30 Ferdinand Marcos Jr.
Prime Minister | state-mys | pmo.gov.my, former Prime Ministers | 1981-07-16 Mahathir Mohamad; 2003-10-31 Abdullah Ahmad Badawi; 2009-04-03 Najib Razak; 2018-05-10 Mahathir Mohamad; 2020-03-01 Muhyiddin Yassin; 2021-08-21 Ismail Sabri Yaakob; 2022-11-24 Anwar Ibrahim
Prime Minister | state-sgp | pmo.gov.sg, former Prime Ministers | 1959-06 Lee Kuan Yew; 1990-11-28 Goh Chok Tong; 2004-08-12 Lee Hsien Loong; 2024-05-15 Lawrence Wong
Prime Minister | state-tha | thaigov.go.th, former Prime Ministers | 2001-02 Thaksin Shinawatra; 2006-09-19 -; 2011-08-05 Yingluck Shinawatra; 2014-05-07 -; 2014-08-24 Prayut Chan-o-cha; 2023-08-22 Srettha Thavisin; 2024-08-14 -; 2024-08-16 Paetongtarn Shinawatra; 2025-08-29 -; 2025-09 Anutin Charnvirakul
President | state-vnm | en.nhandan.vn; Encyclopaedia Britannica, Vietnam | 2016-04-02 Tran Dai Quang; 2018-09-21 -; 2018-10-23 Nguyen Phu Trong; 2021-04-05 Nguyen Xuan Phuc; 2023-01-18 -; 2023-03-02 Vo Van Thuong; 2024-03 -; 2024-05-22 To Lam; 2024-10-21 Luong Cuong
General Secretary | org-communist-party-of-vietnam | en.nhandan.vn | 2011-01-19 Nguyen Phu Trong; 2024-07-19 -; 2024-08-03 To Lam
State Counsellor | state-mmr | Encyclopaedia Britannica, Myanmar | 2016-04-06 Aung San Suu Kyi; 2021-02-01 -
Prime Minister | state-bgd | Encyclopaedia Britannica, Bangladesh | 2009-01-06 Sheikh Hasina; 2024-08-05 -
Chief Adviser | state-bgd | Encyclopaedia Britannica, Bangladesh | 2024-08-08 Muhammad Yunus
President | state-lka | presidentsoffice.gov.lk | 1994-11-12 Chandrika Kumaratunga; 2005-11-19 Mahinda Rajapaksa; 2015-01-09 Maithripala Sirisena; 2019-11-18 Gotabaya Rajapaksa; 2022-07-14 -; 2022-07-21 Ranil Wickremesinghe; 2024-09-23 Anura Kumara Dissanayake

President | state-mhl | rmigovernment.org | 2020-01-13 David Kabua; 2024-01-03 Hilda Heine
President | state-ner | Encyclopaedia Britannica, Niger | 2011-04-07 Mahamadou Issoufou; 2021-04-02 Mohamed Bazoum; 2023-07-26 -; 2023-07-28 Abdourahamane Tchiani
President | state-gab | Encyclopaedia Britannica, Gabon | 2009-10-16 Ali Bongo Ondimba; 2023-08-30 -; 2023-09-04 Brice Oligui Nguema
President | state-gin | Encyclopaedia Britannica, Guinea | 2010-12-21 Alpha Condé; 2021-09-05 -; 2021-10-01 Mamady Doumbouya
President | state-bfa | Encyclopaedia Britannica, Burkina Faso | 1987-10-15 Blaise Compaoré; 2014-10-31 -; 2015-12-29 Roch Marc Christian Kaboré; 2022-01 Paul-Henri Sandaogo Damiba; 2022-09-30 Ibrahim Traoré
President | state-tcd | Encyclopaedia Britannica, Chad | 1990-12 Idriss Déby; 2021-04-20 Mahamat Déby
President | state-nam | op.gov.na | 2015-03-21 Hage Geingob; 2024-02-04 Nangolo Mbumba; 2025-03-21 Netumbo Nandi-Ndaitwah
President | state-mdg | Encyclopaedia Britannica, Madagascar | 2019-01-19 Andry Rajoelina; 2025-10-14 -; 2025-10-17 Michael Randrianirina
Prime Minister | state-kwt | kuna.net.kw | 2019-11 Sabah Al-Khalid Al-Sabah; 2022-07-24 Ahmad Nawaf Al-Ahmad Al-Sabah; 2024-01 Mohammad Sabah Al-Salem Al-Sabah; 2024-05 Ahmad Abdullah Al-Ahmad Al-Sabah
Prime Minister | state-lso | CIA World Factbook (public domain); Wikidata (CC0) | 2020 Moeketsi Majoro; 2022-10-28 Sam Matekane
Prime Minister | state-isl | government.is, historical information | 2017-11-30 Katrín Jakobsdóttir; 2024-04-09 Bjarni Benediktsson; 2024-12-21 Kristrún Frostadóttir
Prime Minister | state-bgr | government.bg, governments | 2021-12-13 Kiril Petkov; 2022-08-02 Galab Donev; 2023-06-06 Nikolai Denkov; 2024-04-09 Dimitar Glavchev; 2025-01-16 Rosen Zhelyazkov
Prime Minister | state-ltu | lrv.lt, previous governments | 2020-12-11 Ingrida Šimonytė; 2024-12-12 Gintautas Paluckas; 2025-08 -; 2025-09-25 Inga Ruginienė
Prime Minister | state-mda | gov.md, previous cabinets | 2021-08-06 Natalia Gavrilița; 2023-02-16 Dorin Recean; 2025-11-01 Alexandru Munteanu
Prime Minister | state-rou | gov.ro, governments | 2021-11-25 Nicolae Ciucă; 2023-06-15 Marcel Ciolacu; 2025-05 -; 2025-06-23 Ilie Bolojan
Prime Minister | state-cze | vlada.gov.cz, governments | 2017-12 Andrej Babiš; 2021-12-17 Petr Fiala; 2025-12 Andrej Babiš
Prime Minister | state-tto | opm.gov.tt | 2015-09-09 Keith Rowley; 2025-03-17 Stuart Young; 2025-05-01 Kamla Persad-Bissessar
Prime Minister | state-npl | opmcm.gov.np, former Prime Ministers | 2021-07-13 Sher Bahadur Deuba; 2022-12-26 Pushpa Kamal Dahal; 2024-07-15 K. P. Sharma Oli; 2025-09 Sushila Karki
Prime Minister | state-yem | Encyclopaedia Britannica, Yemen | 2018-10 Maeen Abdulmalik Saeed; 2024-02-05 Ahmed Awad bin Mubarak; 2025-05 Salem Saleh bin Braik

Secretary-General | org-un | un.org, former Secretaries-General | 1946-02-02 Trygve Lie; 1953-04-10 Dag Hammarskjöld; 1961-09-18 -; 1961-11 U Thant; 1972-01-01 Kurt Waldheim; 1982-01-01 Javier Pérez de Cuéllar; 1992-01-01 Boutros Boutros-Ghali; 1997-01-01 Kofi Annan; 2007-01-01 Ban Ki-moon; 2017-01-01 António Guterres
High Commissioner for Refugees | org-unhcr | unhcr.org, previous High Commissioners | 1991-01-01 Sadako Ogata; 2001-01-01 Ruud Lubbers; 2005-02 -; 2005-06-15 António Guterres; 2016-01-01 Filippo Grandi; 2026-01-01 -
High Commissioner for Human Rights | org-ohchr | ohchr.org, previous High Commissioners | 1997-09-12 Mary Robinson; 2002-09-12 Sérgio Vieira de Mello; 2003-08-19 -; 2004-07-01 Louise Arbour; 2008-09-01 Navi Pillay; 2014-09-01 Zeid Ra'ad Al Hussein; 2018-09-01 Michelle Bachelet; 2022-09-01 -; 2022-10-17 Volker Türk
Director General | org-iaea | iaea.org, former Directors General | 1981-12-01 Hans Blix; 1997-12-01 Mohamed ElBaradei; 2009-12-01 Yukiya Amano; 2019-07-18 -; 2019-12-03 Rafael Grossi
Director-General | org-who | who.int, former Directors-General | 1998-07-21 Gro Harlem Brundtland; 2003-07-21 Lee Jong-wook; 2006-05-22 -; 2007-01 Margaret Chan; 2017-07-01 Tedros Adhanom Ghebreyesus
Director-General | org-unesco | unesco.org, Directors-General | 2009-11-15 Irina Bokova; 2017-11-15 Audrey Azoulay; 2025-11 Khaled El-Enany
Director-General | org-opcw | opcw.org, former Directors-General | 2010-07-25 Ahmet Üzümcü; 2018-07-25 Fernando Arias
Commissioner-General | org-unrwa | unrwa.org, Commissioners-General | 2014-03-30 Pierre Krähenbühl; 2019-11-06 -; 2020-03-18 Philippe Lazzarini
Managing Director | org-imf | imf.org, Managing Directors | 2007-11-01 Dominique Strauss-Kahn; 2011-05-18 -; 2011-07-05 Christine Lagarde; 2019-09-12 -; 2019-10-01 Kristalina Georgieva
President | org-world-bank | worldbank.org, past Presidents | 1995-06-01 James Wolfensohn; 2005-06-01 Paul Wolfowitz; 2007-07-01 Robert Zoellick; 2012-07-01 Jim Yong Kim; 2019-02-01 -; 2019-04-09 David Malpass; 2023-06 Ajay Banga
Director-General | org-wto | wto.org, previous Directors-General | 2005-09-01 Pascal Lamy; 2013-09-01 Roberto Azevêdo; 2020-09-01 -; 2021-03-01 Ngozi Okonjo-Iweala
Prosecutor | org-icc | icc-cpi.int, Office of the Prosecutor | 2003-06-16 Luis Moreno Ocampo; 2012-06-15 Fatou Bensouda; 2021-06-16 Karim Khan
President | org-icrc | icrc.org | 2000-01-01 Jakob Kellenberger; 2012-07-01 Peter Maurer; 2022-10-01 Mirjana Spoljaric Egger
Secretary General | org-nato | nato.int, former Secretaries General | 1988-07-01 Manfred Wörner; 1994-08-13 -; 1994-10-17 Willy Claes; 1995-10-20 -; 1995-12-05 Javier Solana; 1999-10 George Robertson; 2004-01 Jaap de Hoop Scheffer; 2009-08-01 Anders Fogh Rasmussen; 2014-10-01 Jens Stoltenberg; 2024-10-01 Mark Rutte
President | org-european-commission | commission.europa.eu, former Presidents | 1985-01 Jacques Delors; 1995-01 Jacques Santer; 1999-03-15 -; 1999-09 Romano Prodi; 2004-11-22 José Manuel Barroso; 2014-11-01 Jean-Claude Juncker; 2019-12-01 Ursula von der Leyen
High Representative | org-eu | eeas.europa.eu, High Representatives | 1999-10-18 Javier Solana; 2009-12-01 Catherine Ashton; 2014-11-01 Federica Mogherini; 2019-12-01 Josep Borrell; 2024-12-01 Kaja Kallas
President | org-european-council | consilium.europa.eu, Presidents of the European Council | 2009-12-01 Herman Van Rompuy; 2014-12-01 Donald Tusk; 2019-12-01 Charles Michel; 2024-12-01 António Costa
President | org-european-parliament | europarl.europa.eu, former Presidents | 2012-01-17 Martin Schulz; 2017-01-17 Antonio Tajani; 2019-07-03 David Sassoli; 2022-01-11 -; 2022-01-18 Roberta Metsola
President | org-ecb | ecb.europa.eu | 1998-06-01 Wim Duisenberg; 2003-11-01 Jean-Claude Trichet; 2011-11-01 Mario Draghi; 2019-11-01 Christine Lagarde
Secretary General | org-council-of-europe | coe.int, former Secretaries General | 2009-10-01 Thorbjørn Jagland; 2019-09-18 Marija Pejčinović Burić; 2024-09-18 Alain Berset
Secretary General | org-osce | osce.org, former Secretaries General | 2011-07-01 Lamberto Zannier; 2017-07 Thomas Greminger; 2020-07 -; 2020-12-04 Helga Schmid; 2024-09 -; 2024-12 Feridun Sinirlioğlu
Chairperson of the Commission | org-african-union | au.int, former Chairpersons | 2012-10 Nkosazana Dlamini-Zuma; 2017-03-14 Moussa Faki Mahamat; 2025-03-13 Mahmoud Ali Youssouf
Secretary-General | org-arab-league | Arab League, Secretaries-General | 2001-06 Amr Moussa; 2011-07 Nabil Elaraby; 2016-07 Ahmed Aboul Gheit
Secretary-General | org-asean | asean.org, former Secretaries-General | 2018-01 Lim Jock Hoi; 2023-01 Kao Kim Hourn
High Representative | org-office-of-the-high-representative | ohr.int, former High Representatives | 1995-12 Carl Bildt; 1997-06 Carlos Westendorp; 1999-08 Wolfgang Petritsch; 2002-05-27 Paddy Ashdown; 2006-01-31 Christian Schwarz-Schilling; 2007-07 Miroslav Lajčák; 2009-03 Valentin Inzko; 2021-08-01 Christian Schmidt
Pope | state-vat | vatican.va, The Holy Father | 1939-03-02 Pius XII; 1958-10-09 -; 1958-10-28 John XXIII; 1963-06-03 -; 1963-06-21 Paul VI; 1978-08-06 -; 1978-08-26 John Paul I; 1978-09-28 -; 1978-10-16 John Paul II; 2005-04-02 -; 2005-04-19 Benedict XVI; 2013-02-28 -; 2013-03-13 Pope Francis; 2025-04-21 -; 2025-05-08 Leo XIV
Secretary of State | state-vat | vatican.va, Secretariat of State | 2006-09-15 Tarcisio Bertone; 2013-10-15 Pietro Parolin
Secretary-General | org-hezbollah | Encyclopaedia Britannica, Hezbollah | 1992-02 Hassan Nasrallah; 2024-09-27 -; 2024-10-29 Naim Qassem
Chief of the Political Bureau | org-hamas | Encyclopaedia Britannica, Hamas | 1996 Khaled Mashal; 2017-05 Ismail Haniyeh; 2024-07-31 -; 2024-08-06 Yahya Sinwar; 2024-10-16 -
"""
QUEENS = frozenset({"Beatrix of the Netherlands", "Elizabeth II", "Margrethe II"})

# name | surname, where it is not the last word | other names; after "~" those that only the sources use
PERSONS = """
Abdel Fattah el-Sisi | Sisi | Abdel Fattah al-Sisi; Abdel-Fattah el-Sisi; Abdel-Fattah al-Sisi; Abdul Fattah al-Sisi
Abdel Fattah al-Burhan | Burhan | Abdel-Fattah al-Burhan; Abdel Fattah Burhan; Abdel-Fattah Burhan ~ Abd-al-Fattah al-Burhan Abd-al-Rahman
Abdelmadjid Tebboune || Abdelmajid Tebboune
Abdrabbuh Mansur Hadi || Abd-Rabbu Mansour Hadi; Abdrabbuh Mansour Hadi; Abed Rabbo Mansour Hadi
Abdul Hamid Dbeibah || Abdulhamid Dbeibeh; Abdul Hamid Dbeibeh; Abdulhamid al-Dbeibah ~ Abd-al-Hamid Dubaybah
Abdul Latif Rashid || Latif Rashid
Abdullah II | Abdullah | King Abdullah II bin Al Hussein; King Abdullah of Jordan ~ Abdullah II of Jordan; Abdallah II
Abdullah of Saudi Arabia | Abdullah | Abdullah bin Abdulaziz; King Abdullah of Saudi Arabia
Abiy Ahmed | Abiy | Abiy Ahmed Ali
Adel al-Jubeir | Jubeir | Adel Al-Jubeir; Adel Jubeir
Adil Abdul-Mahdi | Abdul-Mahdi | Adel Abdul Mahdi; Adil Abdul Mahdi; Adel Abdul-Mahdi
Ahmed Aboul Gheit | Aboul Gheit | Ahmed Abul Gheit
Ahmed al-Sharaa | Sharaa | Ahmad al-Sharaa; Ahmed al-Shara; Abu Mohammed al-Jolani; Abu Mohammad al-Julani; Abu Mohammad al-Jolani; Abu Mohammed al-Golani ~ Ahmad al-Shara'
Akbar Hashemi Rafsanjani || Ali Akbar Hashemi Rafsanjani; Hashemi Rafsanjani
Albert II of Belgium | Albert |
Alexander De Croo | De Croo |
Alexander Lukashenko || Alyaksandr Lukashenka; Aleksandr Lukashenko; Aliaksandr Lukashenka; Alexander Lukashenka; Alyaksandr Lukashenko; Aleksander Lukashenko
Alexander Stubb || Alex Stubb
Alexander Van der Bellen | Van der Bellen |
Ali Khamenei || Ayatollah Ali Khamenei; Ayatollah Seyyed Ali Khamenei; Seyed Ali Khamenei; Sayyid Ali Khamenei ~ Ali Hoseini-Khamenei
Ali Bagheri Kani | Bagheri Kani | Ali Bagheri; Ali Bagheri-Kani
Andrei Belousov || Andrey Belousov
Andrii Sybiha || Andriy Sybiha; Andriy Sybiga; Andrii Sybiga
Andriy Yermak || Andrii Yermak; Andrey Yermak
Andrés Manuel López Obrador | López Obrador | Andres Manuel Lopez Obrador; AMLO
Antony Blinken || Anthony Blinken; Tony Blinken; Antony J. Blinken
António Costa || Antonio Costa
António Guterres || Antonio Guterres
Anutin Charnvirakul | Anutin |
Anwaar-ul-Haq Kakar || Anwaar ul Haq Kakar
Anwar Ibrahim | Anwar |
Anwar Sadat || Anwar el-Sadat; Anwar al-Sadat
Arseniy Yatsenyuk || Arseny Yatsenyuk; Arsenii Yatseniuk
Asaad al-Shaibani | Shaibani | Asaad Hassan al-Shaibani; Asaad al-Shibani
Abbas Araghchi || Abbas Araqchi; Seyed Abbas Araghchi; Sayyid Abbas Araghchi
Ash Carter || Ashton Carter
Ashraf Ghani || Mohammad Ashraf Ghani
Aung San Suu Kyi | Suu Kyi |
B. J. Habibie || BJ Habibie
Barack Obama || Barack H. Obama; Barack Hussein Obama
Bart De Wever | De Wever |
Bashar al-Assad | Assad | Bashar Assad; Bashar Al-Assad; Bashar al Assad; Bashar el-Assad
Hafez al-Assad | Assad | Hafez Assad; Hafez el-Assad
Bassirou Diomaye Faye | Faye | Bassirou Faye
Beatrix of the Netherlands | Beatrix | Queen Beatrix
Benedict XVI | Benedict | Pope Benedict; Joseph Ratzinger
Benigno Aquino III | Aquino | Noynoy Aquino
Benjamin Netanyahu || Binyamin Netanyahu; Benyamin Netanyahu; Bibi Netanyahu
Bilawal Bhutto Zardari | Bhutto Zardari | Bilawal Bhutto-Zardari
Bill Clinton || William J. Clinton; William Jefferson Clinton; William Clinton
Hillary Clinton || Hillary Rodham Clinton
Bola Tinubu || Bola Ahmed Tinubu ~ Bola Ahmed Adekunle Tinubu
Ferdinand Marcos Jr. | Marcos | Bongbong Marcos; Ferdinand Marcos Jr; Ferdinand R. Marcos Jr. ~ Ferdinand "Bongbong" Marcos, Jr.
Boutros Boutros-Ghali | Boutros-Ghali | Boutros Boutros Ghali
Catherine Ashton || Cathy Ashton; Baroness Ashton
Charles III | Charles | King Charles
Chen Shui-bian | Chen | Chen Shuibian
Cho Hyun | Cho |
Cho Tae-yul | Cho |
Choe Son-hui | Choe | Choe Son Hui
Chung Eui-yong | Chung |
Cristina Fernández de Kirchner | Fernández de Kirchner | Cristina Kirchner; Cristina Fernandez de Kirchner
Cyril Ramaphosa || ~ Matamela Cyril Ramaphosa
Daniel arap Moi | Moi |
Daniel Noboa || ~ Daniel Noboa Azin
Daniel Ortega || ~ Jose Daniel Ortega Saavedra
Dmitry Medvedev || Dmitri Medvedev; Dmitriy Medvedev
Dominique de Villepin | de Villepin | Dominique Galouzeau de Villepin
Donald Trump || Donald J. Trump; Donald John Trump; Donald J Trump
Dwight D. Eisenhower || Dwight Eisenhower
Ebrahim Raisi || Ebrahim Raeisi; Ebrahim Raisol-Sadati; Seyyed Ebrahim Raisi
Edgars Rinkēvičs || Edgars Rinkevics
Elizabeth II | Elizabeth | Queen Elizabeth
Emmerson Mnangagwa || ~ Emmerson Dambudzo Mnangagwa
Emomali Rahmon || Emomalii Rahmon
Enrique Peña Nieto | Peña Nieto | Enrique Pena Nieto
Evika Siliņa || Evika Silina
F. W. de Klerk | de Klerk | FW de Klerk; Frederik Willem de Klerk
Faisal bin Farhan | Faisal | Faisal bin Farhan Al Saud; Faisal bin Farhan Al-Saud
Faisal of Saudi Arabia | Faisal | King Faisal
Fahd of Saudi Arabia | Fahd | King Fahd
Khalid of Saudi Arabia | Khalid |
Felipe VI | Felipe | King Felipe ~ Felipe VI of Spain
Fernando de la Rúa | de la Rúa | Fernando de la Rua
François Hollande || Francois Hollande
François Mitterrand || Francois Mitterrand
Franklin D. Roosevelt || Franklin Roosevelt; Franklin Delano Roosevelt
Frederik X | Frederik | King Frederik
Félix Tshisekedi || Felix Tshisekedi
Gamal Abdel Nasser | Nasser | Gamal Abdul Nasser; Gamal Nasser
George H. W. Bush | Bush | George H.W. Bush; George Bush Sr.; George HW Bush; George Herbert Walker Bush
George W. Bush | Bush | George W Bush
George VI | George | King George
Gerhard Schröder || Gerhard Schroeder; Gerhard Schroder
Gideon Sa'ar || Gideon Saar
Gitanas Nausėda || Gitanas Nauseda
Goh Chok Tong | Goh |
H. D. Deve Gowda | Deve Gowda | HD Deve Gowda
H. R. McMaster || H.R. McMaster
Haider al-Abadi | Abadi | Haider Al-Abadi; Haidar al-Abadi
Haitham bin Tariq | Haitham | Haitham bin Tariq Al Said; Haitham bin Tarik ~ Haitham bin Tarik Al Said
Hamad bin Khalifa Al Thani | Hamad |
Harald V | Harald | King Harald ~ Harald V of Norway
Hassan Rouhani || Hassan Rohani; Hasan Rouhani
Hassan II | Hassan | King Hassan
Hassan Sheikh Mohamud | Mohamud | Hassan Sheikh Mohamoud
Henry Kissinger || Henry A. Kissinger
Herman Van Rompuy | Van Rompuy |
Hibatullah Akhundzada || Haibatullah Akhundzada; Mullah Hibatullah Akhundzada ~ Haybatullah Akhundzada
Hirohito || Emperor Hirohito; Emperor Showa
Akihito || Emperor Akihito
Naruhito || Emperor Naruhito
Hosni Mubarak || Husni Mubarak
Hossein Amir-Abdollahian | Amir-Abdollahian | Hossein Amirabdollahian; Hossein Amir Abdollahian
Hu Jintao | Hu |
Hun Manet | Hun Manet |
Hun Sen | Hun Sen |
Hussein of Jordan | Hussein | King Hussein
Imran Khan | Khan | Imran Khan Niazi
Inder Kumar Gujral || I. K. Gujral
Isaias Afwerki | Isaias | Isaias Afewerki; Isayas Afwerki
Ibrahim al-Jaafari | Jaafari | Ibrahim Jaafari
Ibrahim al-Assaf | Assaf |
Ivica Dačić || Ivica Dacic
JD Vance || J.D. Vance; J. D. Vance
Jaap de Hoop Scheffer | de Hoop Scheffer |
Jaber Al-Ahmad Al-Sabah | Jaber |
Javier Milei || ~ Javier Gerardo Milei
Javier Pérez de Cuéllar | Pérez de Cuéllar | Javier Perez de Cuellar
Jiang Zemin | Jiang |
Joko Widodo || Jokowi
John F. Kennedy || John Kennedy; John Fitzgerald Kennedy
John XXIII | John | Pope John
John Paul I | John Paul |
John Paul II | John Paul | Pope John Paul; Karol Wojtyła; Karol Wojtyla
Pope Francis | Francis | Jorge Mario Bergoglio; Jorge Bergoglio
Leo XIV | Leo | Pope Leo; Robert Francis Prevost; Robert Prevost
Paul VI | Paul | Pope Paul
Pius XII | Pius | Pope Pius
Jonas Gahr Støre | Støre | Jonas Gahr Store; Jonas Gahr Stoere
Josip Broz Tito | Tito | Marshal Tito; Josip Tito
José Manuel Barroso || Jose Manuel Barroso; José Manuel Durão Barroso
José María Aznar || Jose Maria Aznar
José Luis Rodríguez Zapatero | Zapatero | Jose Luis Rodriguez Zapatero
José Raúl Mulino || Jose Raul Mulino ~ José Raúl Mulino Quintero
José Jerí || Jose Jeri ~ José Enrique Jerí Oré
Juan Carlos I | Juan Carlos | King Juan Carlos
Joe Biden || Joseph Biden; Joseph R. Biden; Joseph R. Biden Jr.
Joseph Stalin || Josef Stalin; Iosif Stalin
Kang Kyung-wha | Kang |
Kao Kim Hourn | Kao |
Karim Khan || Karim A. A. Khan; Karim A.A. Khan
Kassym-Jomart Tokayev || Kasym-Jomart Tokayev; Kassym-Zhomart Tokayev ~ Kasym-Zhomart Tokayev
Khaled Mashal || Khaled Meshaal; Khaled Mashaal; Khalid Mishal
Khalid bin Khalifa Al Thani | Khalid | ~ Khalid bin Khalifa bin Abdul Aziz Al Thani
Khalifa bin Zayed Al Nahyan | Khalifa | Khalifa bin Zayed
Kim Dae-jung | Kim | Kim Dae Jung
Kim Il-sung | Kim | Kim Il Sung
Kim Jong-il | Kim | Kim Jong Il
Kim Jong-un | Kim | Kim Jong Un
Kim Young-sam | Kim | Kim Young Sam
Lai Ching-te | Lai | William Lai; Lai Ching-Te
Lars Løkke Rasmussen | Løkke Rasmussen | Lars Lokke Rasmussen; Lars Loekke Rasmussen
Laurent-Désiré Kabila | Kabila | Laurent Kabila; Laurent Desire Kabila
Lee Hsien Loong | Lee |
Lee Jae-myung | Lee | Lee Jae Myung
Lee Jong-wook | Lee |
Lee Kuan Yew | Lee |
Lee Myung-bak | Lee | Lee Myung Bak
Lee Teng-hui | Lee | Lee Tenghui
Lech Wałęsa || Lech Walesa
Li Keqiang | Li |
Li Peng | Li |
Li Qiang | Li |
Li Zhaoxing | Li |
Lim Jock Hoi | Lim |
Liz Truss || Elizabeth Truss
Lloyd Austin || Lloyd J. Austin; Lloyd J. Austin III
Luis Abinader || ~ Luis Rodolfo Abinader Corona
Luis Moreno Ocampo | Moreno Ocampo | Luis Moreno-Ocampo
Luiz Inácio Lula da Silva | Lula | Luiz Inacio Lula da Silva; Lula da Silva
Luong Cuong | Luong Cuong |
Luís Montenegro || ~ Antonio Luis Montenegro
Lyndon B. Johnson || Lyndon Johnson; Lyndon Baines Johnson
Ma Ying-jeou | Ma | Ma Yingjeou
Mahathir Mohamad | Mahathir | Mahathir Mohammad; Mahathir bin Mohamad
Mahmoud Abbas || Abu Mazen
Mao Zedong | Mao | Mao Tse-tung; Chairman Mao
Margrethe II | Margrethe | Queen Margrethe ~ Margrethe II of Denmark
Masoud Pezeshkian || Massoud Pezeshkian
Megawati Sukarnoputri | Megawati |
Meles Zenawi | Meles |
Mevlüt Çavuşoğlu || Mevlut Cavusoglu; Mevlüt Cavusoglu
Mikhail Gorbachev || Mikhail Gorbachov; Mikhail S. Gorbachev
Mishal Al-Ahmad Al-Jaber Al-Sabah | Mishal | Meshal al-Ahmad al-Jaber al-Sabah; Mishal al-Ahmad al-Sabah ~ Mishal al-Ahmad al-Jabir al-Sabah
Mobutu Sese Seko | Mobutu |
Mohamed ElBaradei || Mohammed ElBaradei; Mohamed El Baradei; Mohamed el-Baradei
Mohamed Morsi || Mohammed Morsi; Mohammed Mursi; Mohamed Mursi
Mohamed al-Menfi | Menfi | Mohammed al-Menfi; Mohamed Menfi ~ Mohammed al-Manfi
Mohammad Javad Zarif || Javad Zarif; Mohammad Zarif
Mohammad Khatami || Mohammed Khatami; Seyyed Mohammad Khatami
Mohammad Mustafa || Mohammed Mustafa
Mohammad Reza Pahlavi | Pahlavi | Mohammad Reza Shah; Mohammed Reza Pahlavi; Shah Mohammad Reza Pahlavi
Mohammad Shtayyeh || Mohammed Shtayyeh
Mohammed Shia al-Sudani | Sudani | Mohammed Shia Al-Sudani; Mohammed Shia' al-Sudani; Mohammed al-Sudani
Mohammed VI | Mohammed | King Mohammed
Mohammed bin Abdulrahman Al Thani | Al Thani | Mohammed bin Abdulrahman; Mohammed bin Abdulrahman bin Jassim Al Thani; Mohammed bin Abdulrahman Al-Thani; Mohammed bin Abdulrahman bin Jassim Al-Thani ~ Muhammad bin Abd al-Rahman Al Thani
Mohammed bin Nayef | bin Nayef | Muhammad bin Nayef
Mohammed bin Salman | bin Salman | Mohammad bin Salman; Muhammad bin Salman; Mohammed Bin Salman; Mohammad Bin Salman; MBS; MbS; Mohammed bin Salman bin Abdulaziz Al Saud ~ Muhammad bin Salman bin Abd al-Aziz Al Saud
Mohammed bin Zayed Al Nahyan | bin Zayed | Mohamed bin Zayed Al Nahyan; Mohammed bin Zayed; Mohamed bin Zayed; Sheikh Mohamed bin Zayed Al Nahyan; MBZ ~ Muhammad bin Zayid Al Nuhayyan
Mohammed bin Rashid Al Maktoum | bin Rashid | Mohammed bin Rashid; Mohamed bin Rashid Al Maktoum ~ Muhammad bin Rashid Al Maktum
Abdullah bin Zayed Al Nahyan | bin Zayed | Abdullah bin Zayed
Abdullah bin Nasser Al Thani | Abdullah |
Moon Jae-in | Moon | Moon Jae In
Muammar Gaddafi || Muammar Qaddafi; Muammar Qadhafi; Moammar Gadhafi; Muammar al-Gaddafi; Moamer Kadhafi; Muammar Gadhafi; Moammar Gaddafi; Muammar al-Qaddafi; Colonel Gaddafi
Muhammad Yunus || Mohammad Yunus; Mohammed Yunus
Mustafa al-Kadhimi | Kadhimi | Mustafa Al-Kadhimi; Mustafa Kadhimi
Najib Mikati || Najib Miqati
Najib Razak | Najib |
Narendra Modi || Narendra Damodardas Modi
Nawaf Al-Ahmad Al-Jaber Al-Sabah | Nawaf |
Nayib Bukele || ~ Nayib Armando Bukele Ortez
Nguyen Phu Trong | Trong | Nguyễn Phú Trọng
Nguyen Xuan Phuc | Phuc | Nguyễn Xuân Phúc
Nicolás Maduro || Nicolas Maduro; Nicolás Maduro Moros; Nicolas Maduro Moros
Nikita Khrushchev || Nikita Khruschev; Nikita S. Khrushchev
Nikol Pashinyan || Nikol Pashinian
Nouri al-Maliki | Maliki | Nouri Al-Maliki; Nuri al-Maliki; Nouri Maliki
Nursultan Nazarbayev || Nursultan Nazarbaev
Oleksii Reznikov || Oleksiy Reznikov
Oleksiy Honcharuk || Oleksii Honcharuk
Omar al-Bashir | Bashir | Omar Al-Bashir; Omar Hassan al-Bashir; Omar Bashir
P. V. Narasimha Rao | Rao | PV Narasimha Rao; P.V. Narasimha Rao
Park Geun-hye | Park | Park Geun Hye
Park Jin | Park |
Pedro Sánchez || Pedro Sanchez ~ Pedro Sanchez Perez-Castejon
Petro Poroshenko || Pyotr Poroshenko
Pervez Musharraf || General Pervez Musharraf
Philippe of Belgium | Philippe | King Philippe ~ Philippe I of Belgium; Philippe
Prabowo Subianto | Prabowo | ~ Prabowo Subianto Djojohadikusumo
Prayut Chan-o-cha | Prayut | Prayuth Chan-ocha; Prayuth Chan-o-cha
Qaboos bin Said | Qaboos | Sultan Qaboos; Qaboos bin Said Al Said
Qian Qichen | Qian |
Qin Gang | Qin |
Rafael Grossi || Rafael Mariano Grossi
Rafic Hariri || Rafik Hariri; Rafiq Hariri; Rafik al-Hariri
Radosław Sikorski || Radoslaw Sikorski; Radek Sikorski
Rashad al-Alimi | Alimi | Rashad Al-Alimi; Rashad Muhammad al-Alimi
Recep Tayyip Erdoğan || Recep Tayyip Erdogan; Tayyip Erdogan; Tayyip Erdoğan
Ri Son-gwon | Ri | Ri Son Gwon
Ri Yong-ho | Ri | Ri Yong Ho
Robert O'Brien || Robert C. O'Brien
Rodrigo Paz || ~ Rodrigo Paz Pereira
Roh Moo-hyun | Roh | Roh Moo Hyun
Roh Tae-woo | Roh | Roh Tae Woo
Richard von Weizsäcker | von Weizsäcker |
Ruhollah Khomeini || Ayatollah Ruhollah Khomeini; Ayatollah Khomeini; Imam Khomeini
Rustem Umerov || Rustem Umierov
Sabah Al-Ahmad Al-Sabah | Sabah | Sabah al-Ahmad al-Jaber al-Sabah; Sabah al-Ahmad al-Sabah
Saddam Hussein | Saddam | Saddam Hussain; Saddam Hussein al-Tikriti
Salman of Saudi Arabia | Salman | King Salman; Salman bin Abdulaziz; Salman bin Abdulaziz Al Saud; Salman bin Abdulaziz Al-Saud ~ Salman bin Abd al-Aziz Al Saud
Salome Zourabichvili || Salome Zurabishvili; Salomé Zourabichvili
Samia Suluhu Hassan | Suluhu Hassan | Samia Suluhu
Santiago Peña || Santiago Pena ~ Santiago Peña Palacios
Saud al-Faisal | Saud al-Faisal | Prince Saud al-Faisal
Sergei Kiriyenko || Sergey Kiriyenko; Sergei Kirienko
Sergei Shoigu || Sergey Shoigu; Sergei Shoygu; Sergey Shoygu
Sergey Lavrov || Sergei Lavrov; Sergey V. Lavrov; Sergei V. Lavrov
Shavkat Mirziyoyev || Shavkat Mirziyoev; Shavkat Mirziyaev
Shehbaz Sharif || Shahbaz Sharif; Muhammad Shehbaz Sharif; Mian Muhammad Shehbaz Sharif
Sheikh Hasina | Hasina | Sheikh Hasina Wajed
Sergei Ivanov || Sergey Ivanov
Srettha Thavisin | Srettha |
Paetongtarn Shinawatra | Paetongtarn |
Thaksin Shinawatra | Thaksin |
Yingluck Shinawatra | Yingluck |
Subrahmanyam Jaishankar || S. Jaishankar; S Jaishankar
Susilo Bambang Yudhoyono || Yudhoyono
Süleyman Demirel || Suleyman Demirel
Sébastien Lecornu || Sebastien Lecornu
Tamim bin Hamad Al Thani | Tamim | Tamim bin Hamad; Tamim bin Hamad Al-Thani; Sheikh Tamim
Tang Jiaxuan | Tang |
Tedros Adhanom Ghebreyesus | Tedros | Tedros Adhanom
To Lam | Lam | Tô Lâm
Tran Dai Quang | Quang |
Tsai Ing-wen | Tsai | Tsai Ing-Wen
U Thant | U Thant |
Ursula von der Leyen | von der Leyen | Ursula Von der Leyen; Ursula Von Der Leyen
Vahagn Khachaturyan || Vahagn Khachatryan; Vahagn Khachaturian
Viktor Chernomyrdin || Victor Chernomyrdin
Viktor Orbán || Viktor Orban
Viktor Yanukovych || Viktor Yanukovich; Victor Yanukovych
Viktor Yushchenko || Victor Yushchenko
Vladimir Putin || Vladimir V. Putin; Vladimir Vladimirovich Putin
Mikhail Mishustin || ~ Mikhail Vladimirovich Mishustin
Vo Van Thuong | Thuong | Võ Văn Thưởng
Volodymyr Zelenskyy || Volodymyr Zelensky; Volodymyr Zelenskiy; Vladimir Zelensky; Volodimir Zelensky; Vladimir Zelenskiy; Wolodymyr Selenskyj; Volodymyr Zelens'kyi
Václav Havel || Vaclav Havel
Václav Klaus || Vaclav Klaus
Walid Muallem || Walid al-Moallem; Walid al-Muallem; Walid Moallem
Wang Yi | Wang |
Wen Jiabao | Wen |
Willem-Alexander | Willem-Alexander | King Willem-Alexander ~ Willem-Alexander of the Netherlands
Xi Jinping | Xi |
Yahya Sinwar || Yahya al-Sinwar; Yehya Sinwar
Yang Jiechi | Yang |
Yang Shangkun | Yang |
Yasser Arafat || Yasir Arafat
Yevgeny Primakov || Evgeny Primakov; Yevgeniy Primakov; Evgenii Primakov
Yoon Suk-yeol | Yoon | Yoon Suk Yeol
Yulia Svyrydenko || Yuliia Svyrydenko
Yulia Tymoshenko || Yuliya Tymoshenko; Julia Tymoshenko
Yuriy Yekhanurov || Yuri Yekhanurov; Yury Yekhanurov
Zayed bin Sultan Al Nahyan | Zayed | Sheikh Zayed
Zeid Ra'ad Al Hussein | Zeid | Zeid Ra'ad al-Hussein; Zeid al-Hussein
Zhou Enlai | Zhou | Chou En-lai
Zhu Rongji | Zhu |
Zine El Abidine Ben Ali | Ben Ali | Zine al-Abidine Ben Ali
Zoran Đinđić || Zoran Djindjic; Zoran Dindic
Zoran Milanović || Zoran Milanovic
Slobodan Milošević || Slobodan Milosevic
Vojislav Koštunica || Vojislav Kostunica
Aleksandar Vučić || Aleksandar Vucic; Alexander Vucic
Hashim Thaçi || Hashim Thaci
Vjosa Osmani || Vjosa Osmani-Sadriu
Franjo Tuđman || Franjo Tudjman; Franjo Tudman
Alija Izetbegović || Alija Izetbegovic
Ban Ki-moon | Ban | Ban Ki Moon
João Lourenço || Joao Lourenco ~ Joao Manuel Goncalves Lourenco
Salman bin Hamad Al Khalifa | Salman | Salman bin Hamad ~ Salman bin Hamad bin Isa Al Khalifa
Hamad bin Isa Al Khalifa | Hamad | King Hamad; Hamad bin Isa
Philip Davis || ~ Philip "Brave" Davis; Philip Edward Davis
Johnny Briceño || Johnny Briceno; John Briceño
José Maria Neves || Jose Maria Neves ~ Jose Maria Pereira Neves
Ulisses Correia e Silva | Correia e Silva | ~ Jose Ulisses Correia e Silva
Rodrigo Chaves | Chaves | Rodrigo Chaves Robles ~ Rodrigo Alberto de Jesús Chaves Robles
Carlos Alvarado Quesada | Alvarado | Carlos Alvarado
Mostafa Madbouly || Moustafa Madbouly; Mostafa Madbouli
Mahamat Déby | Déby | Mahamat Idriss Déby; Mahamat Idriss Deby Itno; Mahamat Idriss Déby Itno; Mahamat Deby ~ Mahamat Déby Itno
Idriss Déby | Déby | Idriss Deby; Idriss Deby Itno
Ali Bongo Ondimba | Bongo | Ali Bongo
Brice Oligui Nguema | Oligui Nguema | Brice Clotaire Oligui Nguema
Teodoro Obiang || Teodoro Obiang Nguema; Teodoro Obiang Nguema Mbasogo ~ Obiang Nguema Mbasogo
Irfaan Ali || Mohamed Irfaan Ali ~ Mohammed Irfaan Ali
Xiomara Castro || ~ Iris Xiomara Castro de Zelaya
Sadyr Japarov || Sadyr Zhaparov
Philip J. Pierre | Pierre | Philip Pierre
Ukhnaagiin Khürelsükh | Khürelsükh | Ukhnaagiin Khurelsukh; Khurelsukh Ukhnaa
Oyun-Erdene Luvsannamsrai | Oyun-Erdene | Luvsannamsrai Oyun-Erdene ~ Oyunerdene Luvsannamsrai
Daniel Chapo || ~ Daniel Francisco Chapo
Mohamed Ould Ghazouani | Ghazouani | Mohamed Ould Cheikh Ghazouani; Mohamed Ould Cheikh El Ghazouani
Abdullah of Malaysia | Abdullah | Sultan Abdullah ~ Abdullah of Pahang; Abdullah
Ibrahim of Malaysia | Ibrahim | Sultan Ibrahim; Ibrahim Iskandar ~ Ibrahim ibni al-Marhum Sultan Iskandar
Hage Geingob || ~ Hage Gottfried Geingob
Abdourahamane Tchiani || Abdourahmane Tchiani; Abdourahamane Tiani; Abdourahmane Tiani
Carlos Vila Nova | Vila Nova | ~ Carlos Manuel Vila Nova
Faure Gnassingbé || Faure Gnassingbe; Faure Essozimna Gnassingbé
Vajiralongkorn || Maha Vajiralongkorn; King Vajiralongkorn ~ Wachiralongkon
Kokhir Rasulzoda || Qohir Rasulzoda
Serdar Berdimuhamedow || Serdar Berdimuhamedov; Serdar Berdymukhamedov
Gurbanguly Berdimuhamedow || Gurbanguly Berdimuhamedov; Gurbanguly Berdymukhamedov
Yoweri Museveni || Yoweri Kaguta Museveni
Luis Lacalle Pou | Lacalle Pou |
Yamandú Orsi || Yamandu Orsi ~ Yamandú Orsi Martínez
Abdulla Aripov || ~ Abdulla Nigmatovich Aripov
Pham Minh Chinh | Chinh | Phạm Minh Chính
Kim Tok-hun | Kim | Kim Tok Hun
Su Tseng-chang | Su |
Salva Kiir | Kiir | Salva Kiir Mayardit
Marcelo Rebelo de Sousa | Rebelo de Sousa |
Azali Assoumani | Azali |
Tharman Shanmugaratnam | Tharman |
Hassanal Bolkiah | Bolkiah |
Thongloun Sisoulith | Thongloun |
Sonexay Siphandone | Sonexay | ~ Sonexay Siphandon; Sonexay (also spelled SONXAI) Siphandon
Taye Atske Selassie | Taye |
Judith Suminwa Tuluka | Suminwa | Judith Suminwa
Bernardo Arévalo | Arévalo | Bernardo Arevalo; Bernardo Arévalo de León
Jean-Michel Sama Lukonde | Sama Lukonde |
Manuel Marrero | Marrero | Manuel Marrero Cruz
Hilda Heine || ~ Hilda C. Heine
Kamla Persad-Bissessar || ~ Kamla Susheila Persad-Bissessar
Nikos Christodoulides || Nikos Christodoulidis
Nataša Pirc Musar | Pirc Musar | Natasa Pirc Musar
Xanana Gusmão || Xanana Gusmao ~ Kay Rala Xanana Gusmao
Taur Matan Ruak | Taur Matan Ruak |
José Ramos-Horta || Jose Ramos-Horta; Jose Ramos Horta
Min Aung Hlaing | Min Aung Hlaing | Senior General Min Aung Hlaing
Myint Swe | Myint Swe |
Sam Matekane || Ntsokoane Samuel Matekane
K. P. Sharma Oli | Oli | KP Sharma Oli; K.P. Sharma Oli
Pushpa Kamal Dahal || Prachanda
Salem Saleh bin Braik | bin Braik | Salim Salih bin Burayk; Salem bin Braik
Muhammad al-Bashir | Bashir | Mohammed al-Bashir; Mohammad al-Bashir
Bisher Al-Khasawneh | Khasawneh | Bisher al-Khasawneh
Ali Lamine Zeine | Zeine | ~ Ali Mahaman Lamine Zeine
Carl XVI Gustaf | Carl Gustaf | King Carl Gustaf ~ Carl XVI Gustaf of Sweden
Letsie III | Letsie | King Letsie ~ Letsie III of Lesotho
Tupou VI | Tupou | King Tupou ~ Tupou VI of Tonga
Mswati III | Mswati | King Mswati
Albert II of Monaco | Albert | Prince Albert ~ Albert II; Albert II, Prince of Monaco
Hans-Adam II | Hans-Adam | ~ Hans-Adam II, Prince of Liechtenstein
Guillaume of Luxembourg | Guillaume | ~ Guillaume
Tuimalealiʻifano Vaʻaletoa Sualauvi II | Tuimalealiʻifano | Tuimaleali'ifano Va'aletoa Sualauvi II ~ Va'aletoa Sualauvi II
Laʻauli Leuatea Schmidt | Schmidt | La'auli Leuatea Schmidt ~ La'Aulialemalietoa La'auli Leuatea Schmidt
Ahmad Abdullah Al-Ahmad Al-Sabah | Ahmad | Ahmad al-Abdullah al-Sabah
Andrej Babiš || Andrej Babis
Alassane Ouattara || ~ Alassane Dramane Ouattara
Miguel Díaz-Canel | Díaz-Canel | Miguel Diaz-Canel; Miguel Díaz-Canel Bermúdez ~ Miguel Diaz-Canel Bermudez
Micheál Martin || Micheal Martin ~ Michael Martin
Đuro Macut || Djuro Macut; Duro Macut
Claudia Sheinbaum || Claudia Sheinbaum Pardo
Gustavo Petro || ~ Gustavo Francisco Petro Urrego
Delcy Rodríguez || Delcy Rodriguez ~ Delcy Eloína Rodríguez Gómez
Ahmad Nawaf Al-Ahmad Al-Sabah | Ahmad | ~ Ahmed Nawaf Al-Ahmad Al-Sabah
Mohammad Sabah Al-Salem Al-Sabah | Mohammad | ~ Muhammad Sabah Al-Salem Al-Sabah
Sabah Al-Khalid Al-Sabah | Sabah |
Horta Nta Na Man | Na Man | Horta N'Tam; Horta Inta-A
"""

# Of WORLD_LEADERS, without an end there, and followed by the person whom the Factbook has, with nobody between.
FOLLOWED = frozenset(
    _split(
        """Abdul Hamid; Roman Golovchenko; Zoran Tegeltija; Sandra Mason; Mokgweetsi Masisi; Jean-Michel Sama Lukonde;
        Nikos Anastasiades; Charles Savarin; Sahle-Work Zewde; Wiliame Katonivere; Frank Bainimarama;
        David W. Panuelo; Irakli Gharibashvili; Bernard Goumou; Umaro Sissoco Embaló; Katerina Sakellaropoulou;
        Alejandro Giammattei; Guðni Jóhannesson; Bisher Al-Khasawneh; Alihan Smaiylov; Akylbek Japarov; Hun Sen;
        Phankham Viphavan; Xavier Bettel; Ibrahim Mohamed Solih; Stevo Pendarovski; George William Vella;
        Oyun-Erdene Luvsannamsrai; Filipe Nyusi; Adriano Maleiane; Mohamed Ould Bilal; Prithvirajsing Roopun;
        Pravind Jugnauth; Lazarus Chakwera; Bidya Devi Bhandari; Russ J Kun; Mario Abdo Benítez; Édouard Ngirente;
        Halimah Yacob; Manasseh Sogavare; Chan Santokhi; Borut Pahor; Wavel Ramkalawan; Taur Matan Ruak;
        Paula-Mae Weekes; Kausea Natano; Luis Lacalle Pou; Ralph Gonsalves; Fiamē Naomi Mataʻafa;
        Gervais Ndirakobuca; Abdullah of Malaysia; David A. Granger; Faure Gnassingbé; Victoire Dogbé Tomegah""",
        ";",
    )
)
# Of WORLD_LEADERS, without an end there, and succeeded by somebody whom neither source has: the day or month of it.
ENDS = {
    "Ariel Henry": "2024-04", "Dimitar Kovačevski": "2024-01-28", "Najla Bouden": "2023-08-01",
    "Su Tseng-chang": "2023-01-31", "Rose Christiane Raponda": "2023-01",
    "Saara Kuugongelwa": "2025-03-21", "Kim Tok-hun": "2024-12", "Ouhoumoudou Mahamadou": "2023-07-26",
    "Lotay Tshering": "2023-11", "Jorge Bom Jesus": "2022-11", "Bob Loughman": "2022-11",
}  # fmt: skip
ENDS_SOURCE = "Encyclopaedia Britannica, Year in Review"
# Claimants and caretakers beside the government that the other tables mean.
LEFT_OUT = frozenset({"Bouchraya Hammoudi Bayoun", "Brahim Zwimel EL Zamel", "Osman Hussein Osman"})

# Posts that the sources list and that are not heads of state or government of a state of the gazetteer, or are the
# same person's in another state: the monarch of the realms, the co-princes of Andorra.
NOT_LISTED = re.compile(
    r"governor-general|co-prince|captain regent|federal council|military leader|chief minister|pontifical commission"
    r"|vice president|state affairs commission|people's assembly|captains regent|presidential council",
    re.IGNORECASE,
)
REALMS = frozenset(
    _split("atg aus bhs blz can cok grd jam kna lca niu nzl png slb tuv vct", " ")
)  # of the monarch of the United Kingdom
# What the sources call an office -> what it is called here; the first that is found counts.
ROLES = (
    ("supreme leader", "Supreme Leader"),
    ("taoiseach", "Taoiseach"),
    ("sultan and prime minister", "Sultan"),
    ("king sultan", "King"),
    ("crown prince and prime minister", "Prime Minister"),
    ("president of the government of spain", "Prime Minister"),
    ("president of council of ministers", "Prime Minister"),
    ("president of the executive yuan", "Premier"),
    ("chairman of the cabinet of ministers", "Prime Minister"),
    ("council of ministers", "Prime Minister"),
    ("minister of state", "Minister of State"),
    ("prime minister", "Prime Minister"),
    ("premier", "Premier"),
    ("chancellor", "Chancellor"),
    ("president", "President"),
    ("emperor", "Emperor"),
    ("emir", "Emir"),
    ("amir", "Emir"),
    ("sultan", "Sultan"),
    ("grand duke", "Grand Duke"),
    ("prince", "Prince"),
    ("pope", "Pope"),
    ("queen", "Queen"),
    ("king", "King"),
    ("yang di-pertuan agong", "King"),
    ("druk gyalpo", "King"),
    ("ngwenyama", "King"),
    ("monarch", "King"),
    ("o le ao o le malo", "Head of State"),
)
TITLES = frozenset(
    _split(
        """president prime minister king queen prince princess emperor emir amir sultan pope premier
        chancellor grand duke crown supreme leader and of the acting interim caretaker transition
        transitional general gen. col. capt. dr. sir sr. gnu cnsp taoiseach foreign co-vice council
        ministers chairman chairperson cabinet state ratu swiss confederation government spain
        (prime minister-equivalent)""",
        " ",
    )
)
ACTING = re.compile(r"\b(acting|interim|caretaker|transition(?:al)?)\b", re.IGNORECASE)
SINCE = re.compile(r"\(since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})")
MONTHS = _split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", " ")
STATE_NAMES = {
    "Burma": "Myanmar",
    "DRC": "Democratic Republic of the Congo",
    "Congo (Brazzaville)": "Congo-Brazzaville",
}
STATE_NAMES |= {"The Dominican": "Dominican Republic", "Holy See (Vatican City)": "Holy See"}
STATE_NAMES |= {
    "Kingdom of Denmark": "Denmark",
    "Kingdom of the Netherlands": "Netherlands",
    "Vatican City": "Holy See",
}
STATE_NAMES |= {"Republic of Ireland": "Ireland", "State of Palestine": "Palestine", "Georgia": "Georgia"}


@dataclass(frozen=True)
class Person:
    name: str
    surname: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    person: Person
    role: str
    of: str
    start: str
    until: str | None = None
    as_of: str | None = None
    wikidata: str | None = None
    note: str = ""
    sources: tuple[str, ...] = field(default=())

    def row(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "person": self.person.name, "surname": self.person.surname, "aliases": list(self.person.aliases),
            "role": self.role, "of": self.of, "from": self.start, "until": self.until, "as_of": self.as_of,
            "wikidata": self.wikidata, "note": self.note, "source": "; ".join(self.sources),
        }  # fmt: skip
        return {key: value for key, value in values.items() if value or key == "until"}


class Persons:
    """One Person for every name that PERSONS has, and for any other one as it first comes."""

    def __init__(self, table: str) -> None:
        self._by_name: dict[str, Person] = {}
        for line in filter(None, table.splitlines()):
            name, surname, rest = (part.strip() for part in line.split("|"))
            aliases, _, joins = rest.partition("~")
            others = dict.fromkeys([*_split(aliases, ";"), _plain(name)])
            person = Person(name, surname or name.split()[-1], tuple(other for other in others if other != name))
            for form in (name, *person.aliases, *_split(joins, ";")):
                if self._by_name.setdefault(_fold(form), person) is not person:
                    raise ValueError(f"{form!r} is a name of two persons of PERSONS")

    def __contains__(self, name: str) -> bool:
        return _fold(name) in self._by_name

    def get(self, name: str, surname: str = "") -> Person:
        plain = _plain(name)
        new = Person(name, surname or _surname(name), (plain,) * (plain != name))
        return self._by_name.setdefault(_fold(name), new)


def _fold(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", _plain(name).casefold()).strip()


_LETTERS = str.maketrans(
    {"Đ": "Dj", "đ": "dj", "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "æ": "ae", "ı": "i", "ð": "d", "ß": "ss", "ʻ": "'"}
)


def _plain(name: str) -> str:
    """The name in ASCII, as the press mostly writes it."""
    return unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()


def _surname(name: str) -> str:
    words = [word for word in name.split() if word not in {"Jr.", "Jr"} and not re.fullmatch("[IVX]+", word)]
    return words[-1]


def own_terms(table: str, persons: Persons) -> Iterator[Term]:
    """The terms of OFFICES; each ends when the next one starts."""
    for line in filter(None, table.splitlines()):
        role, of, source, chain = (part.strip() for part in line.split("|"))
        steps = [step.split(maxsplit=1) for step in _split(chain, ";")]
        for (start, holder), following in zip(steps, [*steps[1:], None], strict=True):
            if holder != "-":
                name, acting = holder.removesuffix(" (acting)"), holder.endswith(" (acting)")
                person = persons.get(name)
                own = ("Queen" if person.name in QUEENS else "King") if role == "King or Queen" else role
                until = following[0] if following else None
                yield Term(
                    person, own, of, start, until, None if until else OWN_AS_OF,
                    note="acting" if acting else "", sources=(source,),
                )  # fmt: skip


def leader_terms(rows: Iterable[dict[str, Any]], persons: Persons, states: Gazetteer) -> Iterator[Term]:
    """The terms of WORLD_LEADERS that have a state and an office of ROLES."""
    for row in rows:
        state, role = _state(states, row["country"]), _role(row["positionLabel"])
        label = row["officeholderLabel"]
        realmless = re.sub(r",? (of|Prince of) [A-Z].*$", "", label) if role in _REGNAL else label
        person = persons.get(label if label in persons else realmless)
        if state and role and not re.fullmatch(r"Q\d+", label) and not _elsewhere(state, role):
            role = "Queen" if role == "King" and person.name in QUEENS else role
            yield Term(
                person, role, state, row["start_year"], row["end_year"] or None,
                wikidata=row["officeholder"], sources=(LEADERS_SOURCE,),
            )  # fmt: skip


_REGNAL = frozenset({"King", "Queen", "Prince", "Emperor", "Sultan", "Grand Duke"})


def factbook_terms(rows: Iterable[dict[str, Any]], persons: Persons, states: Gazetteer) -> Iterator[Term]:
    """Heads of state and government as the Factbook has them; family names are in capitals there."""
    for row in rows:
        state = _state(states, row["name"] or "") or _state(states, row["long"] or "")
        seen = set()
        for text in (row["chief_of_state"], row["head_of_government"]):
            term = _factbook_term(text or "", state, persons)
            if term and (term.person, term.role) not in seen:
                seen.add((term.person, term.role))
                yield term


def _factbook_term(text: str, state: str | None, persons: Persons) -> Term | None:
    since = SINCE.search(text)
    head = re.sub(r"\((?:President|Prime|also)[^)]*\)|\([A-Z][a-z]+\)\s", " ", text[: since.start()]) if since else ""
    role = _role(head)
    if since is None or state is None or role is None or _elsewhere(state, role):
        return None
    words = re.sub(r"; also.*|,? Presidential Council,?|\bFirst\b", " ", head).split()
    person = _factbook_person(words, persons)
    note = "acting" if ACTING.search(head) else ""
    return Term(person, role, state, _since(since), note=note, sources=(FACTBOOK_SOURCE,))


def _factbook_person(words: list[str], persons: Persons) -> Person:
    """The name after the title; the words in capitals are the family name."""
    while words and words[0].casefold().strip(",") in TITLES:
        words = words[1:]
    surname = " ".join(_capital(word) for word in words if _shouted(word))
    name = " ".join(_capital(word) if _shouted(word) else word for word in words).strip(", ")
    return persons.get(name, surname.strip(", "))


def _shouted(word: str) -> bool:
    letters = [ch for ch in re.sub(r"^(el|al|de|d')-?'?|['’]s$", "", word) if ch.isalpha()]
    return len(letters) > 1 and all(ch.isupper() for ch in letters) and not re.fullmatch("[IVX]+,?", word)


def _capital(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if m[0].islower() else m[0].capitalize(), word)


def _role(title: str) -> str | None:
    if NOT_LISTED.search(title) and "co-vice" not in title.casefold():
        return None
    return next((role for words, role in ROLES if re.search(rf"\b{words}\b", title.casefold())), None)


def _elsewhere(state: str, role: str) -> bool:
    return role in {"King", "Queen"} and state.removeprefix("state-") in REALMS


def _since(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    if month is None:
        return year
    return f"{year}-{MONTHS.index(month[:3]) + 1:02}" + (f"-{int(day):02}" if day else "")


def _state(states: Gazetteer, name: str) -> str | None:
    readings = states.lookup(STATE_NAMES.get(name, name))
    return next((r.known.id for r in readings if r.known.cls == "State" and r.known.kind != "historic"), None)


def merged(own: list[Term], leaders: list[Term], factbook: list[Term], as_of: str, leaders_as_of: str) -> list[Term]:
    """All terms: those of OFFICES; elsewhere the Factbook's, older ones of WORLD_LEADERS before them."""
    offices = {(term.role, term.of) for term in own}
    offices |= {("Premier", of) for role, of in offices if role == "Prime Minister"}
    wikidata = {term.person.name: term.wikidata for term in leaders}
    now = {(term.person.name, term.role, term.of): term for term in factbook}
    kept = [replace(t, as_of=as_of) if t.until is None and (t.person.name, t.role, t.of) in now else t for t in own]
    older = [t for t in leaders if (t.role, t.of) not in offices and t.person.name not in LEFT_OUT]
    begun = {(t.person.name, t.role, t.of): t.start for t in older if t.until is None}
    for term in (t for t in factbook if (t.role, t.of) not in offices):
        start = begun.get((term.person.name, term.role, term.of), term.start)
        both = start[:4] < term.start[:4]
        sources = (*(both * (LEADERS_SOURCE,)), *term.sources)
        kept.append(replace(term, start=start if both else term.start, as_of=as_of, sources=sources))
    for term in (t for t in older if (t.person.name, t.role, t.of) not in now):
        followed = any((role, of) == (term.role, term.of) for _, role, of in now)
        if term.until is not None:
            kept.append(term)
        elif end := ENDS.get(term.person.name):
            kept.append(replace(term, until=end, sources=(*term.sources, ENDS_SOURCE)))
        elif term.person.name in FOLLOWED:
            kept.append(_ended(term, [t for t in factbook if (t.role, t.of) == (term.role, term.of)]))
        elif followed:
            kept.append(replace(term, until=leaders_as_of, note=UNKNOWN_END.format(as_of)))
        else:
            kept.append(replace(term, as_of=leaders_as_of))
    return [replace(term, wikidata=wikidata.get(term.person.name)) for term in kept]


def _ended(term: Term, following: list[Term]) -> Term:
    if len(following) != 1:
        raise ValueError(f"{term.person.name} of FOLLOWED has no successor in the Factbook")
    return replace(term, until=following[0].start, sources=(*term.sources, *following[0].sources))


def read(path: str) -> list[dict[str, Any]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["gold"] for line in lines if line.strip()]


def main(leaders_path: str, factbook_path: str) -> str:
    persons, states = Persons(PERSONS), Gazetteer.load()
    own = list(own_terms(OFFICES, persons))  # first, for its names have their accents
    leaders = list(leader_terms(read(leaders_path), persons, states))
    rows = read(factbook_path)
    texts = " ".join(row[key] or "" for row in rows for key in ("chief_of_state", "head_of_government"))
    as_of = max(map(_since, SINCE.finditer(texts)), default=OWN_AS_OF)
    factbook = list(factbook_terms(rows, persons, states))
    terms = merged(own, leaders, factbook, as_of, LEADERS_AS_OF)
    lines = {json.dumps(term.row(), ensure_ascii=False): term for term in terms}
    ordered = sorted(lines, key=lambda x: (lines[x].of, lines[x].role, lines[x].start, lines[x].person.name))
    return "".join(f"{line}\n" for line in ordered)


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:3]))
