"""Pictures of charts: asked for once, drawn in a job, kept under what they show."""

import pytest
from django.core.cache import cache
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from core import drawing
from core.pictures import pictures
from documents.charts import Chart, bars

pytestmark = pytest.mark.django_db


def chart(done: int = 3, sentence: str = "3 are done.") -> Chart:
    return bars(title="Plan", sentence=sentence, states=["Done"], rows={"All": {"Done": done}}, of="Milestones")


def waiting() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="core.draw_picture").order_by("id")
    return [job.args["key"] for job in jobs]


def test_a_picture_is_asked_for_once_and_the_page_does_without_meanwhile() -> None:
    one, other = chart(), chart(4)
    for _ in range(3):
        assert [drawn.svg for drawn in pictures([one, other])] == ["", ""]
    assert waiting() == [one.key, other.key]


def test_a_job_draws_it_and_it_is_kept(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pictures([chart(), chart(4)])
    for key in (*waiting(), *waiting()):
        drawing.draw(key)
    with django_assert_num_queries(1):
        found = pictures([chart(), chart(4)])
    assert all(drawn.svg.startswith("<svg") for drawn in found)
    assert found[0].svg != found[1].svg
    assert [drawn.chart for drawn in found] == [chart(), chart(4)]


def test_another_figure_or_another_sentence_is_another_picture() -> None:
    assert len({chart().key, chart(4).key, chart(sentence="All are done.").key}) == 3


def test_one_whose_job_was_lost_is_asked_for_again() -> None:
    pictures([chart()])
    cache.delete(drawing.asked_as(chart().key))
    drawing.draw(chart().key)  # the job that came too late draws nothing
    assert pictures([chart()])[0].svg == ""
    assert len(waiting()) == 2


def test_no_chart_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert pictures([]) == []
