"""What may stand in an address for the code of a council."""


class CouncilCode:
    """Letters and digits, as many as a council's code has: no other address reaches the database."""

    regex = "[0-9A-Za-z]{1,3}"

    def to_python(self, value: str) -> str:
        """The code, as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The code, as it stands at the council."""
        return value
