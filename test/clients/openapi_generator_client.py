"""Calls a server with the client that openapi-generator made; prints what came back as JSON."""
import json
import sys
from datetime import datetime, timezone

import vitrine_client
from vitrine_client.exceptions import ApiException


def refusal(call):
    try:
        call()
    except ApiException as error:
        data = error.data
        refused = getattr(data, "actual_instance", data)
        return [error.status, refused.to_dict() if refused is not None else None]
    return None


asked = json.loads(sys.argv[1])
keyed = vitrine_client.Configuration(host=asked["http"], api_key={"ApiKey": asked["key"]})
keyless = vitrine_client.Configuration(host=asked["http"])
with vitrine_client.ApiClient(keyed) as api, vitrine_client.ApiClient(keyless) as stranger:
    search = vitrine_client.SearchApi(api)
    images = vitrine_client.ImagesApi(api)
    found = search.search_creative_images(
        phrase=asked["phrase"],
        fields=["detail_set", "display_set", "keywords"],
        page_size=2,
        include_facets=True,
        include_related_searches=True,
        date_from=datetime(2000, 1, 1, tzinfo=timezone.utc),
    )
    image = found.images[0]
    event_id = asked["event"]
    events = vitrine_client.EventsApi(api)
    result = {
        "count": found.result_count,
        "titles": [one.title for one in found.images],
        "sizes": [size.name for size in image.display_sizes],
        "artists": [one.name for one in found.facets.artists],
        "several": [one.id for one in images.get_images(ids=[one.id for one in found.images]).images],
        "one": images.get_image(id=image.id, fields=["keywords"]).images[0].keywords[0].text,
        "similar": images.get_similar_images(id=image.id, page_size=1).result_count,
        "event": events.get_events(ids=[event_id], fields=["name", "keywords", "hero_image"]).events[0].name,
        "one event": events.get_event(id=str(event_id)).actual_instance.name,
        "countries": len(vitrine_client.CountriesApi(api).get_countries().countries),
        "missing": refusal(lambda: images.get_image(id="5")),
        "stranger": refusal(lambda: vitrine_client.CountriesApi(stranger).get_countries()),
        "token": refusal(lambda: vitrine_client.CollectionsApi(api).get_collections()),
        "unseen": refusal(lambda: search.search_images_by_image(asset_id="1")),
    }
print(json.dumps(result))
