"""No page reads a row without asking whose it is. By syntax, over every file of the product."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps

from people.models import Body, Council, Meeting, School, Trust, User
from tests import scoping

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "documents", "people", "policies", "actionplan", "succession")

LAYERS = {
    r"\w+/models(/\w+)?\.py": "the querysets themselves",
    r"\w+/migrations/\w+\.py": "run by those who run the installation",
    r"\w+/management/commands/\w+\.py": "run by those who run the installation",
    r"\w+/actions(/\w+)?\.py": "each action asks guards.require first, and then locks the row by its key",
    r"core/backups/\w+\.py": "run by those who run the installation",
    r"succession/demo/\w+\.py": "run by those who run the installation",
}
"""Where rows may be read by key. Nothing there may know of requests, forms or the admin."""

FILES = {
    "core/caching.py": "what the cache keeps, by keys that name nobody",
    "core/correcting/keeping.py": "corrections of a reading, for callers that loaded its preview or what was made",
    "core/database/checks.py": "the check that a real database holds no demonstration",
    "core/database/cluster.py": "the embedded server itself",
    "core/database/migrating.py": "the models of migrations, which have no rows of their own",
    "core/database/privileges.py": "the roles of the database",
    "core/mail.py": "asks for a letter, and reads none",
    "core/mailing.py": "a job: it sends the letter that was asked for with its cause",
    "core/making.py": "a job: it makes the paper whose page asked for it",
    "core/papers.py": "papers are found by the hash of what they show, which only a page that may show it can know",
    "core/prepared.py": "fills the slots of querysets that were written elsewhere, and knows none of its own",
    "core/previews.py": "claims by key the preview that the page loaded by visible_to, and checks whose it is",
    "core/reading.py": "a job: it reads the upload of a preview that its page has made",
    "core/status.py": "how many rows wait or failed, for those who run the installation",
    "core/sweeping.py": "jobs: removing what nobody can ask for any more",
    "core/tasks.py": "jobs: clearing away what has run out",
    "actionplan/bodies/queries.py": "what a body watches, for callers that asked who may know, and bodies to choose",
    "actionplan/bulk/queries.py": "milestones of a plan that is changed by who may edit it",
    "actionplan/digests/letters.py": "a job: it writes to the person whom the letter is about",
    "actionplan/digests/queries.py": "a job: whom it writes to and of what; and whether somebody stopped their own",
    "actionplan/digests/sending.py": "a job: it asks for the letters of a week",
    "actionplan/owning/letters.py": "a job: it writes to a person of the council that the letter is about",
    "actionplan/owning/queries.py": "who owns what and handed it back, asking who may know, or for callers that asked",
    "actionplan/answering/queries.py": "responses and replies, each function asking who may read them",
    "actionplan/clashes/queries.py": "dates that may clash, with answers, for callers that asked who reads the plan",
    "actionplan/asks/queries.py": "asks, each function asking who may read them or given what its caller loaded",
    "actionplan/weighing/queries.py": "measures, each function asking who may read them or given a plan",
    "succession/measures/asking.py": "sums and lists of schools by name, for callers that asked who may know a measure",
    "succession/measures/posts.py": "the last count of a council, for the job that keeps values",
    "actionplan/measures/keeping.py": "jobs: they count measures, and keep what they were",
    "actionplan/measures/queries.py": "how measures are valued, asking who may read the plan, or for those who asked",
    "actionplan/papers.py": "a job: it makes the paper whose page asked for it",
    "actionplan/queries.py": "plans, each function asking who may read them, and the parts of a plan it is given",
    "actionplan/outlines/queries.py": "outlines of plans that its callers may read",
    "actionplan/overview/queries.py": "rows, teams and bodies of a plan its callers may read",
    "actionplan/slippage/queries.py": "changes of dates, for callers that asked who may read their plan",
    "actionplan/returns/letters.py": "a job: it writes to a person of the school that was asked",
    "actionplan/returns/queries.py": "returns, each function asking who may read them, or for callers that asked",
    "actionplan/returns/sending.py": "jobs: whom they write to about a question",
    "actionplan/undoing.py": "what goes with a plan that its callers loaded by visible_to",
    "policies/comparison/paper.py": "a job: it makes the paper whose page asked for it",
    "policies/standings/disputes.py": "labels of adopted policies, for callers that asked who may know",
    "policies/letters.py": "a job: it writes to the person whom the letter is about",
    "policies/living/reviews.py": "reviews and priorities, each asking who may know them, or for those who asked",
    "policies/living/channels.py": "evidence for its uses, asking who reads it, and for a paper that was asked for",
    "policies/living/channel_papers.py": "a paper of evidence, made of the key of a school that a view found",
    "policies/consultation/asked.py": "the people of a school by their roles, for callers that asked who may know",
    "policies/consultation/letters.py": "a job: it writes to a person of the school that the letter is about",
    "policies/reminders.py": "a job: which reviews come near, and whom it writes to about them",
    "policies/boards/asking.py": "jobs: whom they write to about a council's model, and that it was asked for",
    "policies/boards/letters.py": "a job: it writes to a person of the school that the letter is about",
    "policies/boards/queries.py": "whom a council asked and what they replied, asking who may know, or for who asked",
    "policies/consultation/queries.py": "consultations and comments, each function asking who may know of them",
    "policies/readership/queries.py": "who has read a version, each function asking who may know it",
    "policies/living/commitments.py": "commitments and evidence, each asking who may know it, or for those who asked",
    "policies/library/queries.py": "what the library finds, each asking who may read there, or for those who asked",
    "policies/standings/narrowing.py": "which schools stand so, of those that its callers give it",
    "documents/pdf_gate.py": "the objects of a PDF, which are no rows: nothing there knows a database",
    "policies/handing/keeping.py": "a job: the schools of the council that sent the document",
    "policies/handing/letters.py": "a job: it writes to a person of the school that the letter is about",
    "policies/handing/queries.py": "documents on their way to schools, each function asking who may know of them",
    "policies/offers/taking.py": "how far schools are with a version, asking who may, or for callers that did",
    "policies/offers/queries.py": "offers of a model: a job makes them, and a school's for who may edit its policy",
    "policies/papers.py": "a job: it makes the paper whose page asked for it",
    "policies/publishing.py": "adopted policies that their school has published, which are for everybody",
    "policies/queries.py": "versions, each function asking who may read them, and standings for callers that asked",
    "policies/library/shelving.py": "how actions and jobs write the shelf of the library, after they have asked",
    "policies/tagging/queries.py": "how schools stand to tags, each function asking who may, or for those who asked",
    "policies/library/tasks.py": "jobs: they count and shelve what actions wrote",
    "policies/version_lists.py": "versions without their text, each function asking who may read them",
    "policies/undoing.py": "what somebody went on from, for callers that loaded the version by visible_to",
    "policies/waiting.py": "what waits for whoever writes a policy, for callers that asked",
    "policies/writing.py": "how actions write versions, after they have asked",
    "core/erasing.py": "the steps of an erasure, and the papers that show an erased name: its action asked first",
    "people/privacy/due.py": "the people of a school or council, for callers that asked who may know",
    "people/register/bringing.py": "a job: it stages the file of a preview that its page made, at its school",
    "people/register/merging.py": "how actions save and undo what was staged, after they have asked",
    "people/privacy/erasure.py": "actions: each asks guards.require first, and then locks the row by its key",
    "people/privacy/standing_in.py": "how an action makes who stands in for a leaver, after it has asked",
    "people/privacy/packs.py": "actions as above, and a job: it makes the copy that an action asked for",
    "people/privacy/papers.py": "a job: it makes the paper whose page asked for it",
    "people/letters.py": "a job: it writes to the person whom the letter is about",
    "people/accounts/single_sign_on.py": "the links of the person who asks, and of whom a checked token is",
    "people/accounts/signed_in.py": "the sessions of the person who asks, and of one who is signed out everywhere",
    "people/accounts/second_step.py": "the codes of the person who is asked for them",
    "people/accounts/backends.py": "the person whose session it is",
    "core/reading_log.py": "adds a line that says what was opened",
    "succession/home/beginning.py": "whether a school has begun, for who leads it",
    "succession/history/kinds.py": "the names of models, and none of their rows",
    "succession/council/chases.py": "what schools lack and were asked, each function asking who may, or for who asked",
    "succession/council/letters.py": "a job: it asks again who is to have the letter",
    "succession/changes/queries.py": "what changed in a plan that its callers may read",
    "succession/changes/papers.py": "a job: it makes the paper whose page asked for it",
    "succession/history/queries.py": "what was kept, by the organisation whose history the reader may read",
    "succession/meetings/access.py": "who may know of an item: a place on its body, or work at its school",
    "succession/calendars/queries.py": "schools of bodies whose meetings were found by visible_to, each asked",
    "succession/calendars/links.py": "a person's own link, and whose a link is that somebody holds",
    "succession/meetings/gathered.py": "what a body watches, for readers of its meeting and the action that issues it",
    "succession/meetings/kinds.py": "what can be put on an agenda by whoever writes it, and where it is read",
    "succession/meetings/queries.py": "agendas, each function asking who may know of them",
    "succession/meetings/letters.py": "a job: it writes to a member of the body that meets",
    "succession/meetings/todo.py": "what waits for a clerk, once it asked whether they keep the meetings of a place",
    "succession/reports/audience.py": "who may open a report: a place on a body, and the names of one report",
    "succession/reports/letters.py": "a job: it writes to a member of the body that a report was issued to",
    "succession/reports/papers.py": "a job: it makes the paper whose page asked for it",
    **dict.fromkeys(
        ("succession/reports/personnel/gather.py", "succession/reports/personnel/gather_board.py"),
        "what a report reads of its school, for an action that asked first",
    ),
    "succession/reports/personnel/gather_posts.py": "what a report reads of its school, for an action that asked first",
    "succession/reports/openings.py": "reports that name the person who asks, and none of their words",
    "succession/reports/queries.py": "reports, each function asking who may read them",
    "succession/reports/scrutiny/gather.py": "what a report reads of a council's plans, for an action that asked first",
    "succession/reports/verifying.py": "run by those who run the installation",
    "core/history/acting.py": "tells the database who is writing",
    "core/kept.py": "a session by its secret key, though it is over, to know whose words were sent from it",
    "core/sessions.py": "a session by its secret key",
    "people/development/queries.py": "development, each asking who may know it, and counts for callers that asked",
    "people/planning/counting.py": "a job that counts for every council, and its counts for who may know them",
    "people/membership/inviting.py": "the invitation of a secret link, and a job that writes its letter",
    "people/membership/queries.py": "roles and invitations, each function asking who may grant roles there",
    "people/privacy/old_history.py": "run by those who run the installation",
    "people/talent/openings.py": "who opened what, for the person of whom it speaks",
    "people/talent/queries.py": "talent records and criteria, each asking who may know them, and their parts",
    "people/talent/pipeline.py": "what reports count, for callers that asked who may know it",
    "people/planning/queries.py": "posts and staff, each asking who may know them, and parts of a post it is given",
    "people/talent/records.py": "how actions write talent records, after they have asked",
    "people/queries.py": "organisations and meetings, each function asking who may know it",
    "people/organisations/loading.py": "the register of schools, loaded by those who run the installation",
    "succession/views.py": "asks the database whether it answers",
}
"""Single files that may too, each with its reason."""

PAGES = ("django.http", "django.shortcuts", "django.forms", "django.contrib.admin", "people.access.decorators")

BAD = {
    "School.objects.get(urn=urn)": "School.objects without visible_to or reaching",
    "School.objects.all().visible_to(user)": "School.objects without visible_to or reaching",
    "rows = School.objects": "School.objects without visible_to or reaching",
    "see = School.objects.visible_to": "School.objects without visible_to or reaching",
    "models.School._default_manager.first()": "models.School._default_manager without visible_to or reaching",
    "School._meta.default_manager.first()": "School._meta.default_manager without visible_to or reaching",
    "getattr(School, 'objects')": "a manager taken by its name, 'objects'",
    "get_object_or_404(School, urn=urn)": "get_object_or_404 of a model and not of a scoped queryset",
    "get_object_or_404(models.School, urn=urn)": "get_object_or_404 of a model and not of a scoped queryset",
    "shortcuts.get_list_or_404(School)": "get_list_or_404 of a model and not of a scoped queryset",
    "from django.shortcuts import get_object_or_404 as find": "get_object_or_404 under another name",
    "forms.ModelChoiceField(queryset=School.objects.all())": "School.objects without visible_to or reaching",
    "rows = schools.raw('SELECT 1')": "raw() goes round the querysets",
    "cursor.execute('SELECT 1')": "execute() goes round the querysets",
    "apps.get_model('people', 'School')": "get_model() reaches every row",
    "QuerySet(School)": "QuerySet() reaches every row",
    "class Schools(ListView):\n    model = School": "a generic view of a whole model",
    "def page(school):\n    return school.council.schools.all()": (
        "school.council.schools is reached from a row nobody scoped"
    ),
    "def page(school):\n    council = school.council\n    return council.schools.filter()": (
        "council.schools is reached from a row nobody scoped"
    ),
}
GOOD = (
    "School.objects.visible_to(user).filter(urn=urn)",
    "School.objects.reaching(user, Permission.POLICY_EDIT)",
    "get_object_or_404(School.objects.visible_to(user), urn=urn)",
    "get_object_or_404(schools, urn=urn)",
    "forms.ModelChoiceField(queryset=School.objects.none())",
    "def page(school):\n    return school.meetings.all()",
    "def page(request):\n    return request.user.memberships.all()",
    "def page(school):\n    return school.council.name",
    "def page(milestone):\n    return milestone.recommendation.teams.all()",
)


@pytest.fixture(scope="module")
def names() -> scoping.Names:
    """How the rows of the product lead to others."""
    models = [model for model in apps.get_models() if model._meta.app_label in PACKAGES]
    related = [relation for model in models for relation in model._meta.related_objects if not relation.one_to_one]
    keys = [field for model in models for field in model._meta.concrete_fields if field.many_to_one]
    return scoping.Names(
        outward=frozenset(key.name for key in keys if key.related_model in (Council, Trust, School, Body, User)),
        many=frozenset(str(relation.get_accessor_name()) for relation in related)
        | frozenset(field.name for model in models for field in model._meta.many_to_many),
    )


def product_files() -> list[str]:
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def is_free(file: str) -> bool:
    return file in FILES or in_free_layer(file)


def in_free_layer(file: str) -> bool:
    return any(re.fullmatch(pattern, file) for pattern in LAYERS)


def findings(file: str, names: scoping.Names) -> list[str]:
    found = scoping.find((ROOT / file).read_text(encoding="utf-8"), names)
    return [f"{file}:{finding.line}: {finding.what}" for finding in found]


def test_every_row_a_page_reads_is_asked_for_by_who_may_see_it(names: scoping.Names) -> None:
    assert [finding for file in product_files() if not is_free(file) for finding in findings(file, names)] == []


@pytest.mark.parametrize(("code", "what"), BAD.items(), ids=range(len(BAD)))
def test_code_that_forgets_to_ask_is_found(code: str, what: str, names: scoping.Names) -> None:
    assert what in [finding.what for finding in scoping.find(code, names)]


@pytest.mark.parametrize("code", GOOD, ids=range(len(GOOD)))
def test_code_that_asks_is_let_be(code: str, names: scoping.Names) -> None:
    assert scoping.find(code, names) == []


def test_no_file_is_let_off_for_nothing(names: scoping.Names) -> None:
    """A reason outlives its file, and then covers the next one of that name."""
    assert [file for file in FILES if not findings(file, names)] == []


def test_no_layer_that_is_let_off_makes_pages() -> None:
    found = [
        f"{file} imports {name}"
        for file in product_files()
        if in_free_layer(file)
        for name in imported(file)
        if name.startswith(PAGES)
    ]
    assert found == []


def imported(file: str) -> list[str]:
    """Full names of what a file imports, modules and what is taken from them."""
    names = []
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def model_forms() -> list[type[forms.ModelForm]]:
    """Every ModelForm of the product, whichever module it stands in."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.startswith(("core.child", "succession.wsgi")):
                importlib.import_module(module.name)
    found, waiting = [], list(forms.ModelForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        found += [form] if form.__module__.split(".")[0] in PACKAGES else []
    return found


def choices_of_rows(form: type[forms.ModelForm]) -> list[str]:
    """Fields that Django has filled with every row of a related model."""
    return [name for name, field in form.base_fields.items() if isinstance(field, forms.ModelChoiceField)]


def test_no_model_form_offers_every_row() -> None:
    assert {form.__qualname__: names for form in model_forms() if (names := choices_of_rows(form))} == {}


def test_a_model_form_that_offers_every_row_is_found() -> None:
    assert choices_of_rows(forms.modelform_factory(Meeting, fields=["body"])) == ["body"]
