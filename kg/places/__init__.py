"""The gazetteer: places of the whole world by name, offline, and the choice among places of one name."""

from kg.places.choice import choose
from kg.places.index import open_gazetteer
from kg.places.record import Gazetteer, PlaceRecord, fold
from kg.places.vocabulary import gazetteer_of

__all__ = ["Gazetteer", "PlaceRecord", "choose", "fold", "gazetteer_of", "open_gazetteer"]
