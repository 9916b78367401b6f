from handpress.server.endpoints import Endpoint

ENDPOINTS = (Endpoint(name="guestbook", path="guestbook", view="tests.guestbook.views.sign", limit_bytes=4096),)
