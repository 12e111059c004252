"""What a node's /metrics says."""
import re

import requests


def metric(node, name, **labels):
    """Sum of a metric's values with these labels; 0 if there is none."""
    total = 0.0
    for line in requests.get(node.url + "/metrics", timeout=10).text.splitlines():
        found = re.match(rf"{name}(?:\{{(.*)\}})? (\S+)$", line)
        if found and all(f'{key}="{value}"' in (found.group(1) or "") for key, value in labels.items()):
            total += float(found.group(2))
    return total
