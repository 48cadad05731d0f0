"""Making a paper, in a job."""

import importlib
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
    """Make one paper and keep it. Safe to repeat. A paper that cannot be made is marked so, and the cause is logged."""
    paper = Paper.objects.get(pk=paper_id)
    if paper.state == rules.PaperState.MADE:
        return
    try:
        made = _maker(paper.kind)(paper.subject)
    except Exception:
        logger.exception("a paper could not be made paper=%s kind=%s", paper.pk, paper.kind)
        Paper.objects.filter(pk=paper.pk).update(state=rules.PaperState.FAILED)
        return
    with transaction.atomic():
        paper.filename, paper.content_type, paper.state = made.filename, made.content_type, rules.PaperState.MADE.value
        paper.file.save(made.filename, ContentFile(made.content), save=False)
        paper.full_clean()
        paper.save()


def _maker(kind: str) -> Callable[[str], Made]:
    module, _, function = kinds.MAKERS[kind].partition(":")
    maker: Callable[[str], Made] = getattr(importlib.import_module(module), function)
    return maker
