"""What the toy answers: a post that is acted on, and a page below a folder."""

from handpress.server.endpoints import Endpoint

VIEWS = "tests.engine_toy.views"
ENDPOINTS = (
    Endpoint(name="toy", path="toy", view=f"{VIEWS}.count", limit_bytes=4096),
    Endpoint(name="toy-shown", path="toy/shown/", view=f"{VIEWS}.shown", methods=("GET",), may_be_cached=True),
    Endpoint(name="toy-both", path="toy-both", view=f"{VIEWS}.both", methods=("GET", "POST"), timeout_s=2.0),
)
