"""The pages about reports of a school or council.

Each view is given the place by the decorator of its kind (succession.urls).
"""
