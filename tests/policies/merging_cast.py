"""A school with a copy of its council's model, and the council's next version of it."""

from policies.actions import editing, merging, versions
from policies.document.merging import Answer
from policies.editor.parts import clause_token
from policies.models import MergeAnswer, ModelOffer, Version
from policies.offers.queries import answer_token, answers_of, make_offers, merge_of, merge_token
from tests.policies.cast import Cast, plain_document, reworded

WORDS = ("train leaders early", "plan for sudden absence", "report once a year")


class Merging:
    """The story of one offer: both changed the first two clauses, and the council the third alone."""

    def __init__(self, cast: Cast, clashes: int = 2) -> None:
        self.cast = cast
        cast.publish(plain_document(*WORDS))
        self.taken = cast.take()
        for number in range(clashes):
            self.change(number, f"the school's own words {number}")
        if clashes:
            versions.save_version(owner=cast.school, by=cast.head)
        self.published = self.publish(*(f"the council's new words {number}" for number in range(3)))

    def publish(self, *texts: str) -> Version:
        """Publish the model with these words for its first clauses, and make the offers as the job does."""
        document = plain_document(*WORDS)
        for number, text in enumerate(texts):
            document = reworded(document, number, text)
        published = self.cast.publish(document)
        make_offers(published.pk)
        return published

    def change(self, number: int, text: str) -> None:
        """The head changes a clause in their draft."""
        draft = self.latest.policy.drafts.filter(editor=self.cast.head).first()
        clause = list((draft or self.latest).text.clauses())[number]
        editing.change_clause(
            owner=self.cast.school,
            clause_id=clause.id,
            text=text,
            sub_clauses=None,
            opened_on=clause_token(clause),
            by=self.cast.head,
        )

    @property
    def latest(self) -> Version:
        found = Version.objects.of(self.cast.school).select_related("model_version", "policy").first()
        assert found is not None
        return found

    @property
    def offer(self) -> ModelOffer:
        return ModelOffer.objects.get(policy=self.latest.policy, model_version=self.published)

    @property
    def keys(self) -> list[str]:
        return [item.key for item in merge_of(self.offer, self.latest).clashes]

    def opened_on(self, key: str) -> str:
        item = next(item for item in merge_of(self.offer, self.latest).clashes if item.key == key)
        return answer_token(item, answers_of(self.offer).get(key))

    @property
    def make_token(self) -> str:
        return merge_token(self.offer, self.latest, answers_of(self.offer))

    def answer(self, key: str, given: Answer, note: str = "") -> MergeAnswer:
        return merging.answer(
            offer=self.offer, key=key, given=given, note=note, opened_on=self.opened_on(key), by=self.cast.head
        )
