"""Reading office files into blocks of text, reading dates, and writing PDF and spreadsheets.

A plain library: nothing here imports Django or knows what a school is.
"""
