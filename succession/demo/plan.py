"""The demonstration's action plan: what a panel asks of a council, with dates around today."""

import datetime
import re

TITLE = "WHO WILL LEAD WEXMOOR’S SCHOOLS? SCRUTINY REVIEW OF LEADERSHIP SUCCESSION"
COLUMNS = ("RECOMMENDATION", "ACTIONS", "BY WHOM", "MILESTONES", "OUTCOME MEASURES")

# {n} is the month n months from today, {-n} one gone by, {nd} the day n days from today.
# A cell's parts are split at semicolons.
ROWS = (
    (
        "1. That Cabinet agrees a model succession policy with schools, with shared principles and help.",
        "Ask schools for the policies they have; Write a model policy and send it to every board",
        "SIS",
        "Model policy sent to boards by {-5}; Discussed at the partnership board in {-3}",
        "By {4} every school has adopted the model or a policy of its own",
    ),
    (
        "2a. That the communications team tells the stories of Wexmoor’s heads, so that more people want the job.",
        "Plan two features a year in the residents’ magazine",
        "Comms",
        "First feature published by {-2}; Second feature published by {3}",
        "At least two features published by {6}",
    ),
    (
        "2b. That the same campaign tells teachers which leadership courses they can take.",
        "Put the list of courses on the partnership’s website when ready",
        "WEP Comms",
        "Every feature links to the list of courses",
        "Visits to the list reported to the partnership board",
    ),
    (
        "3. That diversity in school leadership becomes an objective of the council’s equality plan.",
        "Add the objective to the next equality plan",
        "CS",
        "Draft objective to the equality group by {-1}; New plan approved by {5}",
        "Monitored through the yearly equality report",
    ),
    (
        "4. That heads and governors are offered refresher training on fair recruitment, at sensible intervals.",
        "Cost a half-day course; Add it to the training programme",
        "SIS",
        "Offers from three trainers by {8d}; Course in the programme by {1}",
        "Every school has a policy on recruitment and has sent somebody by {9}",
    ),
    (
        "5. That aspiring heads can find a coach or mentor, including from groups under-represented among heads.",
        "Recruit and train coaches; Match them on request",
        "SIS / WEP",
        "Twelve coaches trained by {-4}; First matches made by {0}",
        "Yearly survey of those coached, first reported in {7}",
    ),
    (
        "6. That Cabinet finds out what holds women and people from ethnic minority backgrounds back from headship.",
        "Commission a short survey of deputies and middle leaders",
        "SIS",
        "Draft report {-3}; Final report {2}",
        "Findings in the service plan by {6}",
    ),
    (
        "7. That a borough scheme for future leaders is set up with match funding from schools.",
        "No money has been set aside. Schools may choose to pay for places themselves.",
        "N/A",
        "N/A",
        "N/A",
    ),
    (
        "8. That schools share figures on their workforce more often, so that vacancies can be foreseen.",
        "Schools use different payroll providers, so the figures would be patchy. Not taken forward for now.",
        "N/A",
        "N/A",
        "N/A",
    ),
    (
        "9. That Wexmoor is promoted to graduates and to people changing career as a good place to teach.",
        "Write pages on working in Wexmoor; Take a stand at two career fairs",
        "WEP",
        "Pages published by {-6}; First fair {1}",
        "Number of applicants for each leadership post",
    ),
    (
        "10. That people from under-represented groups are encouraged to become governors, and inducted well.",
        "Ask every board to look at who sits on it; Offer an induction evening each term",
        "Wexmoor and District Governor Services",
        "Every board has said who welcomes its new governors by {-1}; All boards have reviewed their membership by {2}",
        "Boards judge how well they reflect their community, reported by {8}",
    ),
    (
        "11. That governors get training made for them when a headship is about to fall vacant.",
        "Offer a briefing to every board that plans to recruit",
        "SIS",
        "Boards supported throughout each recruitment",
        "Successful appointments made",
    ),
    (
        "12. That boards are given guidance on fair representation when they appoint a head.",
        "Review the guidance we have in the autumn term; Send it with every vacancy pack",
        "SIS",
        "Guidance reissued by {-1}",
        "Panels confirm to their board that representation was considered at each stage",
    ),
)

# What the initials of its teams stand for; a team that is named in full needs no more.
TEAMS = {
    "SIS": "School Improvement Service",
    "Comms": "Communications team",
    "CS": "Corporate Services",
    "WEP": "Wexmoor Education Partnership",
}

_AWAY = re.compile(r"\{(-?\d+)(d?)\}")


def month(today: datetime.date, away: int) -> str:
    """The month `away` months from today, in words."""
    years, zero_based = divmod(today.year * 12 + today.month - 1 + away, 12)
    return f"{datetime.date(years, zero_based + 1, 1):%B %Y}"


def _when(today: datetime.date, away: int, unit: str) -> str:
    return f"{today + datetime.timedelta(days=away):%-d %B %Y}" if unit else month(today, away)


def text(today: datetime.date) -> str:
    """The plan as a paper has it: a title, a header, and one row on each line with its cells between tabs."""
    rows = [_AWAY.sub(lambda found: _when(today, int(found[1]), found[2]), "\t".join(row)) for row in ROWS]
    return "\n".join([TITLE, "", "ACTION PLAN", "", "\t".join(COLUMNS), *rows]) + "\n"
