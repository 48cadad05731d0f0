"""The borough of Wexmoor: its schools, its bodies and its people."""

from dataclasses import dataclass

from people.access.roles import Role
from people.rules import BodyKind, GovernorCategory, Office, Phase

DOMAIN = "demo.example"
PASSWORD = "larks-rise-over-wexmoor"  # noqa: S105 (printed at every start, and refused in production)
# The authenticator app of all of them: `make demo-code` says what it shows. Refused in production with its people.
SECOND_STEP_SECRET = "LARKSRISEOVERWEXMOORDEMOTRYITOUT"  # noqa: S105 (as above)

COUNCIL_CODE = "999"
COUNCIL_NAME = "Wexmoor Council"
COUNCIL_COLOUR = "#1f4e5f"

TRUST = (99_901, "Three Rivers Learning Trust")


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """One school of the borough."""

    urn: int
    name: str
    phase: Phase
    kind: str
    headcount: int
    in_trust: bool = False


SCHOOLS = (
    DemoSchool(999_001, "Larkfield Primary School", Phase.PRIMARY, "Community school", 412),
    DemoSchool(999_002, "Ferndale Junior School", Phase.PRIMARY, "Community school", 236),
    DemoSchool(999_003, "St Brannoc’s Catholic Primary School", Phase.PRIMARY, "Voluntary aided school", 208),
    DemoSchool(999_004, "Hartwell High School", Phase.SECONDARY, "Foundation school", 1_140),
    DemoSchool(999_005, "Millbrook Infant School", Phase.PRIMARY, "Community school", 178),
    DemoSchool(999_006, "Quarry Lane Primary School", Phase.PRIMARY, "Community school", 301),
    DemoSchool(999_007, "Thornbury Park Academy", Phase.SECONDARY, "Academy converter", 986, in_trust=True),
    DemoSchool(999_008, "Riverside Academy", Phase.ALL_THROUGH, "Academy sponsor led", 1_320, in_trust=True),
    DemoSchool(999_009, "Weirside Primary School", Phase.PRIMARY, "Academy converter", 344, in_trust=True),
    DemoSchool(999_010, "Oakhurst School", Phase.NOT_APPLICABLE, "Community special school", 96),
    DemoSchool(999_011, "Low Meadow Nursery School", Phase.NURSERY, "Local authority nursery school", 72),
    DemoSchool(999_012, "Beacon Hill Primary School", Phase.PRIMARY, "Voluntary controlled school", 189),
)
LARKFIELD, FERNDALE = SCHOOLS[0], SCHOOLS[1]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a sign-in: one of the roles the demonstration shows, at a school, the trust or the council."""

    local: str
    name: str
    role: Role
    urn: int | None = None
    is_administrator: bool = False

    @property
    def email(self) -> str:
        """The name to sign in with."""
        return f"{self.local}@{DOMAIN}"


PEOPLE = (
    Person("head", "Miriam Castell", Role.HEAD, LARKFIELD.urn),
    Person("lead", "Tom Aldous", Role.SCHOOL_LEAD, LARKFIELD.urn),
    Person("governor", "Priya Nandakumar", Role.GOVERNOR, LARKFIELD.urn),
    Person("chair", "Gareth Pell", Role.CHAIR, LARKFIELD.urn),
    Person("clerk", "Rosalind Achebe", Role.CLERK, LARKFIELD.urn),
    Person("teacher", "Ellen Marsh", Role.STAFF, LARKFIELD.urn),
    Person("otherhead", "Dafydd Ruane", Role.HEAD, FERNDALE.urn),
    Person("trustlead", "Imogen Vale", Role.TRUST_LEAD),
    Person("officer", "Jo Whitlock", Role.OFFICER, is_administrator=True),
    Person("owner", "Samir Haddad", Role.ACTION_OWNER),
    Person("councillor", "Councillor Beth Ormerod", Role.COUNCILLOR),
)
ADMIN_EMAIL, ADMIN_NAME = f"admin@{DOMAIN}", "Installation administrator"
SIGN_INS = (
    ("head", "headteacher of Larkfield Primary School"),
    ("lead", "school lead, named by the head"),
    ("governor", "governor of Larkfield"),
    ("chair", "chair of governors of Larkfield"),
    ("clerk", "clerk to Larkfield’s governing board"),
    ("officer", "school improvement officer of Wexmoor Council"),
    ("owner", "action owner, in the communications team"),
    ("councillor", "councillor on the scrutiny panel"),
    ("teacher", "member of staff at Larkfield"),
    ("trustlead", "lead of the Three Rivers Learning Trust, with three academies"),
    ("admin", "runs the installation: reference data at /admin/"),
    ("otherhead", "headteacher of another school, Ferndale Junior"),
)

# The other schools' heads and clerks act in the demonstration's past and cannot sign in.
OTHER_HEADS = {
    999_003: "Bernadette Quill",
    999_004: "Marcus Oyelaran",
    999_005: "Hilary Tench",
    999_006: "Anjali Surve",
    999_007: "Peter Lomax",
    999_008: "Yusra Karim",
    999_009: "Conor Blythe",
    999_010: "Dilys Harcourt",
    999_011: "Naomi Frayne",
    999_012: "Robert Skene",
}

# Named a school lead by Larkfield's head, who ended that role again.
FORMER_LEAD = ("Hugh Danvers", "hugh.danvers", "Left for a headship in another borough")
# The staff governor, who has not answered the clerk's invitation yet.
INVITED = ("Lucy Brandreth", "lucy.brandreth")

COUNCIL_BODIES = (
    ("Children and Young People Scrutiny Panel", BodyKind.SCRUTINY_PANEL),
    ("Wexmoor Education Partnership Board", BodyKind.PARTNERSHIP),
)

GOVERNORS = (
    ("Gareth Pell", GovernorCategory.CO_OPTED, Office.CHAIR),
    ("Priya Nandakumar", GovernorCategory.PARENT, ""),
    ("Miriam Castell", GovernorCategory.EX_OFFICIO, ""),
    ("Councillor Ade Farrow", GovernorCategory.LOCAL_AUTHORITY, Office.VICE_CHAIR),
    ("Lucy Brandreth", GovernorCategory.STAFF, ""),
)
