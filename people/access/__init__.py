"""The only place that knows who may do what, and which rows a person can see."""
