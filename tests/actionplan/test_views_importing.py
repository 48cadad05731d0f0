"""Bringing in a plan by its pages: chosen, checked, confirmed; and what is turned down on the way."""

import io
from typing import Any

import pytest
from django.test import Client

from actionplan.actions.correcting import correct_plan
from actionplan.actions.importing import import_plan
from actionplan.models import ScrutinyReview
from core import reading
from core.correcting import keeping
from core.models import Preview
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import PLAN, make_read_preview
from tests.actionplan.pages import as_user, url
from tests.builders import make_council, make_member
from tests.documents import pdf_files, word_files

pytestmark = pytest.mark.django_db


def send(client: Client, council: Council, **form: Any) -> Any:
    return client.post(url("import", council), form)


def test_a_plan_in_word_is_checked_beside_the_rows_it_was_read_from(council: Council, officer: User) -> None:
    rows = (
        ("No", "Recommendation", "Action", "Owner", "By when"),
        ("1", "Share posts", "Write to heads", "SES", "March 2027"),
        ("2", "Keep a register", "Ask each school", "MEP", "May 2027"),
    )
    table = word_files.table(*([word_files.cell(text) for text in row] for row in rows))
    word = word_files.content(word_files.p("Action plan 2026/27", style="Title"), table)
    client = as_user(officer)
    sent = send(client, council, file=_named("plan.docx", word))
    preview = Preview.objects.get()
    assert sent.url == url("import-check", council, preview_id=preview.pk)
    reading.read(str(preview.pk))
    page = client.get(url("import-check", council, preview_id=preview.pk)).content.decode()
    assert "Worth a look" not in page
    second = page.partition('id="row-2"')[2]
    assert '<li id="line-4" data-line="4">2\nKeep a register\nAsk each school\nMEP\nMay 2027</li>' in second
    assert '<li id="line-1" data-line="1">Action plan 2026/27</li>' in second.partition("outside the recommend")[2]


def test_a_plan_in_a_pdf_is_checked_beside_its_pages(council: Council, officer: User) -> None:
    xs, rows = (72, 112, 262, 412, 520), (100, 120, 140, 160)
    said = (
        ("No", "Recommendation", "Action", "Owner"),
        ("1", "Share posts", "Write to heads", "SES"),
        ("2", "Keep a register", "Ask each school", "MEP"),
    )
    drawn = pdf_files.ruled(xs, rows) + pdf_files.text(72, 70, "Action plan 2026/27", size=16, font="B")
    for y, cells in zip(rows, said, strict=False):
        drawn += "".join(pdf_files.text(x + 4, y + 14, cell) for x, cell in zip(xs, cells, strict=False))
    client = as_user(officer)
    send(client, council, file=_named("plan.pdf", pdf_files.content(drawn)))
    preview = Preview.objects.get()
    reading.read(str(preview.pk))
    page = client.get(url("import-check", council, preview_id=preview.pk)).content.decode()
    second = page.partition('id="row-2"')[2]
    assert '<li id="line-4" data-line="4">2\nKeep a register\nAsk each school\nMEP</li>' in second


def test_a_plan_is_chosen_checked_confirmed_and_there(council: Council, officer: User) -> None:
    client = as_user(officer)
    sent = send(client, council, file=_named("plan.txt", PLAN.encode()))
    preview = Preview.objects.get()
    check = url("import-check", council, preview_id=preview.pk)
    assert sent.url == check
    assert "Reading your plan" in client.get(check).content.decode()
    reading.read(str(preview.pk))
    assert client.get(check, headers={"HX-Request": "true"}).headers["HX-Redirect"] == check
    page = client.get(check).content.decode()
    assert "We found 3 recommendations" in page
    assert "seems to say that the council will not act" in page
    assert page.index("Worth a look") < page.index("Recommendation 1")
    assert 'id="line-6"' in page
    confirm = url("import-confirm", council, preview_id=preview.pk)
    asked = client.get(confirm)
    assert "It makes 2 new teams: SES, Press." in " ".join(asked.content.decode().split())
    assert not ScrutinyReview.objects.exists()
    form = {"title": "Our review", "committee": "", "opened_on": log_token(preview)}
    form["shown"] = asked.context["form"].initial["shown"]
    done = client.post(confirm, form)
    review = ScrutinyReview.objects.get()
    assert done.url == url("import-done", council, review_id=review.pk)
    assert "3 recommendations" in client.get(done.url).content.decode()
    # The same click again, and the page of the preview, lead to the plan that is there.
    assert client.post(confirm, form).status_code == 302
    assert client.get(check).url == review.get_absolute_url()
    assert ScrutinyReview.objects.count() == 1


def test_a_plan_without_milestones_says_so_on_the_way_in_and_afterwards(council: Council, officer: User) -> None:
    text = (
        "REVIEW OF LEADERS\n\nACTION PLAN\n\nRECOMMENDATION\tACTIONS\tBY WHOM\tBY WHEN\n"
        "1. That the council write a policy.\tWrite it with heads and send it out.\tSES\tMarch 2027\n"
        "2. That the council tell people of it.\tPlan three features for the magazine.\tPress\tJuly 2027\n"
    )
    client, preview = as_user(officer), make_read_preview(council, officer, text)
    on_its_way = [url(page, council, preview_id=preview.pk) for page in ("import-check", "import-confirm")]
    for where in on_its_way:
        page = client.get(where).content.decode()
        assert "nothing in it can be shown as open or late" in page
        assert "name their column “Milestones”" in page
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Ours", by=officer)
    page = client.get(review.get_absolute_url()).content.decode()
    assert "It has no milestones, so nothing can be open or late." in page
    assert "record how far each has got" in page
    row = review.recommendations.get(position=1)
    assert "March 2027" in client.get(row.get_absolute_url()).content.decode()
    other = make_read_preview(council, officer)
    assert "No milestone was read" not in client.get(url("import-check", council, preview_id=other.pk)).content.decode()


def test_the_year_of_months_is_spoken_of_only_where_we_read_one(council: Council, officer: User) -> None:
    client = as_user(officer)
    stated = PLAN.replace("REVIEW OF LEADERS", "REVIEW OF LEADERS 2026-27")
    for text, is_said in ((stated, False), (stated.replace("printed October 2026", "printed October"), True)):
        preview = make_read_preview(council, officer, text)
        page = client.get(url("import-check", council, preview_id=preview.pk)).content.decode()
        assert ("We read months without a year as in 2026" in page) is is_said


def test_a_title_is_said_to_be_read_only_where_one_was(council: Council, officer: User) -> None:
    client = as_user(officer)
    for text, said in ((PLAN, "As read in your document."), (PLAN.split("\n", 4)[4], "We found no title in your")):
        preview = make_read_preview(council, officer, text)
        where = url("import-confirm", council, preview_id=preview.pk)
        assert said in client.get(where).content.decode()
        assert said in client.post(where, {"title": "", "shown": preview.upload.sha256}).content.decode()


def log_token(preview: Preview) -> str:
    """What a page that shows this reading as it is corrected was opened on."""
    return keeping.log_of(preview.upload).token


def _named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_words_that_were_pasted_are_read_too(council: Council, officer: User) -> None:
    assert send(as_user(officer), council, words=PLAN).status_code == 302
    reading.read(str(Preview.objects.get().pk))
    assert Preview.objects.get().state == "ready"


def test_pasted_words_that_are_turned_down_are_still_in_the_box(council: Council, officer: User) -> None:
    client = as_user(officer)
    waiting = send(client, council, words="Dear all, the fair is on Saturday.")
    reading.read(str(Preview.objects.get().pk))
    page = client.get(waiting.url)
    assert "Dear all, the fair is on Saturday.</textarea>" in page.content.decode()
    assert list(page.context["form"].errors) == ["words"]


@pytest.mark.parametrize("form", [{}, {"words": "  "}, {"words": "x", "file": "both"}])
def test_one_of_file_and_words_is_asked_for(council: Council, officer: User, form: dict[str, Any]) -> None:
    if "file" in form:
        form = form | {"file": _named("plan.txt", b"x")}
    page = send(as_user(officer), council, **form)
    assert page.status_code == 422
    assert "one of the two" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.txt", b"MZ\x90\x00" + bytes(99)), ("plan.pdf", b"%PDF-1.7"), ("plan.txt", PLAN.encode("utf-16"))],
)
def test_a_file_that_is_refused_gives_one_sentence_and_nothing_is_saved(
    council: Council, officer: User, name: str, content: bytes
) -> None:
    client = as_user(officer)
    page = send(client, council, file=_named(name, content))
    if page.status_code == 302:
        reading.read(str(Preview.objects.get().pk))
        page = client.get(page.url)
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert len(page.context["form"].errors["file"]) == 1
    assert not ScrutinyReview.objects.exists()


def test_a_plan_that_is_here_already_is_said_so_and_not_confirmed(council: Council, officer: User) -> None:
    first = make_read_preview(council, officer)
    import_plan(council=council, preview=first, shown=first.upload.sha256, title="Ours", by=officer)
    second = make_read_preview(council, officer)
    client = as_user(officer)
    page = client.get(url("import-check", council, preview_id=second.pk)).content.decode()
    assert "This plan is here already" in page
    assert "Go on to confirm" not in page
    confirm = url("import-confirm", council, preview_id=second.pk)
    answer = client.post(confirm, {"title": "Ours", "shown": second.upload.sha256, "opened_on": log_token(second)})
    assert answer.status_code == 422
    assert "imported already" in answer.content.decode()


def test_bad_rows_are_listed_by_number_and_there_is_nothing_to_confirm(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    assert preview.result is not None
    preview.result["recommendations"][1]["label"] = "9" * 99
    preview.save()
    client = as_user(officer)
    check = url("import-check", council, preview_id=preview.pk)
    page = client.get(check).content.decode()
    assert "Recommendation 2 (line 7): its number is longer than 60 characters." in page
    assert "Go on to confirm" not in page
    answer = client.post(
        url("import-confirm", council, preview_id=preview.pk),
        {"title": "x", "shown": preview.upload.sha256, "opened_on": log_token(preview)},
    )
    assert answer.url == check
    assert not ScrutinyReview.objects.exists()


def test_a_preview_that_ran_out_or_was_altered_is_refused_with_a_sentence(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    client, confirm = as_user(officer), url("import-confirm", council, preview_id=preview.pk)
    page = client.post(confirm, {"title": "x", "shown": "0" * 64, "opened_on": log_token(preview)})
    assert "not the one that was shown to you" in page.content.decode()
    Preview.objects.update(expires_at=preview.made_at)
    check = url("import-check", council, preview_id=preview.pk)
    assert client.post(confirm, {"title": "x", "shown": preview.upload.sha256}).url == check
    page = client.get(check)
    assert page.status_code == 422
    assert "has run out" in page.content.decode()
    assert not ScrutinyReview.objects.exists()


def test_the_pages_of_a_preview_that_ran_out_say_so_and_show_no_more(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    client, check = as_user(officer), url("import-check", council, preview_id=preview.pk)
    Preview.objects.update(expires_at=preview.made_at)
    assert client.get(url("import-confirm", council, preview_id=preview.pk)).url == check
    page = client.get(check).content.decode()
    assert "This preview was kept for 24 hours and has run out. Send the file again." in page
    assert "Go on to confirm" not in page
    Preview.objects.update(state="reading", result=None)
    assert "has run out" in client.get(check).content.decode()


def test_a_preview_is_its_makers_alone(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    colleague = as_user(make_member(Role.OFFICER, council))
    for page in ("import-check", "import-confirm"):
        assert colleague.get(url(page, council, preview_id=preview.pk)).status_code == 404
    other = make_council()
    assert as_user(officer).get(url("import-check", other, preview_id=preview.pk)).status_code == 404


def test_the_second_of_two_clicks_is_shown_what_the_first_made(
    council: Council, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both requests found the preview unconfirmed; the first confirms it before the second can."""

    def confirm_first(**given: Any) -> ScrutinyReview:
        import_plan(**given)
        return import_plan(**given)

    preview = make_read_preview(council, officer)
    client, check = as_user(officer), url("import-check", council, preview_id=preview.pk)
    monkeypatch.setattr("actionplan.views.importing.import_plan", confirm_first)
    form = {"title": "Ours", "shown": preview.upload.sha256, "opened_on": log_token(preview)}
    assert client.post(url("import-confirm", council, preview_id=preview.pk), form).url == check
    assert client.get(check).url == ScrutinyReview.objects.get().get_absolute_url()


def test_a_correction_that_comes_after_the_confirming_is_shown_what_was_made(
    council: Council, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def confirm_first(**given: Any) -> object:
        import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Ours", by=officer)
        return correct_plan(**given)

    preview = make_read_preview(council, officer)
    monkeypatch.setattr("actionplan.views.correcting.correct_plan", confirm_first)
    sent = {"op": "rest-aside", "opened_on": log_token(preview)}
    answer = as_user(officer).post(url("import-correct", council, preview_id=preview.pk), sent)
    assert answer.url == url("import-check", council, preview_id=preview.pk)
