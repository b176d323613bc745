"""English forms in which people give a name: My name is …, I'm …, Name: …, Regards, …."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, SHAPED
from screening_policy.guard.names import FAMILY_LATIN, GIVEN, NO_ENGLISH_NAME

_CAP = r"[A-Z][\w'’\-]{1,20}"
_FULL = rf"{_CAP}(?:\s{{1,2}}(?:[A-Z]\.?\s)?{_CAP}){{1,2}}"
_ANY = rf"{_CAP}(?:\s{{1,2}}(?:[A-Z]\.?\s)?{_CAP}){{0,3}}"
_NOT_A_THING = r"(?!['’]s|\s(?:was|is|isn|were)\b)"
_PLAIN = r"[a-z]{2,15}(?:\s[a-z]{2,15})?(?=\s?(?:[.,!\n]|$|and\b|but\b))"
_RELATION = (
    r"(?:husband|wife|son|daughter|mother|father|mom|mum|dad|brother|sister|partner|friend|boss"
    r"|neighbou?r|colleague"
    r"|co-?worker|teacher|boyfriend|girlfriend|baby|kid|uncle|aunt|cousin|grandma|grandpa|roommate"
    r"|manager|mate|buddy|pal|landlord|landlady|nanny|carer|plumber|tutor)"
)
_WHICH = r"(?:full |real |legal |first |last |maiden |middle |given |family |sur|birth )?"
_NAMED = tuple(
    re.compile(source)
    for source in (
        rf"(?i:\b(?:my|{_RELATION}['’]s|the)\s{_WHICH}name\s?(?:['’]?s|is|was|=|:|-|,))\s(?P<value>{_ANY}"
        rf"|{_PLAIN}){_NOT_A_THING}",
        rf"(?i:\b(?:hello|hi|hey)),?\s(?:(?i:this is|it['’]s"
        rf"|i['’]m))\s(?P<value>{_FULL})(?=[.,!]|\s(?:from|here|again)|$)",
        rf"(?i:\b(?:my|our))\s{_RELATION}(?:,|\sis|\snamed|\scalled)\s(?P<value>{_FULL})(?=[,.]|$)",
        rf"(?i:\bask for)\s(?P<value>{_CAP})(?=\s(?:at|on|when|in|and)\b|[.,]|$)",
        rf"(?i:\bthis is)\s(?P<value>{_FULL})(?=\sfrom\s[A-Z])",
        rf"(?:^|[.!\n]\s)Myself,?\s(?P<value>{_FULL})",
        rf"(?i:\bname wa)\s(?P<value>{_ANY})(?=\sdesu)",
        rf"[\"“](?P<value>{_FULL})[\"”](?=\s(?:on|in)\s(?:the|my)\s(?:form|card|label|parcel|envelope"
        rf"|letter|badge|account|ticket))",
        rf"(?i:\bsigned by)\s(?P<value>{_FULL})",
        rf"(?i:\b(?:card ?holder|passenger|recipient|guest|patient|contact|account holder"
        rf"|applicant|customer|sender|respondent|owner|tenant"
        rf"|parent|guardian|name on (?:the )?(?:card|account|order"
        rf"|parcel))(?: name)?)\s?[:\-]\s?(?P<value>{_FULL})",
        rf"(?i:\b(?:account holder|card ?holder|applicant|passenger|married to))\s(?P<value>{_FULL})",
        rf"^(?i:name)\s{{1,3}}(?P<value>{_FULL})\s*$",
        rf"\b(?i:nurse|sister|officer|constable|agent|advisor|rep)\s(?P<value>{_CAP})(?=\s(?:was|is|helped"
        rf"|who)\b)",
        rf"(?i:\b(?:hi|hello|hey)[,!]?\s(?:i['’]?m|i am|this is"
        rf"|my name['’]?s))\s(?P<value>{_CAP}(?:\s{_CAP})?)(?=\s(?:from|and|here)\b|[,.!]|$)",
        rf"(?i:\bname on (?:the |my )?card(?: is)?)\s(?P<value>{_FULL})",
        rf"(?i:\b(?:my|our)\s{_RELATION})\s\((?P<value>[A-Z][a-z]{{1,15}})\)",
        r"(?i:\b(?:mum|mom|dad|mother|father|husband|wife|son|daughter|brother"
        r"|sister))\s\((?P<value>[A-Z][a-z]{1,15})\)",
        rf"(?i:\b(?:my|our)\s(?:\w{{2,12}}\s)?(?:neighbou?r|teacher|landlady|landlord|boss|doctor|gp"
        rf"|dentist|tutor)),?\s"
        rf"(?P<value>(?:Mrs|Mr|Ms|Miss|Dr)\.?\s{_CAP})",
        rf"\b(?P<value>Dr\.?\s{_CAP})(?=\sis\s(?:my|our|her|his)\b)",
        rf"(?i:\bi(?:['’]m| am))\s(?:Mrs|Mr|Ms|Miss|Dr)\.?\s(?P<value>{_CAP})",
        rf"\bI,\s(?P<value>{_FULL}),",
        rf"(?i:\bn[ée]e\b|\ba\.?k\.?a\.?|\b(?:they|people|everyone|friends) calls? me"
        rf"|i['’]m called|i am called)\s(?P<value>{_ANY})",
        rf"\b(?P<value>(?:Mr|Mrs|Ms|Miss|Mx)\.?\s{_CAP}\s{_CAP})(?!['’]s)",
        rf"(?i:(?:^|[.!?,]\s)name(?:['’]s| is))\s(?P<value>{_ANY}){_NOT_A_THING}",
        rf"(?i:\bname\b)[^.\n]{{0,20}}?\b(?i:spel(?:led|t))\s(?:as\s)?(?P<value>(?:[A-Za-z][\-. ]"
        rf"){{2,14}}[A-Za-z]\b|{_CAP})",
        rf"(?i:\bmy name\b)[^.\n]{{0,24}}?\b(?:from|to|as)\s(?P<value>{_ANY})",
        rf"(?i:\bmy name\b)[^.\n]{{0,40}}?\b(?i:instead of|not|rather than)\s(?P<value>{_ANY})",
        rf"(?i:\bmy name\b)[^.\n]{{0,50}}?\bto\s(?P<value>{_FULL})",
        rf"(?P<value>{_CAP}(?:\s(?:al-|de |van |von |bin |da |el-|la )?{_CAP}){{1,2}}"
        rf"|{_CAP}\s(?:al|el|bin|ben|de|van|von)[ -]{_CAP})\s(?i:is my (?:real |full )?name)",
        rf"(?i:i['’]?m|i am)\s(?P<value>{_CAP}(?:\s{_CAP})?),\s\d{{2}}\b",
        rf"(?i:i['’]?m|i am)\s(?P<value>{_FULL})(?=,?\s(?:from|and I|aged?)\b)",
        rf"(?P<value>{_CAP}(?:\s{_CAP})?)\s\((?i:my|our)\s{_RELATION}\)",
        r"^(?P<value>[A-Z]\.\s?[A-Z][a-z'’\-]{2,20})(?=,|\s*$)",
        rf"(?i:\b(?:fam|family|sur|last|given|first)\s?name)\s(?P<value>{_CAP})(?=,|\.|$)",
        r"(?P<value>[A-Z]{4,24})\s(?i:is my (?:real |full )?name)",
        r"(?i:\b(?:from|by|regards,?|thanks,?|yours,?|sincerely,?|faithfully,?|cheers,?)|[-–—])\s"
        r"(?P<value>[A-Z][a-z]{1,15} [A-Z]\.|[A-Z]\.(?: ?[A-Z]\.)? ?[A-Z][A-Za-z'’\-]{2,20})(?=\s*$)",
        rf"(?i:\b(?:written|submitted|reported|filled (?:in|out)|completed|posted"
        rf"|sent) by)\s(?P<value>{_FULL})",
        rf"(?i:\b(?:first|last|given|family|middle|maiden|full|legal|sur)\s?name)(?i:\s?(?:is|:|=|-"
        rf"|,)\s?|\s)(?P<value>{_ANY}){_NOT_A_THING}",
        rf"(?:^|\n|[.,]\s)\s?(?i:(?:full |first |last )?name)\s?[:=\-→]\s{{0,3}}(?P<value>{_ANY})"
        r"(?=\s*(?:\n|$|[.,;←]|and\b))",
        rf"(?i:\bsigned)[,:]?\s(?P<value>{_FULL})\s*[.!]?\s*$",
        rf"(?i:\b(?:regards|sincerely|best|best wishes|thanks|thank you|yours|yours truly|cheers"
        rf"|love))[^\n.!?A-Z]{{0,20}}?(?:[,\n]|\s[-–—])\s{{0,3}}"
        rf"[-–—]?\s?(?P<value>{_ANY})\s*[.!]?(?:\sx{{1,3}}|\s\([^)\n]{{2,20}}\))?\s*$",
        r"\b(?i:call me|known as|goes by|go by|nickname is)\s(?:the\s)?(?P<value>[A-Z][a-z]{1,15}"
        r"(?:\s[A-Z][a-z]{1,15})?)(?=[.!,\n]|$|\s(?:and|but|at|in|because|for|online)\b)",
        rf"(?i:\b(?:account (?:is )?(?:in|under)|belongs to|registered to|booked under"
        rf"|reservation (?:is )?under"
        rf"|under the name|in the name of)(?: (?:of|the name))?)\s"
        rf"(?P<value>{_ANY})",
        rf"(?i:\b(?:addressed to|made out to|c/o|attn:?))\s(?P<value>{_FULL})",
    )
)
_I_AM = re.compile(
    rf"\b(?:(?i:i['’]?m|i am|my name)\s(?P<value>{_FULL})(?![\w'’])"
    rf"|(?i:i['’]?m|i am)\s(?P<value3>[A-Z][a-z]{{1,15}})(?=[.,!\n]|$|\s(?:from|and|by the way|here)\b)"
    rf"|(?i:this is|it['’]s|it is)\s(?P<value2>{_FULL})(?=\s(?:speaking|here|writing|calling"
    rf"|from|again)\b|[.,]))"
)
_HERE = re.compile(rf"(?:^|[.,!\n]\s?)\s?(?:(?i:hi|hello|hey),?\s)?(?P<value>{_ANY})(?=\shere\b)")
_RELATIVE = re.compile(
    rf"(?i:\b(?:my|our))\s(?:\w{{2,12}}\s)?{_RELATION},?\s(?:(?i:named|called)\s)?(?P<value>{_ANY})"
    rf"{_NOT_A_THING}"
)
_NO_GIVEN_LIST = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december spring summer autumn winter christmas easter ramadan
english japanese american british earth nature really always never also just still actually only
usually sometimes even already probably definitely nearly clearly likes loves hates says thinks
french german spanish chinese korean indian google amazon apple netflix tesco i i'm i've i'd the a
and but who
"""
_NO_GIVEN = frozenset(_NO_GIVEN_LIST.split())
_KIN = (
    r"(?:husband|wife|son|daughter|mother|father|mom|mum|dad|brother|sister|boyfriend|girlfriend"
    r"|fianc[ée]{1,2}|uncle"
    r"|aunt|cousin|grandma|grandpa|nan|nephew|niece|grandson|granddaughter|stepson|stepdaughter|flatmate"
    r"|housemate|partner|fianc[ée]+|baby|toddler|kid|twin|stepmum|stepdad|wife-to-be)"
)
_KIN_NAMED = re.compile(
    rf"(?i:\b(?:my|our))\s(?:\w{{2,12}}\s)?{_KIN},?\s(?P<value>[A-Z][a-zà-ÿ]{{1,15}}(?:\s[A-Z][a-zà-ÿ]{{1"
    rf",15}})?)(?=,|\.|\)|$|\s[a-z])(?!['’]s)"
)
_KIN_PAIR = re.compile(
    rf"(?i:\b(?:my|our))\s(?:\w{{2,12}}\s)?(?:{_KIN}s?|boys|girls|kids|children|twins|parents|friends"
    rf"|grandkids),?\s(?P<value>[A-Z][a-z]{{1,15}})(?:,\s[A-Z][a-z]{{1,15}})?,?\s(?:and"
    rf"|&)\s(?P<value2>[A-Z][a-z]{{1,15}})(?!['’]s)"
)
_KIN_CALLED = re.compile(
    rf"(?i:{_KIN}(?:['’]s| is| was)?,? (?:called|named))\s(?P<value>[A-Z][a-z]{{1,15}}(?:\s[A-Z][a-z]{{1,"
    rf"15}})?)"
)
_TO_MOUSU = re.compile(r"(?P<value>[A-Za-z]{2,12} [A-Za-z]{2,12})(?= to (?:mou|moo|mo|ii)(?:shi)?masu)")
_IN_BRACKETS = re.compile(rf"(?:^|\n)(?P<value>{_FULL})\s\([^)\n]{{3,40}}\)")
_TITLE_ASKED = re.compile(
    r"\b(?:address|call|refer to) me (?:as )?(?P<value>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? [A-Z][A-Za-z'’\-]"
    r"{1,20})"
)
_INITIAL = re.compile(
    r"(?i:receipt|label|form|card|parcel|letter|envelope|badge|ticket|signed|account|booking)[^.\n]{0,14}"
    r"?\s(?P<value>[A-Z]\. ?[A-Z][A-Za-z'’\-]{2,20})(?![\w])"
)
_DESU = re.compile(r"(?:^|[.!\n] ?)(?P<value>[A-Z][a-z]{1,12}(?: [A-Z][a-z]{1,12}){1,3})(?= desu\b)")
_FAME = re.compile(
    r"(?i:book|novel|film|movie|song|album|(?<![a-z])fan(?![a-z])|player|actor|actress|singer|author|directo"
    r"r|watch"
    r"|concert|show|series|artist|designer|recipe|chef|character|game|team|listen)"
)
_MET = re.compile(
    rf"\b(?i:tell|thank|thanks to|ask|ask for|contact|spoke (?:to|with)|it was|served by|helped by"
    rf"|regards to|credi"
    rf"t to"
    rf"|kudos to|shout ?out to|say hi to|deliver(?:ed)? to|give it to|addressed to|care of|met|named|called)"
    rf"\s"
    rf"(?P<value>{_FULL})(?=\s(?:at|in|on|from|who|was|for|and|instead)\b|[,.!]|\s*$)"
)
_MEANT_FOR = re.compile(
    r"\b(?:parcel|order|booking|ticket|letter|reservation|account|delivery|appointment|package"
    r"|policy)\s(?:was|is|came)?\s?"
    rf"(?:for|under|from|to)\s(?P<value>{_FULL})(?=\s*(?:[,.]|$|\sand|\sat))"
)
_HER_NAME = re.compile(
    r"\b(?i:her|his|their) name(?:['’]s| is| was) (?P<value>[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?)"
)
_BOOKED_AS = re.compile(
    r"\b(?:booked|registered|listed|saved|filed) as (?P<value>[A-Z][A-Za-z'’\-]{1,20}(?: [A-Z][A-Za-z'’\-"
    r"]{1,20})?)"
)
_FROM = re.compile(r"(?P<value>[A-Z][a-z]{1,15} (?:[A-Z]\.?|[A-Z][a-z]{1,15}))(?=より)")
_AGAIN = re.compile(
    r"\b(?i:it['’]s|this is|it is)\s(?P<value>[A-Z][a-z]{2,15})(?=\s(?:again|here|speaking|calling"
    r"|writing)\b)"
)
_WITH_AGE = re.compile(rf"(?:^|[.!\n]\s?)(?P<value>{_FULL}),?\s\(?(?:aged?\s)?\d{{2}}\)?(?=[,.\s]|$)")
_UNDER = re.compile(
    r"\b(?:account|booking|reservation|order|policy|booked|registered|listed|filed)(?:['’]s|\sis"
    r"|\swas)?\sunder\s(?:the\sname\s)?"
    r"(?P<value>[A-Z][A-Za-z'’\-]{1,20}(?:\s[A-Z][A-Za-z'’\-]{1,20})?)"
)
_SMALL = re.compile(
    r"(?:^|\n)\s?(?i:(?:full )?name)\s?[:=]\s?(?P<value>[a-z]{2,15}\s[a-z]{2,15})(?=\s*(?:$|\n|,))"
)
_TITLED = re.compile(
    rf"\b(?P<value>(?:Mr|Mrs|Ms|Miss|Mx|Prof)\.?\s(?P<name>{_CAP})(?:\s{_CAP})?)(?P<here>\s(?:here"
    rf"|speaking)\b)?"
)
_SIGNATURE = re.compile(rf"(?:^|[\n.!?]\s?)[-–—~]\s?(?P<value>{_CAP}(?:\s(?:{_CAP}|[A-Z]\.?))?)\s*$")
_CALL_ME_PLAIN = re.compile(r"\b(?:call me|i'm|i am) (?P<value>[a-z]{2,12})(?=[.!,\n]|$)")

_OF_THE_KNOWN = (_HERE, _RELATIVE, _WITH_AGE, _IN_BRACKETS, _SIGNATURE)
_OF_ANY = (
    *(_KIN_NAMED, _KIN_CALLED, _TO_MOUSU, _DESU, _TITLE_ASKED, _INITIAL),
    *(_HER_NAME, _BOOKED_AS, _FROM, _AGAIN, _UNDER, _SMALL),
)


def english_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each."""
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            if match["value"].split()[0].lower() not in NO_ENGLISH_NAME:
                yield (*match.span("value"), LABELLED)
    for match in _I_AM.finditer(text):
        group = next(name for name in ("value", "value2", "value3") if match[name])
        if _is_name(match[group]):
            yield (*match.span(group), SHAPED)
    for pattern in _OF_THE_KNOWN:
        for match in pattern.finditer(text):
            if _is_name(match["value"]):
                yield (*match.span("value"), SHAPED)
    for pattern in _OF_ANY:
        for match in pattern.finditer(text):
            if match["value"].split()[0].lower() not in _NO_GIVEN:
                yield (*match.span("value"), SHAPED)
    for match in (*_MET.finditer(text), *_MEANT_FOR.finditer(text)):
        if not _FAME.search(text) and match["value"].split()[0].lower() in GIVEN:
            yield (*match.span("value"), SHAPED)
    for match in _KIN_PAIR.finditer(text):
        yield (*match.span("value"), SHAPED)
        yield (*match.span("value2"), SHAPED)
    for match in _TITLED.finditer(text):
        if match["name"].lower() in FAMILY_LATIN or match["here"]:
            yield (*match.span("value"), SHAPED)
    for match in _CALL_ME_PLAIN.finditer(text):
        if match["value"] in GIVEN and (match[0].startswith("call") or match["value"] in FAMILY_LATIN):
            yield (*match.span("value"), SHAPED)


def _is_name(value: str) -> bool:
    """A given name first, or a family name of Japan among the words."""
    words = [word.lower() for word in value.split()]
    return words[0] in GIVEN or any(word in FAMILY_LATIN for word in words)
