"""Labels that stand below the items of a list or inside a line, and what stands between the rows."""

import datetime

import pytest

from actionplan.reading.result import PlanReading
from tests.actionplan.reading_checks import read, rows


def owners(plan: PlanReading) -> list[tuple[str, ...]]:
    return [one.owners.teams if one.owners else () for one in plan.recommendations]


def due(plan: PlanReading) -> list[str | None]:
    return [one.due.words if one.due else None for one in plan.recommendations]


def test_labels_below_the_items_of_a_list_belong_to_them() -> None:
    plan = read(
        "Tomorrow's heads: recommendations and action plan\n\n"
        "The panel recommends:\n\n"
        "1. That schools and the authority agree what a plan holds.\n"
        "   Action: a model policy is offered\n   by 31 October 2011.\n"
        "   Outcome: 80% of schools have one.\n\n"
        "2. That everybody is asked when they mean to retire.\n"
        "   Action: a yearly survey by the Research Unit.\n"
        "   Outcome: seven in ten answer.\n"
    )
    assert rows(plan) == [
        ("1.", "That schools and the authority agree what a plan holds."),
        ("2.", "That everybody is asked when they mean to retire."),
    ]
    assert [[action.text for action in one.actions] for one in plan.recommendations] == [
        ["a model policy is offered by 31 October 2011."],
        ["a yearly survey by the Research Unit."],
    ]
    assert [one.outcome_measures[0].text for one in plan.recommendations] == [
        "80% of schools have one.",
        "seven in ten answer.",
    ]
    assert plan.columns == ("Action", "Outcome")


def test_labels_inside_a_line_are_fields_and_a_numbered_name_between_rows_is_a_section() -> None:
    plan = read(
        "Strategic Aim 1: Attract\n"
        "Action 1.1 Run a week of tasters. Who: Recruitment Team. When: w/c 10 March 2025. Status: Green.\n"
        "Action 1.2 Build a page of vacancies. Who: Digital. When: by June 2025. Status: Amber.\n"
        "Strategic Aim 2: Keep\n"
        "Action 2.1 Ask leaders about their load. Who: Research. When: each June. Status: Red.\n"
    )
    assert [(one.label, one.text, one.status) for one in plan.recommendations] == [
        ("1.1", "Run a week of tasters.", "Green"),
        ("1.2", "Build a page of vacancies.", "Amber"),
        ("2.1", "Ask leaders about their load.", "Red"),
    ]
    assert owners(plan) == [("Recruitment Team",), ("Digital",), ("Research",)]
    assert due(plan) == ["w/c 10 March 2025", "by June 2025", "each June"]
    assert [piece.text for piece in plan.unplaced] == ["Strategic Aim 1: Attract", "Strategic Aim 2: Keep"]
    assert plan.title is None


def test_a_colon_inside_a_sentence_of_one_row_is_no_label() -> None:
    plan = read(
        "Recommendation 1: That heads are asked. Who: every head of a school.\nAction: Ask.\nLead: HR\n\n"
        "Recommendation 2: That governors are asked.\nAction: Ask them.\nLead: Clerks\n"
    )
    assert plan.recommendations[0].text == "That heads are asked. Who: every head of a school."
    assert owners(plan) == [("HR",), ("Clerks",)]


def test_a_question_may_be_a_label_and_a_response_beside_it_is_the_response() -> None:
    plan = read(
        "Recommendation 1: That the Director writes to every chair.\nAccepted? Yes\nResponse: The Director agrees.\n"
        "Timescale: Spring term 2023\n\n"
        "Recommendation 2: That leavers are asked why they go.\nAccepted? No\nResponse: Boards employ them.\n"
        "Timescale: N/A\n"
    )
    assert [one.text for one in plan.recommendations] == [
        "That the Director writes to every chair.",
        "That leavers are asked why they go.",
    ]
    assert [one.response for one in plan.recommendations] == ["The Director agrees.", "Boards employ them."]
    assert [one.other for one in plan.recommendations] == [{"Accepted?": "Yes"}, {"Accepted?": "No"}]


def test_by_is_when_where_times_stand_under_it() -> None:
    plan = read(
        "Recommendation 1\nTo show what heads do\nOwner: Comms\nBy: Spring 2025\n"
        "Recommendation 2\nTo help new heads\nOwner: HR\nBy: July 2025\n"
    )
    assert due(plan) == ["Spring 2025", "July 2025"]
    assert owners(plan) == [("Comms",), ("HR",)]


def test_a_section_may_be_named_right_before_a_row_of_a_narrow_table() -> None:
    plan = read(
        "No.\tRecommendation\tLead\tBy when\n"
        "Growing leaders\n"
        "1.1\tSchools offer\tLearning\tNov 2021\n\ttasters\tTeam\t\n"
        "Governors and clerks\n"
        "2.1\tChairs are trained\tGovernor\tOngoing\n\tin succession\tServices\t\n"
    )
    assert rows(plan) == [
        ("1.1", "Schools offer tasters"),
        ("2.1", "Chairs are trained in succession"),
    ]
    assert [piece.text for piece in plan.unplaced] == ["Growing leaders", "Governors and clerks"]


def test_a_further_action_with_an_owner_and_a_date_stands_apart_though_its_measure_goes_on() -> None:
    plan = read(
        "Recommendation\tAction\tLead\tTimescale\tSuccess criteria\n"
        "1. Name an officer\tWrite a role\tDirector\tSept 2007\tOfficer\n\tdescription\t\t\tin post\n"
        "2. Set up a board\tDraft terms of\tLead\tOct 07\tBoard\n\treference\tofficer\t\tmeets\n"
        "\tInvite heads\tLead\tNov 07\ttermly\n\t\tofficer\t\t\n"
    )
    second = plan.recommendations[1]
    assert [action.text for action in second.actions] == ["Draft terms of reference", "Invite heads"]
    assert [measure.text for measure in second.outcome_measures] == ["Board meets termly"]
    assert second.due is not None
    assert [str(window.latest) for window in second.due.dates] == ["2007-10-31", "2007-11-30"]
    assert owners(plan)[1] == ("Lead officer",)


def test_labels_kept_apart_by_spaces_are_fields_and_a_number_above_the_first_item_names_a_part() -> None:
    plan = read(
        "SCRUTINY COMMISSION – ACTION PLAN (updated 3.2.20)\n\n1.0 RECRUITMENT\n"
        "1.1 Advertise headships with our neighbours\n"
        "Owner: Schools HR      Target: Apr 2020      Status: In progress\n"
        "1.2 Hold a day for future heads each June\n"
        "Owner: Teaching Schools      Target: 24 June 2020      Status: Planned\n\n"
        "2.0 RETENTION\n2.1 Offer heads a coach\n"
        "Owner: School Improvement      Target: Sep 2020      Status: Not started\n"
    )
    assert rows(plan) == [
        ("1.1", "Advertise headships with our neighbours"),
        ("1.2", "Hold a day for future heads each June"),
        ("2.1", "Offer heads a coach"),
    ]
    assert owners(plan) == [("Schools HR",), ("Teaching Schools",), ("School Improvement",)]
    assert due(plan) == ["Apr 2020", "24 June 2020", "Sep 2020"]
    assert [one.status for one in plan.recommendations] == ["In progress", "Planned", "Not started"]
    assert plan.title == "SCRUTINY COMMISSION – ACTION PLAN (updated 3.2.20)"
    assert [piece.text for piece in plan.unplaced] == ["1.0 RECRUITMENT", "2.0 RETENTION"]


def test_a_recommendation_may_be_told_by_its_letter() -> None:
    plan = read(
        "Recommendation A – Data. The Council should publish the age of its heads.\n"
        "Cabinet's response: Agree. Responsible officer: Data Team. To be done by: 31 March 2022.\n\n"
        "Recommendation B – Training. The Council should pay for two places a year.\n"
        "Cabinet's response: Agree in part. Responsible officer: Head of Learning. To be done by: May 2022.\n"
    )
    assert [one.label for one in plan.recommendations] == ["A", "B"]
    assert [one.response for one in plan.recommendations] == ["Agree.", "Agree in part."]
    assert owners(plan) == [("Data Team",), ("Head of Learning",)]
    assert due(plan) == ["31 March 2022", "May 2022"]


def test_a_numbered_priority_above_numbered_items_is_the_name_of_a_part() -> None:
    plan = read(
        "LEADERSHIP IMPROVEMENT PLAN 2023-24\n\nPriority 1 – Know our people\n"
        "1.1 Update the register. Lead: Business Manager. By: half-term. Evidence: seen by the chair.\n"
        "1.2 Talk to middle leaders. Lead: Head. By: end of the spring term. Evidence: notes on file.\n"
        "Priority 2 – Grow our people\n"
        "2.1 Enter two staff for a course. Lead: Deputy. By: 1 Oct 2023. Evidence: places confirmed.\n"
    )
    assert rows(plan) == [
        ("1.1", "Update the register."),
        ("1.2", "Talk to middle leaders."),
        ("2.1", "Enter two staff for a course."),
    ]
    assert owners(plan) == [("Business Manager",), ("Head",), ("Deputy",)]
    assert due(plan) == ["half-term", "end of the spring term", "1 Oct 2023"]
    assert [piece.text for piece in plan.unplaced] == ["Priority 1 – Know our people", "Priority 2 – Grow our people"]


def test_a_short_word_for_a_recommendation_opens_a_block() -> None:
    plan = read(
        "Rec 1: Publish a statement on workload\n  Response: ACCEPTED\n  Who: Director\n  When: 30.6.22\n"
        "Rec 2: Pilot co-headship\n  Response: IN PRINCIPLE\n  Who: Strategic Lead\n  When: 2022/23\n"
    )
    assert rows(plan) == [("1", "Publish a statement on workload"), ("2", "Pilot co-headship")]
    assert owners(plan) == [("Director",), ("Strategic Lead",)]


def test_a_row_of_pipes_goes_on_below_where_its_first_cell_does() -> None:
    plan = read(
        "Action plan: leaders of small schools\n\n"
        "Recommendation                        | Agreed? | Action                      | By whom       | By when\n"
        "That small schools share a head       | Y       | Write a guide; find a pair  | School Places | Easter 2020\n"
        "where both boards wish it             |         | that would try it           |               |\n"
        "That travel between sites is paid     | Part    | Mileage for a year          | Finance       | Apr 2020\n"
    )
    assert rows(plan) == [
        (None, "That small schools share a head where both boards wish it"),
        (None, "That travel between sites is paid"),
    ]
    assert [action.text for action in plan.recommendations[0].actions] == [
        "Write a guide",
        "find a pair that would try it",
    ]
    assert owners(plan) == [("School Places",), ("Finance",)]


HEADED = (
    "Action Plan\n\nRecommendation 1 - To improve what is known about leaders\n"
    "Action\tWho\tWhen\tRAG\nAsk schools for the return\tData Team\t30 Sept 2016\tG\n"
    "Publish the results\tData Team\t31 Dec 2016\tA\n\n"
    "Recommendation 2 - To support new headteachers\n"
    "Action\tWho\tWhen\tRAG\nFind a mentor for each\tSchool Improvement\twithin 4 weeks\tG\n"
    "Review the scheme\tHead of Service\tJuly 2017\tR\n"
)


def test_a_heading_above_a_table_of_actions_is_the_recommendation_and_its_rows_are_what_is_done() -> None:
    plan = read(HEADED)
    assert (plan.title, plan.subtitle) == ("Action Plan", None)
    assert rows(plan)[0] == ("Recommendation 1", "To improve what is known about leaders")
    assert [[action.text for action in one.actions] for one in plan.recommendations] == [
        ["Ask schools for the return", "Publish the results"],
        ["Find a mentor for each", "Review the scheme"],
    ]
    assert owners(plan) == [("Data Team",), ("School Improvement", "Head of Service")]
    second = plan.recommendations[1].due
    assert second is not None
    assert [window.precision for window in second.dates] == ["condition", "month"]


def test_tables_below_one_heading_or_with_recommendations_of_their_own_stay_as_they_are() -> None:
    one = read(HEADED.partition("Recommendation 2")[0])
    assert [text for _, text in rows(one)] == ["Ask schools for the return", "Publish the results"]
    own = read(HEADED.replace("Action\tWho", "Recommendation\tWho"))
    assert len(own.recommendations) == 4


def test_dots_behind_a_label_inside_a_line_are_a_word_and_a_stop_is_none() -> None:
    read("1. Lead: ...\n\tRecommendation 4:\nRecommendation\tAction\nRecommendation 4: 1. Lead: 1.")  # loses no word


def test_a_label_may_stand_before_a_dash_where_others_do() -> None:
    plan = read(
        "Progress on the recommendations of the select committee\n\n"
        "Recommendation 1: The member should write to all heads about secondments.\nExecutive response – Agreed\n"
        "Letters were sent. Twelve schools have replied.\nLead: Service Director     Completed: Yes\n\n"
        "Recommendation 2: The council should ask the diocese to take part.\nExecutive response – Not agreed\n"
        "The diocese decides by itself.\nLead: n/a     Completed: n/a\n"
    )
    assert [one.response for one in plan.recommendations] == [
        "Agreed Letters were sent. Twelve schools have replied.",
        "Not agreed The diocese decides by itself.",
    ]
    assert [one.text for one in plan.recommendations][1] == "The council should ask the diocese to take part."
    assert owners(plan) == [("Service Director",), ()]


def test_the_name_of_the_first_part_is_one_as_the_names_of_the_others_are() -> None:
    head = "Target          Strategies                   Outcome                  When\n"
    plan = read(
        "Accessibility plan 2027 - 2030\n\nImproving the building\n\n"
        + head
        + "Short term      Survey of all doors          What to do is known      Autumn 2027\n"
        + "Long term       Lift in the main building    All floors are open      2030\n\n"
        + "Improving the curriculum\n\n"
        + head
        + "Short term      Training for all teachers    Staff are confident      Summer 2028\n"
        + "Medium term     Review of games              Games are open to all    Sept 2028\n"
    )
    assert plan.subtitle is None
    assert [left.text for left in plan.unplaced] == ["Improving the building", "Improving the curriculum"]
    assert len(plan.recommendations) == 4


def test_progress_to_date_is_no_date_and_an_original_date_is_the_day_agreed_first() -> None:
    names = ("Rec No.", "Recommendation", "Cabinet decision", "Lead Officer", "Target date", "Progress to date", "RAG")
    cells = (
        *("1", "That the director writes to all chairs of governors.", "Agreed", "Head of Admissions"),
        *("December 2027", "Letters were sent in November to all chairs.", "Green"),
        *("2", "That the council asks government for capital funding.", "Not agreed", "N/A", "N/A"),
        "Cabinet thinks that this is done through the regional body.",
        *(
            "3",
            "That councillors are told of proposals in their ward.",
            "Agreed",
            "Clerk",
            "May 2028",
            "Done.",
            "Green",
        ),
    )
    plan = read("Progress of the review\n\n" + "\n\n".join([*names, *cells]))
    assert [one.status for one in plan.recommendations] == ["Green", None, "Green"]
    audited = read(
        "Ref | Recommendation | Accept? | Owner | Original date | Revised date | Status\n"
        "A1 | Declarations should be collected each year. | Yes | Clerk | 30/09/27 | 31/12/27 | Overdue\n"
        "A2 | Cards should be checked each month. | No | Finance | 31/10/27 | | Closed\n"
    )
    assert due(audited) == ["30/09/27", "31/10/27"]
    assert [one.response for one in audited.recommendations] == ["Yes", "No"]


def test_names_of_columns_that_one_line_holds_with_a_space_between_are_told_apart() -> None:
    plan = read(
        "Wexford Council\nAction plan: keeping headteachers\n"
        "Recommendation Action Lead Officer Target Date Outcome\n"
        "1 To look at how new heads are inducted\nAsk heads; first group in May 2027\nHead of Improvement\nSept 2027\n"
        "New heads say it is good\n"
        "2 To give governors training on recruitment\nTwo sessions a year\nGovernor Manager\nFrom October 2027\n"
        "All panels have a trained governor\n"
    )
    assert plan.columns == ("Recommendation", "Action", "Lead Officer", "Target Date", "Outcome")
    assert owners(plan) == [("Head of Improvement",), ("Governor Manager",)]
    assert due(plan) == ["Sept 2027", "From October 2027"]


def test_a_sentence_whose_words_could_be_names_is_none_of_them() -> None:
    plan = read("Dear all,\nAction Status Progress\nThe Lead Officer Will Report When Asked\nYours,\nA. Archer\n")
    assert plan.declined


def test_what_is_done_and_by_whom_in_one_field_is_what_is_done() -> None:
    block = "Area for development: {}\nWhat do we want to achieve? {}\nActions and who:\n- {}\n- {}\n\n"
    plan = read(
        "Action plan of governor services\n\n"
        + block.format(
            "Recruitment", "Fewer vacancies by July 2028", "Ask the volunteer centre (GS)", "Hold a stall (GS)"
        )
        + block.format("Training", "Each board sends two a year", "Move sessions online (GS)", "Publish them")
    )
    assert [[action.text for action in one.actions] for one in plan.recommendations] == [
        ["Ask the volunteer centre (GS)", "Hold a stall (GS)"],
        ["Move sessions online (GS)", "Publish them"],
    ]
    assert plan.recommendations[0].outcome_measures[0].text == "Fewer vacancies by July 2028"


def test_the_s_of_a_word_before_a_dash_is_no_letter_that_counts() -> None:
    plan = read(
        "SCRUTINY RECOMMENDATIONS – RESPONSE OF THE EXECUTIVE\n\nThe Executive thanks the Panel.\n\n"
        "1. Recommendation: That a scheme be set up for new heads.\n   Response: Agreed.\n   Owner: J. Smith\n"
        "   Date: September 2027\n\n"
        "2. Recommendation: That the council recruits abroad.\n   Response: Not agreed.\n   Owner: None\n   Date: n/a\n"
    )
    assert [one.response for one in plan.recommendations] == ["Agreed.", "Not agreed."]


def test_names_that_ask_may_be_long_and_a_judgement_is_a_column() -> None:
    block = "Rec. {} – {}\nWhat we will do: {}\nWho will do it: {}\nWhen it will be done by: {}\n\n"
    plan = read(
        "Teachers: the cabinet's action plan\n\n"
        + block.format(1, "Marketing", "make a film", "Communications", "end of June 2027")
        + block.format(2, "Housing", "ask developers", "Planning", "autumn 2027")
        + block.format(3, "Return to teach", "ask the university", "HR", "May 2028")
    )
    assert due(plan) == ["end of June 2027", "autumn 2027", "May 2028"]
    assert owners(plan) == [("Communications",), ("Planning",), ("HR",)]
    judged = read(
        "Monitoring of recommendations\n\nRecommendation\nProgress at 6 months\nJudgement\n\n"
        "1. That the boards work together on a programme.\n\nFirst meeting held.\n\nAchieved\n\n"
        "2. That a survey is made each year.\n\nSurvey drafted by the team.\n\nNot achieved\n"
    )
    assert judged.columns == ("Recommendation", "Progress at 6 months", "Judgement")
    assert [one.other for one in judged.recommendations] == [{"Judgement": "Achieved"}, {"Judgement": "Not achieved"}]


def test_a_line_that_is_drawn_ends_a_table_and_months_with_digits_are_years_where_they_follow_each_other() -> None:
    plan = read(
        "Ref    Action                               Owner      Due       RAG    Comments\n"
        + "-" * 84
        + "\nG1     Agree terms of reference             Clerk      Sep 27    G      Done\n"
        "G2     Audit of skills                      Chair      Dec 27    A      7 of 11 returned\n"
        "L1     Cover map for all leaders            Head       Jan 28    R      Not begun\n" + "-" * 84 + "\n"
        "Key: R = behind, A = some delay, G = on track\n"
    )
    assert [(one.due.dates[0].earliest, one.due.dates[0].year_inferred) for one in plan.recommendations if one.due] == [
        (datetime.date(2027, 9, 1), False),
        (datetime.date(2027, 12, 1), False),
        (datetime.date(2028, 1, 1), False),
    ]
    assert not plan.warnings
    assert [left.text for left in plan.unplaced] == ["Key: R = behind, A = some delay, G = on track"]
    assert [one.status for one in plan.recommendations] == ["G", "A", "R"]


def test_a_part_named_by_its_number_alone_stands_outside_with_the_line_below_it() -> None:
    block = "Action: {}\nLead person: {}\nStart: Sept 2027     End: {}\nEvidence of impact: {}\n\n"
    plan = read(
        "Plan after the inspection\n\nKey priority 1\nTo strengthen leadership\n\n"
        + block.format("Appoint two leaders", "HT", "Dec 2027", "pupils do better")
        + block.format("Train governors", "Chair", "Mar 2028", "minutes show challenge")
        + "Key priority 2\nTo improve attendance\n\n"
        + block.format("Meet each week", "AHT", "ongoing", "attendance of 95%")
    )
    assert [left.text for left in plan.unplaced] == [
        *("Key priority 1", "To strengthen leadership", "Key priority 2", "To improve attendance")
    ]
    assert due(plan) == ["Dec 2027", "Mar 2028", "ongoing"]
    assert [one.outcome_measures[-1].text for one in plan.recommendations][1] == "minutes show challenge"


def test_a_numbered_list_that_says_how_far_each_item_has_got_is_a_plan_under_its_subject() -> None:
    plan = read(
        "REPORT TO: Education Committee\nSUBJECT: Follow up to the review of vacancies\n\nBackground\n"
        "The committee made four recommendations.\n\nRecommendations and progress\n\n"
        "(1) Exit interviews to be held\n    Head of HR to lead. In place since September 2027. COMPLETE\n\n"
        "(2) Governors to have a pack\n    Pack out by Easter 2028. ON TRACK\n\n"
        "(3) A pool of retired heads\n    Nine have signed up. NOT STARTED\n"
    )
    assert plan.title == "Follow up to the review of vacancies"
    assert [one.status for one in plan.recommendations] == ["COMPLETE", "ON TRACK", "NOT STARTED"]
    assert due(plan) == [None, None, None]


@pytest.mark.parametrize(
    ("written", "teams"),
    [
        ("Cabinet Member for Children, Schools and Families", ("Cabinet Member for Children, Schools and Families",)),
        ("Director of People, Places & Communities", ("Director of People, Places & Communities",)),
        ("Head of HR, Clerk and Governors", ("Head of HR", "Clerk", "Governors")),
        ("Director of Education, HR and Finance", ("Director of Education", "HR and Finance")),
        ("Head of School, Mrs Able and Mr Baker", ("Head of School", "Mrs Able", "Mr Baker")),
    ],
)
def test_what_a_post_is_for_may_be_several_things(written: str, teams: tuple[str, ...]) -> None:
    plan = read(f"Ref\tRecommendation\tOwner\n1\tDo one thing\t{written}\n2\tDo another thing\tFinance Team\n")
    assert owners(plan)[0] == teams
