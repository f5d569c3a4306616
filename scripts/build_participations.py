# ruff: noqa: E501 - the acts of one source are one line of the table
"""Make kg/data/participations.jsonl: who signed, joined or left which treaty, and when.

    python scripts/build_participations.py UN_TREATIES > kg/data/participations.jsonl

UN_TREATIES has the lists of the UN Treaty Collection as JSON lines: `id` ("un-26-5" for chapter XXVI, number 5), `url` and
`gold.participants`, rows as the collection prints them. A treaty of the name tables is known in it by the number in its
source ("mtdsg_no XXVI-5"). ACTS below is what the lists do not have: treaties with other depositaries, and what was done
since. The lists were taken in 2014 and 2015; each is complete up to the newest day that it has.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.depositary import interpret
from kg.gazetteer import Gazetteer
from kg.participations import Listing, Participation, Participations, lines
from kg.rows import Row

TENS, ONES = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
ROMAN = {number: TENS[number // 10] + ONES[number % 10] for number in range(1, 30)}
ADDRESS = re.compile(r"mtdsg_no=([\w-]+)")
NUMBER = re.compile(r"mtdsg_no ([\w-]+)")
KNOWN = "general knowledge, not re-read"

# instrument | action | source | note | state date; state date, effective date; ...
ACTS = f"""
ottawa-convention | Accession | UN Secretary-General as depositary; {KNOWN} | | omn 2014-08-20; lka 2017-12-13; pse 2017-12-29
ottawa-convention | Accession | ICBL-CMC, 25 June 2025 | | ton 2025-06-25
ottawa-convention | Ratification | UN Secretary-General as depositary; {KNOWN} | | mhl 2025-03-12
ottawa-convention | WithdrawalAnnouncement | joint statement of the ministers of defence of 18 March 2025, as told by Volterra Fietta, 18 June 2025 | the ministers recommended it | est 2025-03-18; lva 2025-03-18; ltu 2025-03-18; pol 2025-03-18
ottawa-convention | WithdrawalAnnouncement | Government of Finland, 1 April 2025; {KNOWN} | | fin 2025-04-01
ottawa-convention | WithdrawalAnnouncement | decree of the President of Ukraine of 29 June 2025; {KNOWN} | a decree at home is no notice to the depositary | ukr 2025-06-29
ottawa-convention | Withdrawal | UN Secretary-General, depositary notifications of 2025; {KNOWN} | | est 2025-06-27; lva 2025-06-27; ltu 2025-06-27; fin 2025-07-10; pol 2025-08-20
ccm | Withdrawal | UN Secretary-General, depositary notification of September 2024; {KNOWN} | | ltu 2024-09-06
rome-statute | Accession | UN Secretary-General as depositary; {KNOWN} | | pse 2015-01-02; slv 2016-03-03; kir 2019-11-26
rome-statute | Ratification | UN Secretary-General as depositary; {KNOWN} | | arm 2023-11-14; ukr 2024-10-25
rome-statute | WithdrawalAnnouncement | Government of Hungary, 3 April 2025; {KNOWN} | | hun 2025-04-03
rome-statute | WithdrawalAnnouncement | joint communiqué of 22 September 2025; {KNOWN} | | bfa 2025-09-22; mli 2025-09-22; ner 2025-09-22
rome-statute | Withdrawal | UN Secretary-General, depositary notifications; {KNOWN} | | bdi 2016-10-27; zaf 2016-10-19; gmb 2016-11-10; phl 2018-03-17; hun 2025-06-02
rome-statute | WithdrawalRevocation | UN Secretary-General, depositary notifications; {KNOWN} | | gmb 2017-02-10; zaf 2017-03-07
kyoto-protocol | Withdrawal | UN Secretary-General, depositary notification C.N.796.2011; {KNOWN} | | can 2011-12-15
cwc | Accession | UN Secretary-General as depositary; {KNOWN} | | ago 2015-09-16; pse 2018-05-17
cwc | Ratification | UN Secretary-General as depositary; {KNOWN} | | mmr 2015-07-08
crc | Accession | UN Secretary-General as depositary; {KNOWN} | | ssd 2015-01-23
crc | Ratification | UN Secretary-General as depositary; {KNOWN} | | som 2015-10-01
att | Accession | UN Secretary-General as depositary; {KNOWN} | | chn 2020-07-06
iccpr-op1 | Ratification | UN Secretary-General as depositary; {KNOWN} | | jam 1975-10-03
iccpr-op1 | Accession | UN Secretary-General as depositary; {KNOWN} | | tto 1980-11-14; tto 1998-05-26
iccpr-op1 | Withdrawal | UN Secretary-General, depositary notifications; {KNOWN} | | jam 1997-10-23; tto 1998-05-26; tto 2000-03-27
paris-agreement | Signature | UN Secretary-General as depositary; {KNOWN} | | usa 2016-04-22; chn 2016-04-22; ind 2016-04-22; rus 2016-04-22; tur 2016-04-22; irn 2016-04-22; bra 2016-04-22; can 2016-04-22; fra 2016-04-22; deu 2016-04-22; gbr 2016-04-22; jpn 2016-04-22; org-eu 2016-04-22
paris-agreement | Ratification | UN Secretary-General as depositary; {KNOWN} | | chn 2016-09-03; bra 2016-09-21; ind 2016-10-02; can 2016-10-05; fra 2016-10-05; deu 2016-10-05; org-eu 2016-10-05; gbr 2016-11-18; tur 2021-10-11
paris-agreement | Acceptance | UN Secretary-General as depositary; {KNOWN} | | usa 2016-09-03; usa 2021-01-20; jpn 2016-11-08; rus 2019-10-07
paris-agreement | WithdrawalAnnouncement | The White House, 1 June 2017 and 20 January 2025; {KNOWN} | | usa 2017-06-01; usa 2025-01-20
paris-agreement | Withdrawal | UN Secretary-General, depositary notifications; {KNOWN} | | usa 2019-11-04; usa 2025-01-27
npt | Signature | US Department of State as depositary; {KNOWN} | | usa 1968-07-01; gbr 1968-07-01; rus 1968-07-01
npt | Ratification | US Department of State as depositary; {KNOWN} | | gbr 1968-11-27; irn 1970-02-02; usa 1970-03-05; rus 1970-03-05
npt | Accession | US Department of State as depositary; {KNOWN} | | prk 1985-12-12; zaf 1991-07-10; chn 1992-03-09; fra 1992-08-03; ukr 1994-12-05; arg 1995-02-10; bra 1998-09-18; cub 2002-11-04
npt | WithdrawalAnnouncement | IAEA, INFCIRC/419 and statements of 1993 and 2003; {KNOWN} | that of 1993 was suspended, that of 2003 is disputed: the parties have not decided on it | prk 1993-03-12; prk 2003-01-10
inf-treaty | Signature | US Department of State; {KNOWN} | Russia in the place of the Soviet Union | usa 1987-12-08; rus 1987-12-08
inf-treaty | Ratification | US Department of State; {KNOWN} | Russia in the place of the Soviet Union | usa 1988-06-01; rus 1988-06-01
inf-treaty | WithdrawalAnnouncement | President of the United States, 20 October 2018; {KNOWN} | | usa 2018-10-20
inf-treaty | Suspension | US Department of State, 2 February 2019; {KNOWN} | | usa 2019-02-02
inf-treaty | Withdrawal | US Department of State, 2 February 2019; {KNOWN} | | usa 2019-02-02
inf-treaty | Suspension | decree of the President of Russia of 4 March 2019; {KNOWN} | | rus 2019-03-04
abm-treaty | Signature | US Department of State; {KNOWN} | Russia in the place of the Soviet Union | usa 1972-05-26; rus 1972-05-26
abm-treaty | Ratification | US Department of State; {KNOWN} | Russia in the place of the Soviet Union | usa 1972-10-03; rus 1972-10-03
abm-treaty | Withdrawal | US Department of State, 13 December 2001; {KNOWN} | | usa 2001-12-13
new-start | Signature | US Department of State; {KNOWN} | | usa 2010-04-08; rus 2010-04-08
new-start | Ratification | US Department of State; {KNOWN} | | usa 2011-02-05; rus 2011-02-05
new-start | Suspension | Federal Law of Russia of 28 February 2023; {KNOWN} | announced on 21 February 2023 | rus 2023-02-28
open-skies | Signature | OSCE; {KNOWN} | | usa 1992-03-24; rus 1992-03-24
open-skies | Ratification | OSCE; {KNOWN} | | usa 1993-12-03
open-skies | Ratification | Arms Control Today, December 2001 | | rus 2001-11-02
open-skies | WithdrawalAnnouncement | President of the United States, 21 May 2020; {KNOWN} | | usa 2020-05-21
open-skies | WithdrawalAnnouncement | Ministry of Foreign Affairs of Russia, 15 January 2021; {KNOWN} | | rus 2021-01-15
open-skies | Withdrawal | notice to the depositaries, 22 May 2020; {KNOWN} | | usa 2020-05-22
open-skies | Withdrawal | notice to the depositaries, 18 June 2021; {KNOWN} | | rus 2021-06-18
maastricht | Ratification | Government of Italy as depositary; {KNOWN} | | gbr 1993-08-02
maastricht | Withdrawal | letter to the European Council of 29 March 2017, European Council Decision (EU) 2019/1810; {KNOWN} | extended; at midnight of 31 January 2020 in Brussels | gbr 2017-03-29, 2020-02-01
istanbul-convention | Signature | Council of Europe Treaty Office; {KNOWN} | | tur 2011-05-11
istanbul-convention | Ratification | Council of Europe Treaty Office; {KNOWN} | | tur 2012-03-14
istanbul-convention | Withdrawal | Council of Europe Treaty Office, notification of 22 March 2021; {KNOWN} | | tur 2021-03-22
echr | Ratification | Council of Europe Treaty Office; {KNOWN} | | grc 1953-03-28; grc 1974-11-28; rus 1998-05-05
echr | Withdrawal | Council of Europe Treaty Office; {KNOWN} | | grc 1969-12-12, 1970-06-13
echr | Withdrawal | Committee of Ministers, Resolution CM/Res(2022)3; {KNOWN} | with the end of its membership, under Article 58(3) | rus 2022-03-16, 2022-09-16
american-convention | Ratification | OAS, Department of International Law; {KNOWN} | | ven 1977-08-09
american-convention | Accession | OAS, Department of International Law; {KNOWN} | | tto 1991-05-28
american-convention | Withdrawal | OAS, Department of International Law; {KNOWN} | | tto 1998-05-26; ven 2012-09-10
oas-charter | Ratification | OAS, Department of International Law; {KNOWN} | | nic 1950-07-26
oas-charter | Withdrawal | OAS, note of 19 November 2021; {KNOWN} | | nic 2021-11-19
whaling-convention | Accession | International Whaling Commission; {KNOWN} | | jpn 1951-04-21
whaling-convention | Withdrawal | notice to the depositary of 26 December 2018; {KNOWN} | under Article XI, on the next 30 June | jpn 2018-12-26, 2019-06-30
"""


def own_acts(table: str) -> Iterator[Participation]:
    """The acts of ACTS."""
    for line in filter(None, table.splitlines()):
        instrument, action, source, note, acts = (part.strip() for part in line.split("|"))
        for act in acts.split(";"):
            given, _, effective = act.partition(",")
            who, date = given.split()
            state = who if who.startswith("org-") else f"state-{who}"
            yield Participation(state, f"treaty-{instrument}", action, date, source, effective.strip() or None, note)


def listed(rows: list[dict[str, Any]], register: Gazetteer) -> Iterator[tuple[Participation | Listing, ...]]:
    """The acts of the lists of treaties that the name tables have, and up to when each list is complete."""
    lists = {_number(row): row["gold"]["participants"] or [] for row in rows}
    for known in register:
        found = NUMBER.search(known.source)
        if found and lists.get(found[1]):
            cells = [Row(i, {k: v for k, v in row.items() if v}) for i, row in enumerate(lists[found[1]], 1)]
            source = f"UN Treaty Collection, {found[1]}, as of 2015"
            made = interpret(cells, found[1], gazetteer=register, instrument=known.id, source=source)
            for rejected in made.rejected:
                print(f"{found[1]}, row {rejected.line}: {rejected.reason}", file=sys.stderr)
            yield (*made.table.rows, *made.table.listings)


def _number(row: dict[str, Any]) -> str:
    """The number of a treaty in the collection: that of its address, where it has one, else by its identifier."""
    if found := ADDRESS.search(row.get("url") or ""):
        return found[1]
    chapter, _, rest = row["id"].removeprefix("un-").partition("-")
    return f"{ROMAN[int(chapter)]}-{rest}"


def main(path: str | None) -> str:
    register = Gazetteer.load()
    text = Path(path).read_text(encoding="utf-8") if path else ""
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    found = [one for made in listed(rows, register) for one in made]
    acts = [one for one in found if isinstance(one, Participation)]
    already = {(a.participant, a.instrument, a.action, a.date) for a in acts}
    own = [a for a in own_acts(ACTS) if (a.participant, a.instrument, a.action, a.date) not in already]
    listings = [one for one in found if isinstance(one, Listing)]
    return "".join(f"{line}\n" for line in lines(Participations([*acts, *own], listings)))


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:2] or [None]))
