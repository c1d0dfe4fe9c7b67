"""Calls a server with the client that openapi-python-client made; prints what came back as JSON."""
import json
import sys
from datetime import datetime, timezone

from vitrine_client import AuthenticatedClient, Client
from vitrine_client.api.collections import get_collections
from vitrine_client.api.countries import get_countries
from vitrine_client.api.events import get_event, get_events
from vitrine_client.api.images import get_image, get_images, get_similar_images
from vitrine_client.api.search import search_creative_images, search_images_by_image
from vitrine_client.models import (
    GetEventsFieldsItem,
    GetImageFieldsItem,
    SearchCreativeImagesFieldsItem,
    SearchCreativeImagesPageSize,
)


def refusal(answer):
    return [answer.status_code.value, answer.parsed.to_dict() if answer.parsed is not None else None]


asked = json.loads(sys.argv[1])
keyed = AuthenticatedClient(base_url=asked["http"], token=asked["key"], auth_header_name="Api-Key", prefix="")
stranger = Client(base_url=asked["http"])
fields = [SearchCreativeImagesFieldsItem(name) for name in ("detail_set", "display_set", "keywords")]
found = search_creative_images.sync(
    client=keyed,
    phrase=asked["phrase"],
    fields=fields,
    page_size=SearchCreativeImagesPageSize(2),
    include_facets=True,
    include_related_searches=True,
    date_from=datetime(2000, 1, 1, tzinfo=timezone.utc),
)
image = found.images[0]
event_id = asked["event"]
event_fields = [GetEventsFieldsItem(name) for name in ("name", "keywords", "hero_image")]
result = {
    "count": found.result_count,
    "titles": [one.title for one in found.images],
    "sizes": [size.name for size in image.display_sizes],
    "artists": [one.name for one in found.facets.artists],
    "several": [
        one.id for one in get_images.sync(client=keyed, ids=[one.id for one in found.images]).images
    ],
    "one": get_image.sync(image.id, client=keyed, fields=[GetImageFieldsItem("keywords")])
    .images[0]
    .keywords[0]
    .text,
    "similar": get_similar_images.sync(image.id, client=keyed).result_count,
    "event": get_events.sync(client=keyed, ids=[event_id], fields=event_fields).events[0].name,
    "one event": get_event.sync(str(event_id), client=keyed).name,
    "countries": len(get_countries.sync(client=keyed).countries),
    "missing": refusal(get_image.sync_detailed("5", client=keyed)),
    "stranger": refusal(get_countries.sync_detailed(client=stranger)),
    "token": refusal(get_collections.sync_detailed(client=keyed)),
    "unseen": refusal(search_images_by_image.sync_detailed(client=keyed, asset_id="1")),
}
print(json.dumps(result))
