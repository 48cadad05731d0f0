"""Making a paper, in a job."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from core import kinds, rules
from core.models import Paper

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper."""

    content: bytes
    filename: str
    content_type: str


def make(paper_id: int) -> None:
    """Make one paper and keep it. Safe to repeat. A paper that cannot be made is marked so, and the cause is logged.

    What it was to be made of may have been taken out meanwhile, and the paper with it: then there is nothing to make.
    """
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None or paper.state == rules.PaperState.MADE:
        return
    try:
        _keep(paper.pk, _maker(paper.kind)(paper.subject))
    except Exception:
        logger.exception("a paper could not be made paper=%s kind=%s", paper.pk, paper.kind)
        still_making = Paper.objects.filter(pk=paper.pk).exclude(state=rules.PaperState.MADE)
        still_making.update(state=rules.PaperState.FAILED)


@transaction.atomic
def _keep(paper_id: int, made: Made) -> None:
    """Keep what was made, unless another worker kept it meanwhile."""
    paper = Paper.objects.select_for_update().get(pk=paper_id)
    if paper.state == rules.PaperState.MADE:
        return
    paper.filename, paper.content_type, paper.state = made.filename, made.content_type, rules.PaperState.MADE.value
    paper.file.save(made.filename, ContentFile(made.content), save=False)
    try:
        paper.full_clean()
        paper.save()
    except BaseException:
        paper.file.delete(save=False)
        raise


def _maker(kind: str) -> Callable[[str], Made]:
    return kinds.named(kinds.MAKERS[kind])
