"""What is refused of what readers send."""

from __future__ import annotations


class IntakeError(Exception):
    """Something that was not taken; nothing is stored."""

    code = "intake_error"
    retry = False


class TooMany(IntakeError):
    """A limit is reached. `retry_after_s`: when the next window begins."""

    code = "too_many"
    retry = True

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class TokenRefused(IntakeError):
    """The token of the second step is missing, forged, old, or of other words."""

    code = "token_refused"
