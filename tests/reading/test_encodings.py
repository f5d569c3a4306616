"""Text in any encoding is read as it was written, or refused: never as something else."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_samples import one, reason

from kg.reading.encodings import decoded
from kg.reading.item import RefusedError

TEXTS = {
    "en": "The minister’s visit to the café was “historic” – he said. They met again in Düsseldorf.",
    "fr": "Le président de la République a déclaré que la réunion, prévue à Genève, aurait lieu après l’été.",
    "de": "Die Außenministerin sagte gestern, die Gespräche über das Abkommen müssten früher beginnen.",
    "es": "El presidente afirmó que la reunión en España se celebrará mañana. Los ministros discutirán la situación.",
    "cs": "Prezident řekl, že schůzka ministrů zahraničí se uskuteční příští týden v Praze.",
    "pl": "Prezydent powiedział, że spotkanie ministrów odbędzie się w przyszłym tygodniu w Łodzi. Źródła milczą.",
    "tr": "Cumhurbaşkanı, dışişleri bakanları toplantısının gelecek hafta Ankara'da yapılacağını söyledi.",
    "ru": "Президент России заявил, что встреча министров иностранных дел состоится на следующей неделе в Москве.",
    "uk": "Президент України заявив, що зустріч міністрів закордонних справ відбудеться наступного тижня у Києві.",
    "el": "Ο πρόεδρος δήλωσε ότι η συνάντηση των υπουργών θα γίνει την επόμενη εβδομάδα στην Αθήνα.",
    "ar": "قال الرئيس إن اجتماع وزراء الخارجية سيعقد الأسبوع المقبل في القاهرة.",
    "he": "הנשיא אמר כי פגישת שרי החוץ תתקיים בשבוע הבא בירושלים.",
    "ja": "大統領は、外相会談が来週東京で開かれると述べた。双方は条約について話し合う予定である。",
    "zh": "总统表示，外交部长会议将于下周在北京举行。双方将讨论该条约，并发表联合声明。",
    "ko": "대통령은 외교장관 회담이 다음 주 서울에서 열릴 것이라고 말했다. 양측은 조약을 논의할 예정이다.",
}
ENCODINGS = [
    *[("en", e) for e in ("cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig")],
    *[(lang, "latin-1") for lang in ("de", "es")],
    *[(lang, "cp1252") for lang in ("fr", "de", "es")],
    *[(lang, encoding) for lang in ("cs", "pl") for encoding in ("cp1250", "iso8859_2")],
    ("tr", "cp1254"),
    *[("ru", e) for e in ("cp1251", "koi8-r", "iso8859_5", "mac_cyrillic", "cp866", "utf-16-le", "utf-16-be")],
    *[("uk", e) for e in ("cp1251", "koi8-u")],
    ("el", "cp1253"), ("el", "iso8859_7"), ("ar", "cp1256"), ("he", "cp1255"),
    *[("ja", e) for e in ("shift-jis", "euc-jp", "iso2022-jp")],
    ("zh", "gb18030"), ("ko", "euc-kr"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_text_is_read_in_the_encoding_that_it_has(language: str, encoding: str) -> None:
    text = TEXTS[language]
    data = text.encode(encoding, "ignore")
    assert decoded(data) == data.decode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Путин".encode("cp1251"), id="too short to tell"),
        pytest.param(
            "The minister met Путин and Лавров in Moscow on Monday.".encode("cp1251"), id="names among English"
        ),
        pytest.param("Gül and Erdoğan met in Ankara on Monday, the ministry said.".encode("cp1254"), id="ğ or ð"),
        pytest.param("He met Brzęczyszczykiewicz and Błaszczak in Łódź, he said.".encode("iso8859_2"), id="ł or ³"),
        pytest.param("The café and ".encode() + "the café".encode("cp1252"), id="two encodings in one"),
        pytest.param("Hôtel Nikkō, 大統領".encode("shift_jis", "ignore"), id="Japanese among French"),
    ],
)
def test_what_cannot_be_told_for_sure_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(RefusedError, match=r"cannot be told for sure; save it as UTF-8 \(iconv"):
        decoded(data)


@pytest.mark.parametrize(
    "data", [b"a\0b", bytes(range(32)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xfe\x00", b"\x01\x02\x03\x04abc"]
)
def test_what_is_binary_is_called_so(data: bytes) -> None:
    with pytest.raises(RefusedError, match="is binary, not text"):
        decoded(data)


def test_a_declared_encoding_is_believed_where_the_bytes_do_not_say_another() -> None:
    assert decoded("Łódź".encode("iso8859_2"), "ISO-8859-2") == "Łódź"
    assert decoded("Łódź".encode(), "ISO-8859-2") == "Łódź"
    assert decoded(codecs.BOM_UTF8 + "Łódź".encode(), "ISO-8859-2") == "Łódź"
    assert decoded("条約".encode("iso2022-jp"), "ISO-2022-JP") == "条約"


@pytest.mark.parametrize(
    "declared", ["no", "zip", "", "\0", "utf-8", "x" * 1000, "idna", "undefined", "unicode-escape"]
)
def test_a_declared_encoding_that_is_none_or_does_not_fit_is_not_believed(declared: str) -> None:
    assert (
        decoded("The café was “historic”, he said.".encode("cp1252"), declared) == "The café was “historic”, he said."
    )


def test_latin_1_on_the_web_means_windows_1252() -> None:
    assert decoded("The minister’s visit".encode("cp1252"), "iso-8859-1") == "The minister’s visit"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(RefusedError):
        assert len(decoded(data)) <= len(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    assert decoded(text.encode()) == text.removeprefix("\ufeff")


def test_a_file_in_another_encoding_is_a_document(tmp_path: Path) -> None:
    assert one(tmp_path / "a.txt", TEXTS["en"].encode("cp1252")).text == TEXTS["en"]
    assert reason(tmp_path / "b.txt", b"\0" * 10) == "is binary, not text"
