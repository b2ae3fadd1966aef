"""Places in running text: those of the gazetteer, and villages, camps and districts told by how they are written.

words    the words of the ontology's patterns, as expressions
names    stretches of capitalised words, cut into the names that they may be
signs    what speaks for and against a name being a place
lists    names in one list are judged together
links    which place of the gazetteer a name means
book     what a whole text tells about its places
shared   short names that countries share with bodies
finder   the component
"""

from kg.nlp.placenames.book import PlaceBook
from kg.nlp.placenames.finder import PlaceFinder
from kg.nlp.placenames.shared import Sense, SharedNames
from kg.nlp.placenames.words import PlaceWords

__all__ = ["PlaceBook", "PlaceFinder", "PlaceWords", "Sense", "SharedNames"]
