"""Reading an action plan: from the lines or tables of a file to recommendations, without losing or inventing a word."""

from actionplan.reading.plan import read_plan
from actionplan.reading.result import PlanReading

__all__ = ["PlanReading", "read_plan"]
