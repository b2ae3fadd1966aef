"""The gazetteer: places of the whole world by name, offline, and the choice among places of one name."""

from kg.places.choice import choose
from kg.places.codes import alpha2
from kg.places.index import open_gazetteer
from kg.places.record import Gazetteer, PlaceRecord, fold
from kg.places.vocabulary import gazetteer_of

__all__ = ["Gazetteer", "PlaceRecord", "alpha2", "choose", "fold", "gazetteer_of", "open_gazetteer"]
