"""The demonstration: a fictional borough, made by running the product's own actions on past days.

Nobody and nothing in it is real.
"""
