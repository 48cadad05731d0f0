"""Personal data: what the administrators of a school, trust or council do about it, and what its people are told.

Each view is given the place by the decorator of its kind (people.urls).
"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.proof import fresh_proof
from people.actions import leavers
from people.membership.queries import Place
from people.models import DataPack, Erasure, Hold, School, StaffMember, User
from people.privacy import due, erasure, ledger, packs, retention, standing_in
from people.privacy import papers as privacy_papers
from people.privacy import texts as privacy_texts
from people.privacy.forms import GroundForm, HoldForm
from people.rules import Refused
from people.views.places import url_of


def _crumbs(place: Place) -> list[tuple[str, str]]:
    return [(place.name, place.get_absolute_url()), ("Personal data", url_of(place, "data"))]


# Looking --------------------------------------------------------------------------------------------------------------
@require_safe
def overview(request: SignedInRequest, place: Place) -> HttpResponse:
    """What is due, what waits to be confirmed, what is held back, what was done, and the papers."""
    today = clock.today()
    found = due.due_at(place, today)
    left = due.leavers_due_at(place, today)
    erasures = Erasure.objects.visible_to(request.user).at(place).select_related("person", "asked_by")
    holds = Hold.objects.visible_to(request.user).at(place).in_force(today).select_related("person")
    context = {
        "place_name": place.name,
        "due": [(item, url_of(place, "data-person", person_id=item.person.pk)) for item in found[: due.PAGE]],
        "more_due": max(len(found), len(left)) > due.PAGE,
        "leavers": [
            (entry, since, url_of(place, "data-leaver", staff_id=entry.pk)) for entry, since in left[: due.PAGE]
        ],
        "leaver_rule": retention.LEAVER,
        "waiting": [(item, url_of(place, "data-erasure", erasure_id=item.pk)) for item in erasures.open()],
        "holds": [(hold, url_of(place, "data-hold-lift", hold_id=hold.pk)) for hold in holds],
        "certificates": [
            (item, url_of(place, "data-erasure", erasure_id=item.pk)) for item in erasures.done()[: due.PAGE]
        ],
        "papers": [(paper, url_of(place, "data-paper", kind=paper.key)) for paper in privacy_papers.PAPERS],
        "rules": [(rule.what, str(rule.keep), rule.since, rule.by.value) for rule in retention.RULES],
        "people_url": url_of(place, "data-people"),
        "crumbs": _crumbs(place)[:1],
    }
    return render(request, "people/data_overview.html", context)


@require_safe
def people(request: SignedInRequest, place: Place) -> HttpResponse:
    """Everybody who holds or held a role, by name."""
    given = request.GET.get("after", "")
    after = due.people_of(place).filter(pk=int(given)).first() if given.isdecimal() and len(given) < 18 else None
    found = due.page_of_people(place, after)
    context = {
        "rows": [(person, url_of(place, "data-person", person_id=person.pk)) for person in found[: due.PAGE]],
        "older": f"?after={found[due.PAGE - 1].pk}" if len(found) > due.PAGE else "",
        "crumbs": _crumbs(place),
    }
    return render(request, "people/data_people.html", context)


@require_safe
def person(request: SignedInRequest, place: Place, person_id: int) -> HttpResponse:
    """One person: the roles that make them this place's, and what can be done about their data."""
    found = _person(place, person_id)
    today = clock.today()
    holds = Hold.objects.visible_to(request.user).at(place).filter(person=found).in_force(today)
    waiting = Erasure.objects.visible_to(request.user).at(place).filter(person=found).open().first()
    left = erasure.left_on(found)
    context = {
        "person": found,
        "facts": [
            ("Email address", "None: they never had an account" if standing_in.is_stand_in(found) else found.email),
            ("Last role ended", f"{left:%-d %B %Y}" if left else "Still holds a role, or it has no last day"),
            ("Due for erasure", f"{retention.due_on(left, retention.LEAVER.keep):%-d %B %Y}" if left else "Not yet"),
        ],
        "holds": [(hold, url_of(place, "data-hold-lift", hold_id=hold.pk)) for hold in holds],
        "refusal": erasure.refusal(found, place, retention.Ground.ASKED, today),
        "waiting_url": waiting and url_of(place, "data-erasure", erasure_id=waiting.pk),
        "copy_url": url_of(place, "data-copy", person_id=found.pk),
        "hold_url": url_of(place, "data-hold", person_id=found.pk),
        "erase_url": url_of(place, "data-erase", person_id=found.pk),
        "crumbs": [*_crumbs(place), ("People", url_of(place, "data-people"))],
    }
    return render(request, "people/data_person.html", context)


@require_http_methods(["GET", "POST"])
@fresh_proof
def leaver(request: SignedInRequest, place: School, staff_id: int) -> HttpResponse:
    """Somebody who left and never had an account: from here their data are decided about as anybody's."""
    found = get_object_or_404(StaffMember.objects.visible_to(request.user).filter(school=place), pk=staff_id)
    refusal = standing_in.refusal_for(found, clock.today())
    if request.method == "POST" and not refusal:
        try:
            person = leavers.stand_in(member=found, by=request.user, today=clock.today())
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect(url_of(place, "data-person", person_id=person.pk))
    context = {
        "member": found,
        "refusal": refusal,
        "due_on": found.ends_on and retention.due_on(found.ends_on, retention.LEAVER.keep),
        "back_url": f"{address('people:staff', urn=place.urn)}?show=left",
        "crumbs": _crumbs(place),
    }
    return render(request, "people/data_leaver.html", context)


# Copies ---------------------------------------------------------------------------------------------------------------
@require_POST
@fresh_proof
def copy(request: SignedInRequest, place: Place, person_id: int) -> HttpResponse:
    """Have a copy made of what is held about somebody."""
    try:
        pack = packs.ask_for_pack(person=_person(place, person_id), controller=place, by=request.user)
    except erasure.Refused as refused:
        messages.error(request, str(refused))
        return redirect(url_of(place, "data-person", person_id=person_id))
    return redirect(url_of(place, "data-pack", pack_id=pack.pk))


@require_safe
def pack(request: SignedInRequest, place: Place, pack_id: int) -> HttpResponse:
    """A copy that is being made, or is ready to be downloaded once."""
    found = _pack(request, place, pack_id)
    return show_pack(
        request,
        found,
        here=request.path,
        download=url_of(place, "data-pack-download", pack_id=found.pk),
        back=url_of(place, "data-person", person_id=found.person_id),
    )


@require_POST
@fresh_proof
def pack_download(request: SignedInRequest, place: Place, pack_id: int) -> HttpResponseBase:
    """Hand over the copy. It is gone from here with that."""
    return hand_over(request, _pack(request, place, pack_id), back=url_of(place, "data"))


def show_pack(request: SignedInRequest, pack: DataPack, *, here: str, download: str, back: str) -> HttpResponse:
    """How far a copy has got."""
    paper = packs.paper_of(pack)
    is_kept = pack.downloaded_at is None and pack.removed_at is None
    context = {
        "pack": pack,
        "is_ready": is_kept and paper is not None and paper.is_ready,
        "is_kept": is_kept,
        "failed": is_kept and paper is not None and paper.state == "failed",
        "kept_until": packs.kept_until(pack),
        "href": here,
        "download_url": download,
        "back_url": back,
    }
    return render(request, "people/data_pack.html", context)


def hand_over(request: SignedInRequest, pack: DataPack, *, back: str) -> HttpResponseBase:
    """The copy as an attachment."""
    try:
        made = packs.take(pack=pack, by=request.user)
    except erasure.Refused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    headers = {"Content-Disposition": f'attachment; filename="{made.filename}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


# Holds ----------------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def hold(request: SignedInRequest, place: Place, person_id: int) -> HttpResponse:
    """Keep somebody's data for the time being, with a reason."""
    found = _person(place, person_id)
    back = url_of(place, "data-person", person_id=found.pk)
    form = HoldForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            erasure.place_hold(person=found, controller=place, by=request.user, **form.cleaned_data)
        except erasure.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The data of {found} is held.")
            return redirect(back)
    return render(request, "people/data_hold.html", {"form": form, "person": found, "back_url": back})


@require_POST
def hold_lift(request: SignedInRequest, place: Place, hold_id: int) -> HttpResponse:
    """Let somebody's data go its way again."""
    found = get_object_or_404(Hold.objects.visible_to(request.user).at(place), pk=hold_id)
    erasure.lift_hold(hold=found, by=request.user)
    messages.success(request, "The hold is lifted.")
    return redirect(url_of(place, "data"))


# Erasures -------------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@fresh_proof
def erase(request: SignedInRequest, place: Place, person_id: int) -> HttpResponse:
    """The first step: say why somebody is to be erased."""
    found = _person(place, person_id)
    back = url_of(place, "data-person", person_id=found.pk)
    form = GroundForm(request.POST or None)
    if form.is_valid():
        try:
            asked = erasure.ask_for_erasure(
                person=found,
                controller=place,
                ground=retention.Ground(form.cleaned_data["ground"]),
                by=request.user,
                today=clock.today(),
            )
        except erasure.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The erasure of {found} waits to be confirmed.")
            return redirect(url_of(place, "data-erasure", erasure_id=asked.pk))
    context = {"form": form, "person": found, "back_url": back, "effects": privacy_texts.effects()}
    return render(request, "people/data_erase.html", context)


@require_safe
def erasure_page(request: SignedInRequest, place: Place, erasure_id: int) -> HttpResponse:
    """An erasure that waits, or the certificate of one that is done."""
    found = _erasure(request, place, erasure_id)
    today = clock.today()
    waits = retention.confirm_refusal(
        asked_by=found.asked_by_id, asked_on=erasure.day_of(found.asked_at), by=request.user.pk, today=today
    )
    context = {
        "erasure": found,
        "place_name": place.name,
        "facts": privacy_papers.certificate_facts(found),
        "counts": privacy_papers.counts_in_words(found.counts),
        "effects": privacy_texts.effects(),
        "refusal": waits or erasure.refusal(found.person, place, retention.Ground(found.ground), today),
        "confirm_url": url_of(place, "data-erasure-confirm", erasure_id=found.pk),
        "withdraw_url": url_of(place, "data-erasure-withdraw", erasure_id=found.pk),
        "pdf_url": url_of(place, "data-certificate-pdf", erasure_id=found.pk),
        "crumbs": _crumbs(place),
    }
    name = "data_certificate" if found.done_at else "data_erasure"
    return render(request, f"people/{name}.html", context)


@require_POST
@fresh_proof
def erasure_confirm(request: SignedInRequest, place: Place, erasure_id: int) -> HttpResponse:
    """The second step: erase."""
    found = _erasure(request, place, erasure_id)
    try:
        erasure.confirm(erasure=found, by=request.user, today=clock.today())
    except (erasure.Refused, ledger.Unwritable) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Person {found.person_id} is erased. This is the certificate.")
    return redirect(url_of(place, "data-erasure", erasure_id=found.pk))


@require_POST
def erasure_withdraw(request: SignedInRequest, place: Place, erasure_id: int) -> HttpResponse:
    """Take back what was asked for."""
    found = _erasure(request, place, erasure_id)
    try:
        erasure.withdraw(erasure=found, by=request.user)
    except erasure.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The erasure is withdrawn.")
    return redirect(url_of(place, "data"))


@require_safe
def certificate(request: SignedInRequest, place: Place, erasure_id: int) -> HttpResponseBase:
    """The certificate as a PDF."""
    done = Erasure.objects.visible_to(request.user).at(place).done()
    found = get_object_or_404(done, pk=erasure_id)
    back = url_of(place, "data-erasure", erasure_id=found.pk)
    return privacy_papers.respond(request, f"certificate:{found.pk}", what="the certificate", back_url=back)


# Papers ---------------------------------------------------------------------------------------------------------------
@require_safe
def paper(request: SignedInRequest, place: Place, kind: str) -> HttpResponse:
    """A paper that a controller has to have, made from what the product says it holds."""
    found = privacy_papers.paper_of(kind, place)
    context = {"paper": found, "pdf_url": url_of(place, "data-paper-pdf", kind=kind), "crumbs": _crumbs(place)}
    return render(request, "people/data_paper.html", context)


@require_safe
def paper_pdf(request: SignedInRequest, place: Place, kind: str) -> HttpResponseBase:
    """The same as a PDF."""
    what = privacy_papers.paper_of(kind, place).title.lower()
    subject = f"{kind}:{place._meta.model_name}:{place.pk}"
    return privacy_papers.respond(request, subject, what=f"the {what}", back_url=url_of(place, "data-paper", kind=kind))


@require_safe
def notice(request: SignedInRequest, place: Place) -> HttpResponse:
    """The privacy notice, for everybody who has to do with the place."""
    context = {"paper": privacy_papers.paper_of("notice", place), "crumbs": _crumbs(place)[:1]}
    return render(request, "people/data_paper.html", context)


# ----------------------------------------------------------------------------------------------------------------------
def _person(place: Place, person_id: int) -> User:
    return get_object_or_404(due.people_of(place), pk=person_id)


def _pack(request: SignedInRequest, place: Place, pack_id: int) -> DataPack:
    """A copy that this very person asked for here."""
    own = DataPack.objects.visible_to(request.user).at(place).filter(asked_by=request.user)
    return get_object_or_404(own.select_related("person"), pk=pack_id)


def _erasure(request: SignedInRequest, place: Place, erasure_id: int) -> Erasure:
    own = Erasure.objects.visible_to(request.user).at(place).filter(withdrawn_at__isnull=True)
    people = own.select_related("person", "asked_by", "confirmed_by", "school__trust", "trust", "council")
    return get_object_or_404(people, pk=erasure_id)
