"""Addresses of the pages about policies."""

from django.urls import path

from policies.views import (
    adopting_together,
    channels,
    commitments,
    comparing,
    deciding,
    differing,
    editing,
    models,
    reading,
    reviews,
    starting,
)

app_name = "policies"

_SCHOOL = "schools/<int:urn>/policy/"
_EVIDENCE = f"{_SCHOOL}commitments/<int:commitment_id>/<int:evidence_id>/"
_COUNCIL = "councils/<council:code>/model-policy/"

urlpatterns = [
    path(_SCHOOL, reading.policy, name="policy"),
    path(f"{_SCHOOL}versions/", comparing.versions, name="versions"),
    path(f"{_SCHOOL}versions/compare/", comparing.version_compare, name="version-compare"),
    path(f"{_SCHOOL}versions/<int:first>/changes/<int:second>/pdf/", comparing.changes_pdf, name="changes-pdf"),
    path(f"{_SCHOOL}versions/<int:number>/", reading.version, name="version"),
    path(f"{_SCHOOL}versions/<int:number>/pdf/", reading.version_pdf, name="version-pdf"),
    path(f"{_SCHOOL}versions/<int:number>/source/", reading.version_source, name="version-source"),
    path(f"{_SCHOOL}differences/", differing.differences, name="differences"),
    path(f"{_SCHOOL}differences/dispute/", differing.dispute, name="dispute"),
    path(f"{_SCHOOL}start/", starting.start, name="start"),
    path(f"{_SCHOOL}start/model/", starting.start_model, name="start-model"),
    path(f"{_SCHOOL}import/", starting.import_choose, name="import"),
    path(f"{_SCHOOL}import/example/", starting.example, name="import-example"),
    path(f"{_SCHOOL}import/<uuid:preview_id>/", starting.import_check, name="import-check"),
    path(f"{_SCHOOL}import/<uuid:preview_id>/confirm/", starting.import_confirm, name="import-confirm"),
    path(f"{_SCHOOL}import/<uuid:preview_id>/done/", starting.import_done, name="import-done"),
    path(f"{_SCHOOL}edit/", editing.edit, name="edit"),
    path(f"{_SCHOOL}edit/names/", editing.names, name="names"),
    path(f"{_SCHOOL}edit/preview/", editing.preview, name="preview"),
    path(f"{_SCHOOL}edit/save/", editing.version_save, name="version-save"),
    path(f"{_SCHOOL}edit/choose/", editing.conflict, name="conflict"),
    path(f"{_SCHOOL}edit/discard/", editing.discard, name="discard"),
    path(f"{_SCHOOL}edit/move/", editing.clause_move, name="clause-move"),
    path(f"{_SCHOOL}edit/clauses/<str:clause_id>/", editing.clause_change, name="clause-change"),
    path(f"{_SCHOOL}edit/clauses/<str:clause_id>/remove/", editing.clause_remove, name="clause-remove"),
    path(f"{_SCHOOL}edit/sections/<str:section_id>/add/", editing.clause_add, name="clause-add"),
    path(f"{_SCHOOL}versions/<int:number>/submit/", deciding.submit, name="submit"),
    path(f"{_SCHOOL}versions/<int:number>/return/", deciding.version_return, name="version-return"),
    path(f"{_SCHOOL}adopt/", deciding.adopt, name="adopt"),
    path(f"{_SCHOOL}adopt/check/", deciding.adopt_check, name="adopt-check"),
    path(f"{_SCHOOL}versions/<int:number>/adopted/", deciding.adopted, name="adopted"),
    path(f"{_SCHOOL}versions/<int:number>/adopted/others/", adopting_together.adopted_others, name="adopted-others"),
    path(f"{_SCHOOL}commitments/", commitments.commitments, name="commitments"),
    path(f"{_SCHOOL}commitments/<int:commitment_id>/", commitments.commitment, name="commitment"),
    path(f"{_SCHOOL}commitments/<int:commitment_id>/add/", commitments.evidence_add, name="evidence-add"),
    path(f"{_SCHOOL}commitments/<int:commitment_id>/review/", reviews.commitment_review, name="commitment-review"),
    path(f"{_SCHOOL}commitments/<int:commitment_id>/priority/", reviews.commitment_serve, name="commitment-serve"),
    path(f"{_SCHOOL}commitments/<int:commitment_id>/earlier/", reviews.commitment_continue, name="commitment-continue"),
    path(f"{_SCHOOL}priorities/", reviews.priorities, name="priorities"),
    path(f"{_SCHOOL}evidence/<str:channel>/", channels.channel, name="channel"),
    path(f"{_SCHOOL}evidence/<str:channel>/<int:year>/pdf/", channels.channel_pdf, name="channel-pdf"),
    path(f"{_EVIDENCE}correct/", commitments.evidence_correct, name="evidence-correct"),
    path(f"{_EVIDENCE}withdraw/", commitments.evidence_withdraw, name="evidence-withdraw"),
    path(f"{_EVIDENCE}file/", commitments.evidence_file, name="evidence-file"),
    path(_COUNCIL, models.model, name="model"),
    path(f"{_COUNCIL}disputes/", differing.disputes, name="model-disputes"),
    path(f"{_COUNCIL}disputes/<int:dispute_id>/", differing.dispute_answer, name="model-dispute"),
    path(f"{_COUNCIL}publish/", models.model_publish, name="model-publish"),
    path(f"{_COUNCIL}pdf/", models.model_pdf, name="model-pdf"),
]
