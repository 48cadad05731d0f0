"""School policies as documents of clauses."""

from django.apps import AppConfig

from core import kinds
from documents import gate
from policies import privacy


class PoliciesConfig(AppConfig):
    """School policies as documents of clauses."""

    name = "policies"

    def ready(self) -> None:
        """Say what reads a policy that is sent, what makes its papers and letters, and what is held about people."""
        kinds.register_reader("policies.policy", "policies.reading.incoming:read", endings=gate.DOCUMENTS)
        kinds.register_reader(
            "policies.handed",
            "policies.reading.incoming:read",
            keeper="policies.handing.keeping:keep",
            endings=gate.DOCUMENTS,
        )
        kinds.register_writer("policies.handed", "policies.handing.letters:handed")
        kinds.register_maker("policies.version", "policies.papers:version_pdf")
        kinds.register_maker("policies.public", "policies.papers:public_pdf")
        kinds.register_maker("policies.changes", "policies.comparison.paper:changes_pdf")
        kinds.register_writer("policies.standing-answered", "policies.letters:standing_answered")
        kinds.register_writer("policies.model-offered", "policies.letters:model_offered")
        kinds.register_maker("policies.channel", "policies.living.channel_papers:channel_pdf")
        for kind in ("consultation-opened", "comments-answered", "to-read", "review-due"):
            kinds.register_writer(f"policies.{kind}", f"policies.consultation.letters:{kind.replace('-', '_')}")
        for kind in ("asked", "reminded", "answered"):
            kinds.register_writer(f"policies.model-{kind}", f"policies.boards.letters:model_{kind}")
        privacy.state()
