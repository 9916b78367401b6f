from tests.plain.toy_tables.conf import Toy

__all__ = ["Toy"]
