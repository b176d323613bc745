"""The English words that turn a thing that is named into a thing that is asked for."""

import re

from screening_policy.patterns import pattern

VERB = (
    r"enter|type(?:\sin|\sout)?|write(?:\sdown|\sin|\sout)?|fill(?:\sin|\sout)?|provide|submit"
    r"|send(?:\sover)?|share|leave"
    r"|state|put(?:\sin|\sdown)?|input|include|add|attach|supply|specify|drop|key\sin|confirm|list"
    r"|report|disclose|reveal"
    r"|show|indicate|give|tell|let\s(?:us|me)\s(?:know|have)|post|upload|register|record|verify"
    r"|spell(?:\sout)?"
    r"|reply\swith|answer\swith|sign(?:\soff)?(?:\swith)?|message|note(?:\sdown)?|remind|print|insert"
    r"|paste|mention|recall|name|(?:open|begin|start|end|finish|close)\swith|contain"
)
_GERUND = (
    "giving|sharing|telling|entering|providing|typing|writing|sending|leaving|filling|adding|stating"
    "|submitting"
)
_LEAD = (
    r"(?:^[\W\d_]*|[^\w\s'\-]\s*|\b(?:please|pls|plz|kindly|must|should|shall|and|then|also|just|simply|now"
    r"|first|next|finally|here"
    r"|or|can\syou|could\syou|will\syou|would\syou\s(?:please|kindly)|to|you\s(?:need|have)\sto|you'll"
    r"|make\ssure\syou|without\s(?:exception|fail|delay|hesitation)|(?:until|unless)\syou(?:\shave)?"
    r"|if\syou\s(?:do\snot|don't|dont|cannot|can't|fail\sto|refuse\sto))\s+(?:\w+ly\s)?|[ぁ-鿿]\s?)"
)
# "to" leads a request only where somebody is asked to.
NOT_ASKED = re.compile(
    r"(?:how|when|where|whether|like|happy|willing|comfortable|safe|easy|hard|difficult|going|able"
    r"|used|people|users"
    r"|customers|shop|shops|company|companies|apps?|sites?|websites?|them|him|her|reluctant|afraid"
    r"|decide[ds]?|refused?"
    r"|way|time|reasons?|residents|citizens|try|tried)\sto\s(?:\w+\s){1,2}$"
)
_BLOCK = (
    r"how|why|whether|if|when|often|think|feel|about|opinions?|feedback|use|using|used|prefer|forgot"
    r"|changed?|reasons?"
    r"|times?|much|many|who|where|what|which|did|does|do|manage|stored?|remember|lost|you|they|he|she"
    r"|people|regarding"
    r"|concerning|thoughts|comments|views|rate|that|favou?rite|way|ways|to|whose|because"
    r"|cost|price"
)
_STEPS = rf"(?:[\s,:;&/()\-\"*]+(?!(?:{_BLOCK})\b)[\w']+){{0,8}}[\W_]*$"
_WE_ASK = (
    r"(?:we|i)(?:'d|'ll|\swould|\swill|\salso|\sonly|\sjust)*\s(?:need|require|want|like|collect"
    r"|ask\sfor|(?:are|am)\s"
    r"(?:asking|collecting|looking)(?:\sfor)?)|(?:may|can|could|might)\s(?:we|i)\s(?:please\s)?(?:have"
    r"|get|ask(?:\sfor)?|know|see)"
    rf"|(?:mind|by)\s(?:{_GERUND})|(?:what|how)\sabout|you(?:'ll|\swill|\smust"
    rf"|\sneed)(?:\salso)?\s(?:need|have)\sto\s(?:{VERB})"
    rf"|(?:required|requires|asked|asks?|need|needs|want|have|invite)(?:\syou)?\sto\s(?:{VERB})"
    rf"|i\sneed|(?:asking|wanting)\s(?:you\s)?for"
    r"|i'd\slike|do\syou\sgo\sby|just|answer"
    rf"|(?:not|never|n't)\s(?:skip|omit|forget|avoid|neglect)(?:\s(?:{_GERUND}))?"
    r"|(?:complete|valid|accepted|counted|paid|approved|possible|processed|finished)\swithout"
)
_WHAT = (
    r"(?:what|wot|wat|wut)(?:'?s|\sis|'re|\sare|\sr|\swas|\swere|\swould\sbe)?\s(?:[\"'(]*(?:your|yr"
    r"|ur|the|a|an|my|u)[\"']?\s)"
    rf"(?:(?!(?:{_BLOCK})\b)[\w'\-]+[\s,]+){{0,6}}[\"'(]*$"
)
ASK = re.compile(rf"{_LEAD}(?:{VERB})\b{_STEPS}|\b(?:{_WE_ASK}){_STEPS}|\b{_WHAT}")
WHICH = re.compile(r"\b(?:which|what|whose)(?:\s(?:is|are|was))?(?:\s[\w\-']+){0,3}\s*$")
WHICH_AFTER = re.compile(
    r"\W*(?:do|can|should|may|is|are|did|would|will|could)\s(?:you|we|i|best|the|yours)\b"
)
YOURS = re.compile(r"^[\W\d_]*(?:and\s|so\s|also\s|now\s)?(?:your|ur|yr|my)\s(?:[\w\-']+\s){0,3}$")
YOURS_AND = re.compile(
    r"\s?(?:and|&|,|/|\()(?!.*\b(?:is|are|was|were|should|do|does|did|can|could|will|matters?|help|look)\b)"
)
NEEDED = re.compile(
    r"(?:\s?\([^)]{0,40}\))?[\s:,\-]*(?:(?:is|are)(?:\salso)?\s(?:required|needed|mandatory|necessary"
    r"|compulsory|a\smust)"
    r"|must\s(?:be|also)|please\b|required\b|needed\b|mandatory\b|goes\shere|here\b|blank|empty"
    r"|is[\W_]*$|=|:\s*_)"
)
# What is asked for by saying that it has to be there, or what comes of it when it is missing.
DEMANDED = re.compile(
    r"\s(?:has|have|needs?|is|are|must)(?:\sto)?(?:\sbe)?\s(?:given|provided|entered|added|included"
    r"|accompan(?:y|ies|ied)"
    r"|attached|stated|supplied|submitted|filled)\b"
)
MISSING = re.compile(
    r"\b(?:answers?|entries|submissions?|replies|responses|forms|those)\s(?:without|lacking|missing)\s"
    r"(?:an?\s|your\s|the\s|any\s)?$"
)
VOID = re.compile(
    r"[a-z\s]{0,24}\b(?:are|is|will\sbe|cannot|can't|count\sas|get)\s[^.;!?]{0,24}"
    r"(?:void|invalid|reject\w*|ignored|deleted|unpaid|paid|accepted|counted)"
)
NOT = re.compile(
    r"\b(?:do\snot|don'?t|never|no\sneed\sto|needn'?t|not|without|won'?t|avoid|leave\s(?:out|off)|keep\sout"
    r"|refrain|cannot|can'?t"
    r"|shouldn'?t|mustn'?t"
    r"|instead\sof|rather\sthan|nor|no|doesn'?t|isn'?t|hide|remove|omit|cover|mask)\b([^,;:.!?。]{0,60})$"
)
# The same of a list of things, which has commas.
NOT_LISTED = re.compile(
    r"\b(?:do\snot|don'?t|never|will\snot|won'?t|not|no\sneed\sto|cannot|can'?t|must\snot"
    r"|shouldn'?t)\s(?:\w+\s)?"
    r"(?:includ\w+|enter|writ\w+|giv\w+|send|share|type|provide|put|add|post|mention|state"
    r"|ask(?:\syou)?(?:\sfor)?"
    r"|collect|need|require|request|reveal|disclose|show|upload|submit|tell|want|fill\sin|store|record)\b"
    r"([^;:.!?。]{0,120})$|(?:^|[.!?]\s)\W*no\s([^;:.!?。]{0,80})$"
)
_STILL_LISTED = re.compile(
    r"\b(?:but|just|simply|only|except|unless|until|instead|please|then|so|before|till|without)\b"
    rf"|,\s(?:{VERB})\s(?:your|ur|us|me|the|an?)\b"
)
STILL = re.compile(
    r"\b(?:forget|fail|hesitate|neglect|skip|shy|afraid|worry|blank|but|only|exception|fail|delay|hesitation"
    r"|until|unless|before|till|without|omit)\b|,"
)
THREAT = re.compile(r"\b(?:if|when|unless|why)(?:\syou)?\s$")


def denies(before: str) -> bool:
    """Whether what stands before a thing says that it is not wanted."""
    no = NOT.search(before)
    if no and not STILL.search(no[1]):
        return not THREAT.search(before[: no.start()])
    no = NOT_LISTED.search(before)
    if no and not _STILL_LISTED.search(no[1] or no[2] or ""):
        return not THREAT.search(before[: no.start()])
    return False


# What may come right after the thing; another noun makes it another thing ("phone number portability").
FOLLOW = re.compile(
    r"[\W_]*$|\s*[^\w\s\-]|\s*[^\x00-\x7f]|[\s\-]+(?:and|or|with|so|to|for|in|on|at|below|here|where"
    r"|that|which|you|u|we|i"
    r"|please|pls|is|are|was|if|when|as|from|then|now|too|first|again|by|via|of|including|without"
    r"|using|because|after|before"
    r"|into|also|the|your|plus|must|needed|required|mandatory|optional|details?|info|information|used"
    r"|given|registered"
    r"|associated|linked|belonging|starting|ending|but|only|exactly|can|may|should|do|did|a|an|both"
    r"|goes|be|even|just|not"
    r"|than|through|\w+ly|will|would|has|have|it|this|shown|printed|written|whether|since|until|while|though"
    r"|right|\d)(?![a-z])"
)
BARE_BEFORE = re.compile(
    r"^[\W\d_]*(?:(?:q|question|no|item|step|field)[\W\d_]*)?(?:(?:your|ur|my|the|full|current|contact"
    r"|please|optional|required"
    r"|mobile|home|work|personal|customer|respondent|participant|member|worker|real|own|legal|valid"
    r"|complete|enter|what|which)(?:'?s)?[\W_]+)*$"
)
BARE_AFTER = re.compile(
    r"(?:[\W_]*\([^)]{0,60}\))?[\W_]*(?:please|pls|required|optional|here|below|again|needed|in\sfull"
    r"|info|details)?[\W_]*$"
)

_THINGS = (
    r"shops?|stores?|restaurants?|company|companies|business|brands?|products?|items?|signs?"
    r"|signboards?|images?|photos?|pictures?"
    r"|receipts?|flyers?|leaflets?|texts?|articles?|pages?|posters?|menus?|characters?|actors?|actress"
    r"|singers?|authors?|heroes|hero|films?|movies?|songs?|books?|cit(?:y|ies)"
    r"|towns?|places?|stations?|hotels?|offices?|ads?|advertisements?|business\scards?|invoices?"
    r"|tables?|lists?|websites?|sites?|apps?"
    r"|teams?|plants?|animals?|flowers?|dogs?|cats?|dish(?:es)?|colou?rs?|tools?|customer\sservice"
    r"|vendors?|suppliers?|documents?|screens?"
    r"|screenshots?|brochures?|labels?|packages?|packaging|storefronts?|facade|banners?|billboards?"
    r"|building|clinic|hospital|museums?|librar(?:y|ies)|cafes?|bakery|theat(?:re|er)s?|temples?|parks?"
    r"|sentence|snippet|drink|food|game|figure|celebrity|politician"
)
OWNER = re.compile(rf"(?<![a-z])(?:{_THINGS})(?:'s|s')?\s(?:(?!your\s)[\w\-]+\s){{0,2}}$")
OWNER_AFTER = re.compile(
    r"\W*(?:(?:that|which)\s(?:is|are|appears?)\s)?(?:of|on|in|from|for|shown|printed|written|appears?"
    r"|visible|displayed|given|listed|belonging)"
    rf"(?:\s(?!your|you|our|my|this\sform|payment)[\w\-']+){{0,5}}?\s(?:{_THINGS})(?![a-z])"
)
MINE = re.compile(
    r"\b(?:your|ur|yr|yourself|you\sare)(?:\s(?:own|full|real|mobile|phone|work|home|email|personal"
    r"|first|last))*\W*$"
)

TOLD_OF = re.compile(r"\b(?:my|his|her|their|our|its|whose|someone's)\s(?:[\w\-]+\s)?$")
# ... unless those are the people who read it at work.
OF_WORKERS = re.compile(
    r"\b(?:workers?|participants?|respondents?|annotators?|raters?|readers?|members?|whoever|(?:those"
    r"|anyone)\swho)"
    r"\b[^.!?]{0,40}$"
)
# A thing that is only a word to be used, or (TRANSLATED) stands in what is to be translated.
WORD = re.compile(r"\b(?:words?|phrases?|terms?|expressions?)\s['\"(]+$|\bthe\s(?:word|phrase|term)\s$")
TRANSLATED = re.compile(
    r"^[\W\d]*(?:please\s)?(?:translate|transcribe)\b[^.!?。:]{0,30}[:\"'](.{0,60})$"
    r"|(?:翻訳|訳|英訳|和訳)(?:し(?:て(?:ください|下さい)?|なさい))?\s?[:「](.{0,60})$"
)


def order_to(en: str) -> str:
    """A pattern for an order or plea to do one of these (English verbs in the base form)."""
    return rf"(?:{_LEAD}|\b(?:{_WE_ASK}|you\s(?:must|should|will))\s)(?:{pattern(en)})(?![a-z])"
