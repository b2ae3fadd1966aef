"""The issues of a graph as one HTML page that needs no network and runs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jinja2

from kg.audit.checks import Check
from kg.audit.listed import Listed

_TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What does not add up</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #1b1f24; background: #fff; }
article { border-top: 1px solid #c9d1d9; padding: .8rem 0; }
h2 { font-size: 1rem; margin: 0; }
blockquote { margin: .4rem 0 .4rem 1rem; padding-left: .8rem; border-left: 3px solid #c9d1d9; }
.where, summary { color: #57606a; font-size: .875rem; }
</style>
</head>
<body>
<h1>What does not add up</h1>
<p>{{ found|length }} issues, the most important first.</p>
{% for issue in found %}
<article>
<h2>{{ issue.label }}</h2>
<p class="where">{{ issue.kind }}, importance {{ issue.importance }}</p>
{% for place in issue.places %}
<blockquote>{{ place.text.split()|join(" ") }}
<div class="where">{{ place.file }}{% if place.page is not none %}, page {{ place.page }}{% endif %}</div></blockquote>
{% endfor %}
{% if issue.check in checks %}
<details><summary>What this check looks for</summary>
<p>{{ checks[issue.check].explanation }} Example: {{ checks[issue.check].example }}</p></details>
{% endif %}
</article>
{% endfor %}
</body>
</html>
"""


def page(found: Sequence[Listed], checks: Mapping[str, Check]) -> str:
    """The page; all words of reports are escaped."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, keep_trailing_newline=True)
    return environment.from_string(_TEMPLATE).render(found=found, checks=checks)
