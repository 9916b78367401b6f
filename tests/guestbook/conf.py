from dataclasses import dataclass

from handpress.kit.conf import setting


@dataclass(frozen=True)
class Guestbook:
    longest: int = setting(200, "The longest entry, in characters.")


TABLES = {"guestbook": Guestbook}
