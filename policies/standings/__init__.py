"""How schools stand to the council's model, and who disputes it."""
