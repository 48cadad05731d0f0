"""Addresses of a council's action plans."""

from django.urls import path

from actionplan.views import (
    answering,
    bodies,
    digests,
    downloads,
    importing,
    milestones,
    owning,
    pictures,
    plans,
    recommendations,
    slippage,
    teams,
)

app_name = "actionplan"
_PLAN = "councils/<council:code>/plan/"

urlpatterns = [
    path(_PLAN, plans.plans, name="plans"),
    path(f"{_PLAN}ours/", milestones.ours, name="ours"),
    path(f"{_PLAN}ours/letter/", digests.digest, name="digest"),
    path(f"{_PLAN}bodies/", bodies.bodies, name="bodies"),
    path(f"{_PLAN}bodies/<int:body_id>/", bodies.body, name="body"),
    path(f"{_PLAN}<int:review_id>/panel/", bodies.panel, name="panel"),
    path(f"{_PLAN}milestones/<int:milestone_id>/body/", bodies.monitor, name="monitor"),
    path(f"{_PLAN}import/", importing.import_choose, name="import"),
    path(f"{_PLAN}import/example/", importing.example, name="example"),
    path(f"{_PLAN}import/<uuid:preview_id>/", importing.import_check, name="import-check"),
    path(f"{_PLAN}import/<uuid:preview_id>/confirm/", importing.import_confirm, name="import-confirm"),
    path(f"{_PLAN}teams/", teams.teams, name="teams"),
    path(f"{_PLAN}teams/new/", owning.team_new, name="team-new"),
    path(f"{_PLAN}teams/<int:team_id>/", teams.team, name="team"),
    path(f"{_PLAN}teams/<int:team_id>/name/", teams.team_name, name="team-name"),
    path(f"{_PLAN}teams/members/<int:member_id>/remove/", teams.team_member_remove, name="team-member-remove"),
    path(f"{_PLAN}<int:review_id>/", plans.plan, name="plan"),
    path(f"{_PLAN}<int:review_id>/baseline/", slippage.baseline, name="baseline"),
    path(f"{_PLAN}<int:review_id>/pictures/", pictures.pictures, name="pictures"),
    path(f"{_PLAN}<int:review_id>/done/", importing.import_done, name="import-done"),
    path(f"{_PLAN}<int:review_id>/undo/", importing.import_undo, name="import-undo"),
    path(f"{_PLAN}<int:review_id>/source/", downloads.source, name="source"),
    path(f"{_PLAN}<int:review_id>/table.pdf", downloads.table_pdf, name="table-pdf"),
    path(f"{_PLAN}<int:review_id>/table/", downloads.table, name="table"),
    path(f"{_PLAN}<int:review_id>/table.<str:kind>", downloads.table_file, name="table-file"),
    path(f"{_PLAN}recommendations/<int:recommendation_id>/", recommendations.recommendation, name="recommendation"),
    path(
        f"{_PLAN}recommendations/<int:recommendation_id>/response/",
        answering.response_record,
        name="response-record",
    ),
    path(f"{_PLAN}recommendations/<int:recommendation_id>/control/", answering.control_record, name="control-record"),
    path(f"{_PLAN}declines/", answering.declines, name="declines"),
    path(f"{_PLAN}reply-time/", answering.reply_time, name="reply-time"),
    path(f"{_PLAN}<int:review_id>/reply/", answering.reply_record, name="reply-record"),
    path(f"{_PLAN}actions/<int:action_id>/delivery/", recommendations.delivery_record, name="delivery-record"),
    path(f"{_PLAN}milestones/<int:milestone_id>/date/", slippage.milestone_date, name="milestone-date"),
    path(f"{_PLAN}milestones/<int:milestone_id>/", milestones.milestone, name="milestone"),
    path(f"{_PLAN}milestones/<int:milestone_id>/hand-back/", owning.hand_back_milestone, name="milestone-hand-back"),
    path(f"{_PLAN}recommendations/<int:recommendation_id>/owners/", owning.owners, name="owners"),
    path(f"{_PLAN}recommendations/<int:recommendation_id>/hand-back/", owning.hand_back, name="hand-back"),
    path(f"{_PLAN}handed-back/<int:hand_back_id>/", owning.hand_back_answer, name="hand-back-answer"),
    path(f"{_PLAN}updates/<int:update_id>/file/", owning.update_file, name="update-file"),
]
