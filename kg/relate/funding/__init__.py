"""What an operation, appeal or project needs, has and lacks: boxes of labels and amounts, project lists, sentences."""

from kg.relate.funding.amounts import states_amounts
from kg.relate.funding.lines import funding_claims

__all__ = ["funding_claims", "states_amounts"]
