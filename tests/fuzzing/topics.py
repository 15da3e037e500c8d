"""All topics, each with how often it is drawn."""

from fuzzing import algebra, casts, indexing, numbers, shapes, ufuncs

ALL = {**ufuncs.TOPICS, **indexing.TOPICS, **shapes.TOPICS, **casts.TOPICS, **numbers.TOPICS, **algebra.TOPICS}
