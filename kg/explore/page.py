"""The page's shell: our template with styles, scripts and data in it, and a policy that lets nothing else run.

What a report says reaches the page only as JSON in data blocks; the scripts show it through `textContent`.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

SCRIPTS = (
    "dom.js",
    "data.js",
    "state.js",
    "filter.js",
    "marks.js",
    "panel.js",
    "search.js",
    "legend.js",
    "network.js",
    "names.js",
    "table.js",
    "map.js",
    "plots.js",
    "reports.js",
    "views.js",
)
"""The modules of the page in the order in which they are joined; `main.js` follows and starts them."""

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(title: str, data: Mapping[str, Any], libraries: Mapping[str, str], language: str = "en") -> str:
    """The whole document.

    Args:
        title: of the page.
        data: JSON values by the id of the data block that holds them.
        libraries: sources of third-party scripts by a name that a reader of the page can look up.
        language: of the page's own words, BCP 47.
    """
    scripts = [_script(source) for source in (*libraries.values(), own_script())]
    style = _static("style.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string(_static("page.html.j2"))
    return template.render(
        title=title,
        language=language,
        policy=policy(scripts, [style]),
        style=_Trusted(style),
        scripts=[_Trusted(script) for script in scripts],
        data={name: _Trusted(data_block(value)) for name, value in data.items()},
    )


class _Trusted(str):
    """Our own source, which the template writes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def policy(scripts: list[str], styles: list[str]) -> str:
    """A Content-Security-Policy by which exactly these inline scripts and styles run and nothing is ever fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(_hash(script) for script in scripts),
            "style-src " + " ".join(_hash(style) for style in styles),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def data_block(value: object) -> str:
    """JSON that may stand in a `script` element: no character in it can end the element or a string."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():  # ten times as fast as `translate`
        text = text.replace(character, escape)
    # lone surrogates cannot be written as UTF-8
    return text.encode("utf-8", "replace").decode("utf-8")


def own_script() -> str:
    """The page's own modules, joined in one function so that they leave no name in the page."""
    parts = [_static(name).strip() for name in (*SCRIPTS, "main.js")]
    return '(() => {\n"use strict";\n\n' + "\n\n".join(parts) + "\n})();\n"


def _script(source: str) -> str:
    # line ends as an HTML parser makes them before the policy's hash is checked
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    lowered = text.lower()
    if "</script" in lowered or "<!--" in lowered:
        raise ValueError("a script holds text that would end its element")
    return text


def _static(name: str) -> str:
    return files("kg.explore").joinpath("static", name).read_text(encoding="utf-8")
