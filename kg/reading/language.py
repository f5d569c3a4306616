"""Which language a text is in, as ISO 639-1 has it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+")
# Words of English that are no words of its neighbours, or rare ones there
_COMMON = frozenset(
    ["and", "are", "as", "at", "by", "for", "from", "has", "have", "he", "his", "it", "not", "on", "said", "she",
     "that", "the", "their", "they", "this", "to", "were", "which", "who", "with"]
)  # fmt: skip
_ENGLISH_SHARE = 0.1
_LATIN_SHARE = 0.5
_SURE = 0.5  # names alone stay below: "Shinzo Abe, Yoshihide Suga" is Shona at 0.29

NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language(text: str) -> str:
    """The language of the first part of a text.

    Of a text in Latin letters that is too short to tell, or of names alone, it is English.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(_COMMON.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    code, probability = _model().classify(sample)
    return code if probability >= _SURE or not is_latin("".join(words)) else ENGLISH


def is_latin(letters: str) -> bool:
    """Whether most letters are Latin; an ideogram, which says more than a letter, counts as one."""
    return sum(letter < "\u0250" for letter in letters) > _LATIN_SHARE * len(letters)


def spoken(code: str) -> str:
    """The language for a message: "French (fr)"."""
    return f"{NAMES[code]} ({code})" if code in NAMES else f"the language {code!r}"


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
