"""Every route of the desk, and who may ask for it. What is not here is refused; a test asks each of them as everybody."""

from __future__ import annotations

from pipeline.review import administering as admin
from pipeline.review import exporting, judging, queue, searching, settling, signing, single_sign_on, viewing
from pipeline.review.gate import Route

_DOCUMENT = "/documents/{document_id}"
_HELD = "/review/{document_id}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/", signing.home, "signed_in", "home"),
    Route("GET", "/health", admin.health, "anybody", "health", quiet=True),
    Route("GET", "/static/{name}", admin.static, "anybody", "static", quiet=True),
    Route("GET", "/help", admin.help_page, "signed_in", "help"),
    Route("GET", "/sign-in", signing.sign_in_page, "anybody", "sign_in_page", quiet=True),
    Route("POST", "/sign-in", signing.sign_in, "anybody", "sign_in", hashes=True),
    Route("GET", "/sso", single_sign_on.begin, "anybody", "sso_begun"),
    Route("GET", "/sso/back", single_sign_on.back, "anybody", "sign_in"),
    Route("POST", "/sign-out", signing.sign_out, "signed_in", "sign_out"),
    Route("GET", "/password", signing.password_page, "signed_in", "password_page"),
    Route("POST", "/password", signing.change_password, "signed_in", "change_password", hashes=True),
    Route("POST", "/password/sessions/{session_id}/end", signing.end_session, "signed_in", "end_session"),
    Route("POST", "/password/code", signing.begin_totp, "signed_in", "begin_code"),
    Route("POST", "/password/code/confirm", signing.confirm_totp, "signed_in", "confirm_code"),
    Route("GET", "/search", searching.search, "search", "search"),
    Route("GET", _DOCUMENT, viewing.first_page, "view", "view", document=True),
    Route("GET", f"{_DOCUMENT}/pages/{{page:int}}", viewing.page_view, "view", "view", document=True),
    Route("GET", f"{_DOCUMENT}/pages/{{page:int}}/picture", viewing.picture, "view", "picture", document=True),
    Route("GET", f"{_DOCUMENT}/fields/{{index:int}}", viewing.cut_out, "view", "picture", document=True),
    Route("GET", f"{_DOCUMENT}/pdf", viewing.pdf, "print", "export", document=True),
    Route("GET", f"{_DOCUMENT}/print", viewing.printed, "print", "print", document=True),
    Route("GET", "/review", queue.queue_page, "review", "queue"),
    Route("POST", "/review/next", queue.next_document, "review", "next"),
    Route("POST", "/review/undo", queue.undo, "review", "undo"),
    Route("GET", "/review/export", exporting.export, "export", "export_corrections"),
    Route("GET", _HELD, settling.review_page, "review", "review", document=True),
    Route("POST", f"{_HELD}/find", settling.find_patient, "review", "find_patient", document=True),
    Route("POST", f"{_HELD}/settle", settling.settle, "review", "settle", document=True),
    Route("POST", f"{_HELD}/duplicate", settling.duplicate, "review", "settle", document=True),
    Route("POST", f"{_HELD}/split", settling.split, "review", "split", document=True),
    Route("POST", f"{_HELD}/take-out", settling.take_out, "review", "take_out", document=True),
    Route("POST", f"{_HELD}/merge", settling.merge, "review", "merge", document=True),
    Route("POST", f"{_HELD}/reorder", settling.reorder, "review", "reorder", document=True),
    Route("POST", f"{_HELD}/turn", settling.turn, "review", "turn", document=True),
    Route("POST", f"{_HELD}/blank", settling.mark_blank, "review", "blank", document=True),
    Route("POST", f"{_HELD}/send-back", settling.send_back, "review", "rescan", document=True),
    Route("POST", f"{_HELD}/quarantine", settling.quarantine, "review", "quarantine", document=True),
    Route("POST", f"{_HELD}/skip", settling.skip, "review", "skip", document=True),
    Route("GET", "/quality", judging.samples_page, "quality", "quality"),
    Route("POST", "/quality", judging.draw, "quality", "draw_sample"),
    Route("GET", "/quality/{sample_id}", judging.report_page, "quality", "quality_report"),
    Route("GET", "/quality/{sample_id}/picture", judging.picture, "quality", "quality_report"),
    Route("POST", "/quality/{sample_id}/next", judging.next_page, "quality", "judge_page"),
    Route("POST", "/quality/{sample_id}/judge", judging.judge, "quality", "judge"),
    Route("GET", "/floor", admin.floor_page, "floor", "floor"),
    Route("GET", "/break-glass", admin.glass_page, "break_glass", "glass_page"),
    Route("POST", "/break-glass", admin.break_glass, "break_glass", "break_glass"),
    Route("GET", "/users", admin.users_page, "accounts", "users"),
    Route("POST", "/users", admin.add_user, "accounts", "add_user", hashes=True),
    Route("POST", "/users/{name}", admin.change_user, "accounts", "change_user", hashes=True),
    Route("POST", "/sessions/{session_id}/revoke", admin.revoke, "accounts", "revoke_session"),
    Route("POST", "/restrictions", admin.restrict, "accounts", "restrict"),
    Route("POST", "/restrictions/{restriction:int}/lift", admin.lift, "accounts", "lift_restriction"),
    Route("POST", "/alerts/{grant:int}/read", admin.acknowledge, "accounts", "read_alert"),
    Route("GET", "/audit", admin.audit_page, "audit", "audit_report"),
    Route("POST", "/audit", admin.audit_page, "audit", "audit_report"),
)
