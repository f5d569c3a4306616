"""Which language a text is in, and what becomes of one for which there is no model."""

import subprocess
import sys
from pathlib import Path

import pytest
from reading_samples import outcome
from test_encodings import TEXTS

from kg.reading.language import language, spoken

MORE = {
    "it": "Il presidente ha detto che la riunione si terrà domani a Roma. I ministri discuteranno della situazione.",
    "pt": "O presidente disse que a reunião será realizada amanhã em Lisboa. Os ministros discutirão a situação.",
    "nl": "De minister zei gisteren dat de gesprekken over het verdrag eerder moeten beginnen.",
    "sv": "Statsministern sade att mötet mellan utrikesministrarna kommer att hållas nästa vecka i Stockholm.",
    "id": "Presiden mengatakan bahwa pertemuan para menteri luar negeri akan diadakan minggu depan di Jakarta.",
    "vi": "Tổng thống cho biết cuộc họp của các bộ trưởng ngoại giao sẽ diễn ra vào tuần tới tại Hà Nội.",
    "fa": "رئیس جمهور گفت که نشست وزیران خارجه هفته آینده در تهران برگزار می‌شود.",
    "hi": "राष्ट्रपति ने कहा कि विदेश मंत्रियों की बैठक अगले सप्ताह दिल्ली में होगी।",
}


@pytest.mark.parametrize(("code", "text"), [*TEXTS.items(), *MORE.items()])
def test_a_sentence_says_its_language(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Participants: Emmanuel Macron, Olaf Scholz, Giorgia Meloni, Pedro Sánchez, Ursula von der Leyen.",
        "Macron met Scholz.",
        "Luis Gilberto Murillo, Mauricio Jaramillo, Juan Manuel Santos, Gustavo Petro, Nicolás Maduro",
        "Abdel Fattah el-Sisi, Mahmoud Abbas, King Abdullah II, Mohammed bin Salman",
        "Nguyen Phu Trong, Vo Van Thuong, To Lam, Pham Minh Chinh",
        "José Manuel Albares travelled to Santiago de Chile; Bundeskanzler Olaf Scholz flew to Buenos Aires.",
        "Some 800,000 Iraqi Kurds sought refuge in Germany last month.",
        "MOSCOW, March 4 (TASS)",
        "One.",
        "2021-03-04 17:00",
        "",
    ],
)
def test_names_alone_and_what_is_too_short_to_tell_count_as_english(text: str) -> None:
    assert language(text) == "en"


def test_english_with_words_of_others_is_english() -> None:
    quoted = (
        "The minister said that he would not go. „Die Gespräche über das Abkommen müssten früher beginnen“, she added."
    )
    assert language(quoted) == "en"


def test_of_a_long_text_the_first_part_decides() -> None:
    assert language(TEXTS["fr"] * 100 + TEXTS["de"] * 500) == "fr"


def test_a_document_without_a_model_for_its_language_is_told_with_what_to_do(tmp_path: Path) -> None:
    documents, (problem,) = outcome(tmp_path / "a.txt", TEXTS["fr"])
    assert not documents
    assert problem.reason == "is in French (fr), for which no model was given: --model fr=NAME"


def test_a_document_in_a_language_with_a_model_says_so(tmp_path: Path) -> None:
    (document,), problems = outcome(tmp_path / "a.txt", TEXTS["fr"], languages={"en": "x", "fr": "y"})
    assert document.language == "fr"
    assert not problems


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert spoken("oc") == "the language 'oc'"


def test_plain_english_needs_no_model_of_languages(tmp_path: Path) -> None:
    """It takes longer to load than a hundred articles take to read."""
    (tmp_path / "a.txt").write_text("The ministers met on Tuesday and said that they will meet again.")
    program = (
        f"import sys; from kg.reading import read; assert list(read([{str(tmp_path)!r}])); "
        "assert not {'py3langid', 'spacy', 'numpy', 'trafilatura', 'pypdf', 'docx', 'feedparser'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
