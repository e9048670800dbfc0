"""Which language running text is in: words in, a BCP 47 tag with a certainty out.

The commonest little words of each language are counted. Enough for whole pages of prose in one of the languages of
scholarly books that stand in the table; says nothing of a single title, of other scripts, or of regional forms.

Method: function words are closed classes and make up a third to a half of the running text of their language, and
seldom more than a tenth of another's (the "small words" technique of language identification).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Words of one letter are left out, for they are initials and list marks as often; so are names of months and the like.
_WORDS = {
    "en": "the of and to in that is was it for with as his on be at by he had not are but from or have an they which "
    "one you were her all she there would their we him been has when who will more no if out so what up its about into "
    "than them can only other some could these may then do such my over our any those this",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass daß sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
    "mehr durch man sein wurde sei wenn kann ihr ihre seine ich wir hier diese dieser dieses sowie zwischen",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou aux son "
    "mais comme cette on ont sa ses même était dont leur être deux nous fait entre sans elle si ces où bien peut lui "
    "avait aussi tout tous je vous leurs ils elles encore c'est qu'il d'un d'une l'on n'est",
    "es": "de la que el en los se del las un por con una su para es al lo como más no pero sus le ha este si porque esta "
    "son entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra "
    "otros ese eso ante ellos esto antes algunos qué unos era había fue sino",
    "it": "di che la il un per una in non sono del con le si da come dei nel alla più gli al lo della ma anche nella ha "
    "delle era questo questa ed ai dal sua suo dalla degli ad se dell nell all loro cui sul quando sulla essere fra tra "
    "dopo così stato ogni può perché ciò nei i l'una c'è dell'opera quale quello",
    "pt": "de que do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem seu sua ou ser "
    "quando muito há nos já está também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me "
    "esse eles estão você tinha foram essa num nem suas às são à",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit nog naar door "
    "over ze hij heeft hebben deze wordt werd worden tot kan meer geen wel al was wij zou mijn hun dit haar zich zo "
    "waar omdat onder na tussen tegen veel echter",
    "la": "et in est non ad ut cum quod ex si ab de qui sed per quae ac aut esse enim quam atque autem nec hoc sunt eius "
    "etiam se quo neque id ea quidem ita hic pro eo nihil inter ipse sive erat tamen quoque nam igitur idem apud unde "
    "vel ergo fuit omnia sicut ante post quibus",
}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Fewer words than this are a heading, not running text.
FEWEST_WORDS = 40
#: Running text has at least this share of its language's little words; an index or a list of names has fewer.
LOWEST_SHARE = 0.12
#: The second best of kindred languages (Spanish and Portuguese) stays below half of the best; above this share of it,
#: the text is in two languages, or in one that the table does not know.
HIGHEST_RIVAL = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """`tag` is a BCP 47 tag; `certainty` lies in 0..1; `share` is the share of words that are the language's little words."""

    tag: str
    certainty: float
    share: float


def guess_language(text: str) -> LanguageGuess | None:
    """The language of running text; None where there is too little text, or no language of the table fits clearly."""
    words = [word.replace("’", "'") for word in _TOKEN.findall(text.lower()) if len(word) > 1]
    if len(words) < FEWEST_WORDS:
        return None
    shares = sorted(
        ((sum(word in known for word in words) / len(words), tag) for tag, known in _FUNCTION_WORDS.items()),
        reverse=True,
    )
    (share, tag), (rival, _) = shares[0], shares[1]
    if share < LOWEST_SHARE or rival > HIGHEST_RIVAL * share:
        return None
    return LanguageGuess(tag=tag, certainty=round(1 - (rival / share) ** 2, 3), share=round(share, 3))


def little_word_share(text: str) -> float:
    """The share of words of two letters and more that are little words of one language, of the one with most; 0..1."""
    words = [word.replace("’", "'") for word in _TOKEN.findall(text.lower()) if len(word) > 1]
    return max(sum(word in known for word in words) for known in _FUNCTION_WORDS.values()) / max(len(words), 1)
