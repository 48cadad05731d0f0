"""What people ask for about their accounts, until a letter or a day has decided it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from people.models.accounts import User


class PasswordRequest(models.Model):
    """Somebody asked for a new password, with an address that may be anybody's. The letter about it removes it.

    It is kept as typed and looked up by the job that writes the letter: the page does the same whoever has an account.
    """

    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="request_is_in_lower_case")]

    def __str__(self) -> str:
        return f"asked on {self.asked_at:%-d %B %Y}"


class EmailChange(models.Model):
    """A person wants to sign in with another address, and shows that it is theirs by a letter sent there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="email_changes")
    old = models.EmailField(max_length=254)
    new = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(new=Lower("new")), name="new_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(new=F("old")), name="new_email_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.asked_at:%-d %B %Y}"


class SecondStepReset(models.Model):
    """An administrator checked, face to face, that somebody lost their second step, and asks for it to be taken away.

    It takes effect on the next day, or at once when a second administrator agrees. Until then its person can stop it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="second_step_resets")
    organisation = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="second_step_resets_asked")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="second_step_resets_agreed", null=True, blank=True
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(stopped_at__isnull=True, done_at__isnull=True),
                name="second_step_is_reset_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | (Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("asked_by"))),
                name="second_step_reset_is_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(done_at__isnull=True), name="second_step_reset_ends_once"
            ),
            models.CheckConstraint(condition=~Q(user=F("asked_by")), name="second_step_reset_is_asked_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, asked by {self.asked_by} on {self.asked_at:%-d %B %Y}"
