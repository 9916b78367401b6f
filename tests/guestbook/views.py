from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tests.guestbook.conf import Guestbook
from tests.guestbook.models import Entry, Open


def sign(request: HttpRequest) -> HttpResponse:
    """Store an entry under an article that readers see."""
    number, words = request.POST.get("article", ""), request.POST.get("words", "").strip()
    if not number.isdecimal() or not 0 < len(words) <= settings.PUBLICATION.table(Guestbook).longest:
        raise Http404
    Entry.objects.create(article=get_object_or_404(Open, pk=int(number)).pk, words=words)
    return HttpResponse("Signed.")
