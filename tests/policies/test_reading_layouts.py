"""Layouts of a school's policy: run on in one line, numbered below plain names, ended by a list of names."""

import pytest

from policies.document import SectionKind
from policies.reading.kinds import kind_of_heading, kind_of_lead_in
from policies.reading.shape import PolicyReading
from tests.policies.test_reading import outline, reading_of

WHAT_WE_DO = "The school will:\n\n- offer secondments to teachers\n- find a mentor for each new leader\n"


def headings(reading: PolicyReading) -> list[tuple[str | None, int, str]]:
    return [(section.heading, section.level, section.kind.value) for section in reading.sections]


def texts(reading: PolicyReading, place: int) -> list[str]:
    return [part.text for part in reading.sections[place].body]


def test_a_policy_on_one_line_whose_items_end_without_a_stop_is_parted_at_its_names() -> None:
    reading = reading_of(
        "SUCCESSION PLANNING POLICY Introduction The governors know that leaders move on. Aims This policy aims to: "
        "• keep the school led • keep what leaders know in the school The plan The plan will: "
        "• be looked at each year by the staffing committee • name who acts for whom Implementation The school will: "
        "• offer secondments • find mentors Monitoring and evaluation The head reports to governors each summer."
    )
    assert reading.title == "SUCCESSION PLANNING POLICY"
    assert headings(reading) == [
        ("Introduction", 1, "introduction"),
        ("Aims", 1, "aims"),
        ("The plan", 1, "plan"),
        ("Implementation", 1, "implementation"),
        ("Monitoring and evaluation", 1, "monitoring"),
    ]
    assert texts(reading, 1) == ["This policy aims to:", "keep the school led", "keep what leaders know in the school"]
    assert texts(reading, 3) == ["The school will:", "offer secondments", "find mentors"]


def test_a_word_of_an_item_that_could_be_a_name_is_none_where_the_item_goes_on_with_it() -> None:
    reading = reading_of(
        "Succession policy Aims Our policy aims to: • keep to the Aims That we share • grow leaders "
        "Implementation The school will: • follow each Plan The council makes • pay Monitoring Governors look in May."
    )
    assert [heading for heading, _, _ in headings(reading)] == ["Aims", "Implementation", "Monitoring"]


def test_a_numbered_policy_on_one_line_keeps_the_parts_of_its_sections() -> None:
    reading = reading_of(
        "Succession planning policy 1. Introduction 1.1 The governors of Elm Road School know that leaders move on. "
        "2. Aims 2.1 This policy aims to: a) keep the school led; b) give every teacher a chance. "
        "3. Implementation 3.1 The school will offer secondments. 3.2 The school will find mentors. "
        "4. Monitoring 4.1 The head reports to governors each summer."
    )
    assert [heading for heading, _, _ in headings(reading)] == [
        "1. Introduction",
        "2. Aims",
        "3. Implementation",
        "4. Monitoring",
    ]
    assert texts(reading, 1) == [
        "2.1 This policy aims to:",
        "a) keep the school led;",
        "b) give every teacher a chance.",
    ]
    assert texts(reading, 2) == ["3.1 The school will offer secondments.", "3.2 The school will find mentors."]


PLAIN_AND_NUMBERED = """Leadership Succession Policy

Why we have this policy
Our school will always need leaders, and this says how we find them.

What we want to achieve
• nobody is surprised by a vacancy
• staff of every background see a future here

How we will do it
1. Audit
1.1 The headteacher keeps a list of posts.
1.2 The list is looked at each term.
2. When somebody leaves
2.1 The chair tells the council within five working days.

Keeping an eye on it
The Personnel Committee reports to the full board every autumn.

Links with other policies
Equality policy
Pay policy
Staff appraisal policy
"""


def test_numbered_names_that_all_stand_below_one_plain_name_are_parts_of_it() -> None:
    reading = reading_of(PLAIN_AND_NUMBERED)
    assert headings(reading) == [
        ("Why we have this policy", 1, "introduction"),
        ("What we want to achieve", 1, "aims"),
        ("How we will do it", 1, "implementation"),
        ("1. Audit", 2, "implementation"),
        ("2. When somebody leaves", 2, "implementation"),
        ("Keeping an eye on it", 1, "monitoring"),
        ("Links with other policies", 1, "other"),
    ]
    assert reading.sections[5].kind_is_guess


def test_names_close_below_a_name_are_a_list_wherever_they_stand() -> None:
    end = outline(reading_of(PLAIN_AND_NUMBERED))[-1]
    assert end[0] == "Links with other policies"
    assert end[2]["paragraph"] == 3
    before = reading_of(PLAIN_AND_NUMBERED + "\nReview\nThis policy is looked at each March.\n")
    assert [heading for heading, _, _ in headings(before)][-2:] == ["Links with other policies", "Review"]


def test_plain_names_among_numbered_ones_stay_parts_of_those() -> None:
    reading = reading_of(
        "Succession policy\n\nForeword\nWe plan ahead here, and this is how.\n\n1. Aims\n\nReasons\n"
        "We want leaders.\n\n2. Plan\n\nWho acts\nThe deputy acts for the head.\n\n3. Review\n\nWe look each March.\n"
    )
    levels = {heading: level for heading, level, _ in headings(reading)}
    assert levels["1. Aims"] == levels["2. Plan"] == 1
    assert levels["Reasons"] == levels["Who acts"] == 2


def test_numbers_behind_the_letter_of_their_part_count_its_clauses() -> None:
    reading = reading_of(
        "Talent and Succession Policy\n\nPART A: OUR THINKING\n\nA1. Leadership is learned by doing it.\n"
        "A2. Everyone here may lead something.\n\nPART B: WHAT GOVERNORS PROMISE\n\n"
        "B1. We will read the plan each year.\nB2. We will pay for two colleagues a year, provided that\n"
        "    (a) their manager agrees; and\n    (b) money allows.\nB3. We will tell parents within a week.\n"
    )
    assert texts(reading, 0) == ["A1. Leadership is learned by doing it.", "A2. Everyone here may lead something."]
    assert [(part.type, len(part.sub_clauses)) for part in reading.sections[1].body] == [
        ("clause", 0),
        ("clause", 2),
        ("clause", 0),
    ]


def test_a_letter_and_a_number_that_nothing_counts_on_from_are_words() -> None:
    reading = reading_of(
        f"Succession policy\n\nAims\n\nWe meet in room\nB4. It is warm there, and we plan ahead.\n\n{WHAT_WE_DO}"
    )
    held = [part for section in reading.sections for part in section.body if "B4." in part.text]
    assert [part.type for part in held] == ["paragraph"]


def test_a_quotation_in_markdown_is_a_paragraph_and_no_item() -> None:
    reading = reading_of(
        "# Succession policy\n\n## Principles\n\n> Leaders are made.\n\n* Openness\n* Fairness\n\n"
        f"## What we do\n\n{WHAT_WE_DO}",
        "policy.md",
    )
    assert [(part.type, part.text) for part in reading.sections[0].body] == [
        ("paragraph", "Leaders are made."),
        ("clause", "Openness"),
        ("clause", "Fairness"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What this policy is for", "aims"),
        ("What we want", "aims"),
        ("We will", "implementation"),
        ("Practice", "implementation"),
        ("3. What the headteacher will do", "implementation"),
        ("Who checks", "monitoring"),
        ("What we believe", "plan"),
        ("What we mean by leading", "other"),
        ("What volunteers can expect", "implementation"),
        ("About the scheme", "introduction"),
        ("What this plan is about", "introduction"),
        ("What we are trying to do", "aims"),
        ("Q4. How shall we know?", "monitoring"),
        ("When will this be looked at again?", "monitoring"),
        ("Checking that it helps", "monitoring"),
    ],
)
def test_plain_words_of_a_heading_say_what_its_section_is_for(heading: str, kind: str) -> None:
    assert kind_of_heading(heading) is SectionKind(kind)


@pytest.mark.parametrize("lead_in", ["The panel will:", "You shall also:", "Before anybody leaves the cooks will"])
def test_whoever_will_do_something_commits_to_it(lead_in: str) -> None:
    assert kind_of_lead_in(lead_in) is SectionKind.IMPLEMENTATION


def test_a_numbered_policy_on_one_line_is_cut_at_its_numbers_and_before_the_labels_of_its_front() -> None:
    reading = reading_of(
        "ST ODA'S SCHOOL SUCCESSION PLANNING POLICY Reviewed: March 2027 Next review: March 2029 1. Introduction Good "
        "leaders matter. 2. Aims We want every post to be covered. 3. Our commitments The governors will: 3.1 talk "
        "with each leader every year 3.2 give staff real chances to lead 4. Monitoring The committee looks each June."
    )
    assert reading.title == "ST ODA'S SCHOOL SUCCESSION PLANNING POLICY"
    assert [(date.label, date.window.words) for date in reading.dates] == [
        ("last review", "March 2027"),
        ("review", "March 2029"),
    ]
    assert headings(reading)[1:] == [
        ("1. Introduction", 1, "introduction"),
        ("2. Aims", 1, "aims"),
        ("3. Our commitments", 1, "implementation"),
        ("4. Monitoring", 1, "monitoring"),
    ]
    assert texts(reading, 3) == [
        "The governors will:",
        "3.1 talk with each leader every year",
        "3.2 give staff real chances to lead",
    ]


def test_items_in_small_letters_without_bullets_stay_apart_where_paragraphs_are_one_line_each() -> None:
    reading = reading_of(
        "Training policy\n\nEntitlement\n"
        "We believe that everybody who works here may ask for training, whoever they are and whatever they do for us.\n"
        "All staff will have access to:\ninduction\nappraisal, which looks at training needs\n"
        "an annual conversation about what they would like to do\ntime to visit other schools\n"
        "Support staff may ask for the same as teachers.\n"
    )
    assert texts(reading, 0)[1:] == [
        "All staff will have access to:",
        "induction",
        "appraisal, which looks at training needs",
        "an annual conversation about what they would like to do",
        "time to visit other schools",
        "Support staff may ask for the same as teachers.",
    ]


def test_letters_for_bullets_are_no_sign_that_lines_were_wrapped() -> None:
    reading = reading_of(
        "Equality policy\n\n1. Duties\nThe duties ask us to:\n"
        "o\tpublish what we know of our pupils and of our staff each year\no\tsay how we have regard for equality\n\n"
        "2. Who does what\nThe governing body sees that the school keeps the law on equality.\n"
        "The headteacher puts this policy into practice.\nAll staff deal with incidents and write them down.\n"
    )
    assert len(texts(reading, 1)) == 3


def test_a_name_that_asks_may_end_in_any_word() -> None:
    reading = reading_of(
        "Succession policy\n\nWhat this policy is for\nIt keeps the school led when a leader goes.\n\n"
        "How we will do this\nWe will:\n- spot talent early\n- offer coaching to those who lead a phase\n"
    )
    assert headings(reading) == [("What this policy is for", 1, "aims"), ("How we will do this", 1, "implementation")]


def test_policy_statement_above_a_title_is_its_subtitle_and_labels_beside_each_other_are_control() -> None:
    reading = reading_of(
        "POLICY STATEMENT\n\nLeaders and who follows them\n\nThornwood Multi Academy Trust\n\n"
        "Version 3    Owner: Director    Approved by: Trust Board 14 December 2027    Review date: May 2029\n\n"
        "1 PURPOSE\n1.1 This policy says how the Trust finds leaders.\n1.2 It is for everybody employed.\n\n"
        "2 WHAT WE DO\n2.1 Each academy will:\n(a) talk with each teacher;\n(b) name who acts for whom.\n"
        "2.2 The central team will:\n(a) run a programme;\n(b) find secondments.\n\n"
        "3 REVIEW\n3.1 The director reports each July.\n"
    )
    assert (reading.title, reading.subtitle) == ("Leaders and who follows them", "POLICY STATEMENT")
    assert reading.organisation == "Thornwood Multi Academy Trust"
    assert reading.sections[0].kind is SectionKind.CONTROL
    assert [date.label for date in reading.dates] == ["approved", "review"]
    assert [part.type for part in reading.sections[2].body] == [*["lead_in", "clause", "clause"] * 2]


def test_lines_close_below_a_name_that_stands_alone_are_a_list_whose_bullets_were_lost() -> None:
    reading = reading_of(
        "Leadership policy\n\nPurpose\n\nThis policy says how colleagues grow.\n\nWhat the Trust will provide\n\n"
        "An induction for all new colleagues\nA mentor for every early teacher\n"
        "A pathway with three steps:\n  Step 1 – Leading a subject\n  Step 2 – Leading a team\n"
        "At least 35 hours of time a year\n\nWhat we ask of colleagues\n\n"
        "Take part fully\nShare what has been learnt\nAsk for what they need\n"
    )
    assert headings(reading)[1:] == [
        ("What the Trust will provide", 1, "implementation"),
        ("What we ask of colleagues", 1, "implementation"),
    ]
    assert [part.type for part in reading.sections[1].body] == ["clause"] * 4
    assert reading.sections[1].body[2].sub_clauses == ("Step 1 – Leading a subject", "Step 2 – Leading a team")
    assert texts(reading, 2) == ["Take part fully", "Share what has been learnt", "Ask for what they need"]


def test_a_title_in_capitals_may_stand_on_two_lines() -> None:
    reading = reading_of(
        "GOVERNING BODY SUCCESSION\nPLANNING POLICY\n\n1. WHY PLAN?\n\nA chair may step down at short notice.\n\n"
        "2. THE CHAIR\n\n2.1 The chair serves for two years.\n2.2 The vice-chair may follow.\n\n"
        "3. REVIEW\n\nThe board will review this policy each year.\n"
    )
    assert reading.title == "GOVERNING BODY SUCCESSION PLANNING POLICY"
    under_a_school = reading_of(
        f"OAK HILL SCHOOL\nSUCCESSION POLICY\n\nAims\n\nWe want to be ready.\n\nWhat we do\n\n{WHAT_WE_DO}"
    )
    assert (under_a_school.title, under_a_school.organisation) == ("SUCCESSION POLICY", "OAK HILL SCHOOL")


def test_a_title_behind_its_label_is_the_title_and_the_other_labels_are_control() -> None:
    reading = reading_of(
        "TITLE:            Succession Policy\nREFERENCE:        HR/17\nREVIEW DATE:      31-Aug-2029\n\n"
        "1.0    INTRODUCTION\n\n1.1    The Trust employs some 400 people.\n\n1.2    Its posts have to be filled.\n\n"
        "2.0    RESPONSIBILITIES\n\n2.1    Trustees will receive a report each year.\n\n"
        "2.2    Heads will talk with each leader.\n"
    )
    assert reading.title == "Succession Policy"
    assert [left.text for left in reading.unplaced] == ["TITLE:"]
    assert reading.sections[0].body[0].rows == (("REFERENCE:", "HR/17"), ("REVIEW DATE:", "31-Aug-2029"))


def test_what_each_of_several_does_stands_under_its_name_and_is_no_control() -> None:
    reading = reading_of(
        "Succession policy\n\nRetention\n\nWe will meet all new staff.\n\nThe governors will offer a talk.\n\n"
        "Roles\nHeadteacher: keeps the plan up to date.\nChair: sees that there is a plan for the headship.\n\n"
        "Policy agreed: Spring 2027\nDue for review May 2029\n"
    )
    assert [(section.heading, section.kind.value) for section in reading.sections] == [
        ("Retention", "other"),
        ("Roles", "other"),
        (None, "control"),
    ]
    assert len(texts(reading, 1)) == 2
    assert [date.label for date in reading.dates] == ["agreed", "review"]


def test_a_line_of_markdown_that_holds_labels_side_by_side_is_control_and_no_name() -> None:
    reading = reading_of(
        "# Succession policy\n\n**Willow Bank** | *Reviewed annually* | Last review: **Jan 2027**\n\n"
        f"## Why\n\nLeaders leave.\n\n## How\n\n{WHAT_WE_DO}",
        "policy.md",
    )
    assert [section.kind.value for section in reading.sections] == ["control", "introduction", "implementation"]


def test_dashes_with_no_room_behind_them_are_bullets_where_several_lines_begin_so() -> None:
    reading = reading_of(
        "Staff succession policy\n\nAim: To have the right person in the right place.\n\n"
        "In practice:\n-Appraisal includes a question\n-Each room leader has a deputy\n-Duties are written down\n\n"
        "Monitoring:\n-The head reports to governors\n-Governors ask staff each year\n"
    )
    assert headings(reading)[1:] == [("In practice:", 1, "implementation"), ("Monitoring:", 1, "monitoring")]
    assert texts(reading, 1) == [
        "Appraisal includes a question",
        "Each room leader has a deputy",
        "Duties are written down",
    ]


def test_a_numbered_stage_goes_on_from_no_line_and_a_line_across_the_page_is_none_of_the_text() -> None:
    reading = reading_of(
        f"St Oda's Academy Trust\nSuccession policy\n{'_' * 60}\n\nWhy\nLeaders leave.\n\nThe process\n"
        "Stage 1 - Find key posts\nEach principal lists the posts.\n"
        "Stage 2 - Develop people\nEach person has a plan with:\n* one piece of training\n* one person to learn from\n"
        "Stage 3 - Review\nThe team looks at the whole picture.\n"
    )
    assert reading.title == "Succession policy"
    assert [section.heading for section in reading.sections][2:] == [
        *("Stage 1 - Find key posts", "Stage 2 - Develop people", "Stage 3 - Review")
    ]
    assert texts(reading, 3)[-1] == "one person to learn from"
    assert reading.placeholders == ()


def test_what_says_whose_policy_it_is_stands_below_its_title() -> None:
    reading = reading_of(
        "HOW WE KEEP LEADERS\nA policy of the governors of Brook Lane Primary\n\n"
        "Q. Why?\nA. Because heads leave.\n\nQ. What will we do?\nA. We will\n - ask every teacher\n - let people try\n"
    )
    assert (reading.title, reading.subtitle) == (
        "HOW WE KEEP LEADERS",
        "A policy of the governors of Brook Lane Primary",
    )
    assert [part.type for part in reading.sections[-1].body] == ["lead_in", "clause", "clause"]


def test_what_the_plan_will_do_is_no_aim_though_it_stands_below_them() -> None:
    reading = reading_of(
        "Succession policy\n\nAims of the policy\n\nThe governing body aims to:\n(i) leave nothing to chance\n"
        "(ii) give everybody the chance to grow\n\nThe succession plan will\n- be part of the improvement plan\n"
        "- look three years ahead\n\nMonitoring\n\nThe head will report each July.\n"
    )
    assert [(section.kind.value, len(section.body)) for section in reading.sections] == [
        ("aims", 3),
        ("plan", 3),
        ("monitoring", 1),
    ]


def test_a_numbered_policy_on_a_few_long_lines_counts_on_from_line_to_line() -> None:
    reading = reading_of(
        "GARDEN SELECTION POLICY 1. Purpose We need growers. 2. Aims The aims of this policy are: • to find "
        "growers; • to keep them. 3. Planning Nobody is replaced as a matter of course.\n\n4. Interviews Two people "
        "ask. The panel will: • read each letter; • look at each garden. 5. Feedback Everybody hears within a week.\n\n"
        "6. Monitoring The clerk counts growers each May and tells the board.\n"
    )
    assert [heading for heading, _, _ in headings(reading)] == [
        *("1. Purpose", "2. Aims", "3. Planning", "4. Interviews", "5. Feedback", "6. Monitoring")
    ]
    assert [sum(part.type == "clause" for part in section.body) for section in reading.sections] == [0, 2, 0, 2, 0, 0]


@pytest.mark.parametrize("sign", [". ", " – ", " - "])
def test_names_that_most_paragraphs_begin_with_before_their_text_are_headings(sign: str) -> None:
    reading = reading_of(
        f"Hall Keys Policy\n\nIntroduction{sign}Somebody has to be able to open the hall when its keeper is ill.\n\n"
        f"Who may have a key{sign}The committee gives one to each of its members, and to the cook.\n\n"
        f"Lost keys{sign}The keeper will:\n\n1) ring the locksmith\n2) tell the committee\n\n"
        f"Review{sign}The committee looks at this again every spring.\n\n"
        "| Key | Holder |\n| --- | --- |\n| Front | Cook |\n"
    )
    assert [section.heading for section in reading.sections] == [
        "Introduction",
        "Who may have a key",
        "Lost keys",
        "Review",
    ]
    assert [part.type for part in reading.sections[2].body] == ["lead_in", "clause", "clause"]
    assert [part.type for part in reading.sections[3].body] == ["paragraph", "table"]


def test_short_sentences_before_others_are_no_names() -> None:
    reading = reading_of(
        f"Hall Keys Policy\n\nKeys\n\n{WHAT_WE_DO}\nReview. The committee looks at this again every spring.\n\n"
        "Nobody lends a key. The keeper has a list of who holds one and asks for them back.\n\n"
        "Everybody signs. The keeper does not give out a key to anybody who has not.\n"
    )
    assert [section.heading for section in reading.sections] == ["Keys"]


BRACKETED = """Orchard Keepers Policy

{before}

1) Why trees need keepers

a) A tree that nobody prunes bears less every year.

b) This is for all who keep trees, among whom are:

\ti) growers;
\tii) pickers.

2) Ladders

a) Nobody climbs alone.

3) Review

a) The growers look at this in May.
"""


def test_numbers_in_brackets_before_names_that_a_text_follows_are_those_of_headings() -> None:
    reading = reading_of(BRACKETED.format(before="Oak Lane Orchards"))
    assert [(section.heading, len(section.body)) for section in reading.sections] == [
        ("1) Why trees need keepers", 2),
        ("2) Ladders", 1),
        ("3) Review", 1),
    ]
    assert reading.sections[0].body[1].sub_clauses == ("i) growers;", "ii) pickers.")


def test_numbers_in_brackets_below_a_lead_in_are_those_of_items() -> None:
    reading = reading_of(BRACKETED.format(before="There are three things to know:"))
    assert [section.heading for section in reading.sections] == [None]


def test_links_of_a_page_of_contents_are_its_entries() -> None:
    links = "\n\n".join(f"[{n}. {name} 1](#_Toc{n})" for n, name in enumerate(("Why", "Keys", "Review"), start=1))
    reading = reading_of(
        f"Hall Keys Policy\n\nContents\n\n{links}\n\n**1. Why**\n\nThe hall is used by many.\n\n"
        "**2. Keys**\n\nThe keeper has them.\n\n**3. Review**\n\nThe keeper looks at this.\n"
    )
    assert [section.heading for section in reading.sections] == ["Contents", "1. Why", "2. Keys", "3. Review"]
    assert [part.type for part in reading.sections[0].body] == ["clause"] * 3


def test_rows_of_a_table_whose_columns_were_lost_are_no_headings() -> None:
    reading = reading_of(
        f"Hall Keys Policy\n\nWhy\n\n{WHAT_WE_DO}\nThe three keys\nKey Who has it Length\n"
        "Front Cook and keeper 2 weeks\nBack Trustees who have sat on the committee for a year or more 4 weeks\n"
        "Cellar Keeper alone 9 weeks\nReview\nThe committee looks at this again every spring.\n"
    )
    assert [section.heading for section in reading.sections] == ["Why", "The three keys", "Review"]
    assert [part.type for part in reading.sections[1].body] == ["paragraph"] * 4
