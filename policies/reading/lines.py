"""What a single line of a policy says it is: a school's name, a label and its value, a control line, a title."""

import re

from documents.blocks import Block, Heading, ListItem, Paragraph, words
from documents.dates import find_dates
from documents.readers.headings import is_signature

_INSTITUTION = (
    r"(?:Schools?|Academy|Academies|College|Nursery|Federation|Trust|Alliance|Primary|Infants?|Juniors?|Partnership"
    r"|Diocese|Board of Education|Council|Kindergarten|Centre|(?:London )?Borough of)"
)
_ORGANISATION = re.compile(rf"\b{_INSTITUTION}\b(?![’'])", re.IGNORECASE)
_TITLE_WORD = re.compile(
    r"\b(?:policy|strategy|statement|procedures?|guidelines|guidance|framework|charter|code of (?:practice|conduct)"
    r"|scheme|succession plan(?:ning)?|plan)\b",
    re.IGNORECASE,
)
# "Policies and guidance" names where papers are kept.
_SHELF = re.compile(
    r"(?:(?:our|all|other|related|key) )?(?:policies|plans|strategies|statements|procedures|guidance|guidelines)"
    r"(?:(?:,| and| &) \w+)*",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\b(?:policy|policies|plan|planning|statement|committee|governors|governing|council of|review|headteacher"
    r"|principal|(?:the|our|this) school|school (?:name|improvement|development|website)|will|is|are|name of)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r":|\w (?i:at|of|for|in) [.…_]{3,}")  # "LEAVE AT ........ SCHOOL"
_GENERIC_TITLE = re.compile(
    r"(?:draft )?(?:policy|strategy|plan)(?: (?:statement|document))?(?: \d{4}.*)?", re.IGNORECASE
)
_LABEL = re.compile(r"([^:|]{2,60}:)\s+(\S.*)", re.DOTALL)
_NO_LABEL = re.compile(
    r"(?:appendix|annex|section|part|stage|step|phase|chapter|note|notes|aims?|q\d*|a)\b", re.IGNORECASE
)
_CONTROL_WORD = re.compile(
    r"\b(?:approv(?:ed|al)|ratified|adopted|adoption|agreed|review(?:ed|er)?|revis(?:ed|ion)|updated|issued?|version"
    r"|dated?|author|owner|signed|signature|status|effective|responsib(?:le|ility)|produced by|prepared by|written by"
    r"|contact person|committee|(?:document|policy) (?:no|number|ref\w*)|reference|policy (?:lead|holder|type)"
    r"|frequency|statutory|published|governor|chair|headteacher|linked to|lead|distribution|minute)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-Z]{1,6}[/-]\d{1,5}[A-Za-z]?")  # "HR/023"
_CONTROL_START = re.compile(
    r"(?:this policy (?:was|has been|will be|is to be) )?(?:last |next |date |policy |formally |first |due for )*"
    r"(?:approved|ratified|adopted|agreed|reviewed|review|revised|updated|issued?|version|written|effective|date|signed"
    r"|produced|prepared|author)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\s{2,}|\s*\|\s*")
_LONGEST_ROW = 40  # words
_TRAIL = re.compile(
    r".*[>»]\s*$|(?:[^>»]+\s[>»]\s)+[^>»]+$|home\s*[|/>].*|.*\bpowered by\b.*|document sample"
    r"|skip to (?:main )?content|(?:main )?menu|search|print this page|back to top|share this page",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"[‘“\"'(].*[’”\"')]", re.DOTALL)
_NUMBERED = re.compile(r"^\s*(?:section\s+|q)?\(?\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=\D)", re.IGNORECASE)
_SECTION_NAME = re.compile(
    r"(?:introduction|aims?|objectives?|rationale|purposes?|background|(?:table of )?contents|index|vision|scope"
    r"|context|overview|policy statement|statement of intent|mission(?: statement)?|foreword|preamble|principles"
    r"|definitions?|legal framework|legislation|roles and responsibilities|monitoring|implementation"
    r"|(?:document|version) control)"
    r"(?: (?:and|&|of|to|for) [\w\s,&]+)?:?",
    re.IGNORECASE,
)


def text_of(block: Block) -> str:
    """What the block says, without the sign of an item."""
    return "" if not isinstance(block, Heading | Paragraph | ListItem) else block.text


def unnumbered(heading: str) -> str:
    """A heading without its number and colon."""
    return _NUMBERED.sub("", heading, count=1).strip().removesuffix(":").strip()


def is_numbered(text: str) -> bool:
    """Whether the heading has a number."""
    return bool(_NUMBERED.match(text))


def is_section_name(text: str) -> bool:
    """Whether the line is a name that sections commonly have and titles do not."""
    return bool(_SECTION_NAME.fullmatch(unnumbered(text)))


def is_trail(text: str) -> bool:
    """Whether the line was left by a website: a trail of links, a banner."""
    return bool(_TRAIL.fullmatch(text.strip()))


def is_enclosed(text: str) -> bool:
    """Whether the whole line stands in quotation marks or brackets."""
    return bool(_ENCLOSED.fullmatch(text.strip()))


def is_organisation(text: str) -> bool:
    """Whether the line is the name of a school, a trust or a like body and nothing else."""
    if not 2 <= len(words(text)) <= 10 or text[-1] in ".:;?" or _NOT_A_NAME.search(text) or _NO_NAME.search(text):
        return False
    if not _ORGANISATION.search(text) or is_signature(text):
        return False
    return all(word[0].isupper() or word in _SMALL for word in re.findall(r"[^\W\d_][\w’']*", text))


_MODEL = re.compile(
    r"(?:model|template|sample|specimen) (?:policy|statement|document)(?: (?:for|to)(?: (?:all|use|by|in|our|local"
    r"|maintained|and|or|to|adoption|adopt|adapt|the|schools?|academ(?:y|ies)|governors|governing|boards?|bodies"
    r"|trusts?))+)?",
    re.IGNORECASE,
)
_SMALL = {"of", "the", "and", "for", "in", "at", "on", "le", "with", "upon", "under", "St", "s"}


def is_titled(text: str) -> bool:
    """Whether the line says that it is a policy, a strategy, a plan."""
    if not _TITLE_WORD.search(text) or len(words(text)) > 16 or is_trail(text) or is_control_line(text):
        return False
    return not text.rstrip().endswith((".", ";", ",")) and not is_section_name(text) and not _is_about_it(text)


def _is_about_it(text: str) -> bool:
    """Whether the line says of the paper where it is kept, or whom it is a model for."""
    return bool(_SHELF.fullmatch(text) or _MODEL.fullmatch(text))


def is_generic_title(text: str) -> bool:
    """Whether the line is only the tail of a title: "Policy", "Policy Statement 2024"."""
    return bool(_GENERIC_TITLE.fullmatch(text))


def label_and_value(text: str) -> tuple[str, str] | None:
    """The label, with its colon, and the value of a line like "Approved by: the governing board"."""
    found = _LABEL.fullmatch(text.strip())
    if found is None or len(words(found[1])) > 8 or len(words(found[2])) > 30 or _NO_LABEL.match(found[1]):
        return None
    if re.search(r":$|[^\d\W]:\s", found[2]) or re.search(r"\s{3,}|\t", found[1]):
        return None  # several labels on one line, or something else beside the label
    return found[1], found[2]


def labels_and_values(text: str) -> tuple[tuple[str, str], ...]:
    """The labels with their values on a line that holds nothing else: one, or several beside each other."""
    if (whole := label_and_value(text)) is not None:
        return (whole,)
    found = [label_and_value(part) for part in _APART.split(text) if part]
    return tuple(parts for parts in found if parts) if all(found) else ()


def is_control_line(text: str) -> bool:
    """Whether the line says who approved the policy, when it is reviewed, or which version it is."""
    if (parts := label_and_value(text)) is not None:
        return bool(_CONTROL_WORD.search(parts[0]))
    if is_row_of_labels(text):
        return True
    if len(words(text)) > 16:
        return False
    if text.count(":") > 1 or text.endswith(":"):
        # Labels whose values stand on other lines.
        return bool(_CONTROL_WORD.search(text)) and text.count(":") + bool(_CONTROL_START.match(text)) > 1
    if _CONTROL_START.match(text) and (
        find_dates(text)[0] or re.search(r"[_.…]{3,}|\b(?:by|annual|year|term)|\d", text)
    ):
        return True
    return is_only_dates(text) or bool(_REFERENCE.fullmatch(text))


def is_row_of_labels(text: str) -> bool:
    """Whether several control lines stand beside each other: "Version 2    Approved: May 2027    Review: May 2028"."""
    beside = [part for part in _APART.split(text) if part]
    if len(beside) < 2 or len(words(text)) > _LONGEST_ROW:
        return False
    return sum(map(is_control_line, beside)) * 2 > len(beside)


def is_only_dates(text: str) -> bool:
    """Whether the line is one date or several, and nothing else."""
    rest = text
    for date in find_dates(text)[0]:
        rest = rest.replace(date.words, "", 1)
    return rest != text and not words(rest)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop and is no label with its value."""
    return text.endswith(".") and label_and_value(text) is None


def says_what_one_does(text: str) -> bool:
    """Whether the line has a sentence behind its label: "Headteacher: keeps the plan up to date."."""
    parts = label_and_value(text)
    return bool(parts and parts[1].endswith(".") and len(words(parts[1])) > 2 and not find_dates(parts[1])[0])


def is_control_label(text: str) -> bool:
    """Whether the words could be the label of a row of a document-control table."""
    return len(words(text)) <= 8 and bool(_CONTROL_WORD.search(text))
