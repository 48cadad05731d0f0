"""The letter of the week to somebody whose teams have something that is late or due."""
